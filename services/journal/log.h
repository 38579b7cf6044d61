// The log: reading and appending the entries of a book inside a transaction.
//
// Tables: `journal_head` (one row a book), `journal_entry` (frames by
// sequence), `journal_request` (which id became which entry), and
// `journal_refusal` (see refusals.h). Nothing in them is ever updated but the
// head.
//
// All functions return the storage layer's status codes unless said; a head
// that is damaged is DATA_LOSS, one of another schema FAILED_PRECONDITION.
#ifndef EPILEDGER_SERVICES_JOURNAL_LOG_H_
#define EPILEDGER_SERVICES_JOURNAL_LOG_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/journal/types.h"
#include "services/storage/database.h"
#include "services/storage/migrate.h"

namespace epiledger::journal {

// The journal's own tables; set `journal`.
[[nodiscard]] absl::Span<const storage::Migration> Migrations();

// One entry as stored.
struct StoredEntry {
  int64_t sequence = 0;
  absl::Time record_time;
  Hash hash{};
  std::string frame;
};

// The book's head, nothing when there is no such book.
[[nodiscard]] absl::StatusOr<std::optional<Head>> ReadHead(
    storage::ReadTransaction& transaction, const BookName& book);

// Makes the head row of a new book and numbers it. ALREADY_EXISTS: it is there.
[[nodiscard]] absl::StatusOr<Head> InsertHead(
    storage::WriteTransaction& transaction, const BookName& book,
    const Incarnation& incarnation);

// Moves a locked head from `from` to `to`. ABORTED, at the latest by the
// commit, when it is not at `from`: somebody wrote without the lock.
[[nodiscard]] absl::Status MoveHead(storage::WriteTransaction& transaction,
                                    const Head& from, const Head& to);

// Which of `keys` were decided, and as which entry.
[[nodiscard]] absl::StatusOr<absl::flat_hash_map<RequestKey, int64_t>>
FindRequests(storage::ReadTransaction& transaction, int64_t book,
             absl::Span<const RequestKey> keys);

// What a batch begins with.
struct Opening {
  // Nothing when there is no such book.
  std::optional<Head> head;
  absl::flat_hash_map<RequestKey, int64_t> decided;
};

// Locks the head, which keeps other writers of the book out until the
// transaction ends, and looks up which of `keys` were decided: in one way to
// the server. `book` is the number that an earlier head of this name had, or 0.
[[nodiscard]] absl::StatusOr<Opening> Open(
    storage::WriteTransaction& transaction, const BookName& name, int64_t book,
    absl::Span<const RequestKey> keys);

// Entries with the keys they decide, one after another.
[[nodiscard]] absl::Status Append(storage::WriteTransaction& transaction,
                                  int64_t book,
                                  absl::Span<const StoredEntry> entries,
                                  absl::Span<const RequestKey> keys);

// The keys alone, as Append writes them: for a rebuild, which first deletes
// those of the book.
[[nodiscard]] absl::Status AppendRequests(
    storage::WriteTransaction& transaction, int64_t book,
    absl::Span<const StoredEntry> entries, absl::Span<const RequestKey> keys);
[[nodiscard]] absl::Status DeleteRequests(
    storage::WriteTransaction& transaction, int64_t book);

// Calls `on_entry` for entries with after < sequence ≤ last, in order. No other
// statement may run on the transaction meanwhile.
[[nodiscard]] absl::Status ReadEntries(
    storage::ReadTransaction& transaction, int64_t book, int64_t after,
    int64_t last, absl::FunctionRef<absl::Status(const StoredEntry&)> on_entry);

// Calls `on_frame` for the entries of `sequences` that there are, in no
// particular order; for one given twice perhaps twice. The bytes are there
// during the call. No other statement may run on the transaction meanwhile.
[[nodiscard]] absl::Status ReadSomeFrames(
    storage::ReadTransaction& transaction, int64_t book,
    absl::Span<const int64_t> sequences,
    absl::FunctionRef<absl::Status(int64_t sequence, std::string_view frame)>
        on_frame);

// One entry. NOT_FOUND when the sequence is beyond the head.
[[nodiscard]] absl::StatusOr<StoredEntry> ReadEntry(
    storage::ReadTransaction& transaction, int64_t book, int64_t sequence);

// The last sequence recorded at or before `time`; 0 when there was none.
// DATA_LOSS: an entry that was looked at is not there.
[[nodiscard]] absl::StatusOr<int64_t> SequenceAt(
    storage::ReadTransaction& transaction, int64_t book, absl::Time time);

// Numbers of books that have entries and no head, which must not be.
[[nodiscard]] absl::StatusOr<std::vector<int64_t>> ListHeadless(
    storage::ReadTransaction& transaction);

// All books of the database, by name.
[[nodiscard]] absl::StatusOr<std::vector<BookName>> ListBooks(
    storage::ReadTransaction& transaction);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_LOG_H_
