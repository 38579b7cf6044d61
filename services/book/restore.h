// Restore: makes a book from an export of it, as a new incarnation that names
// where the old one was cut (docs/reference/journal-format.md).
#ifndef EPILEDGER_SERVICES_BOOK_RESTORE_H_
#define EPILEDGER_SERVICES_BOOK_RESTORE_H_

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/journal/types.h"
#include "services/storage/database.h"

namespace epiledger::book {

struct RestoreOptions {
  // The last entry to take, from 1; all where there is none.
  std::optional<int64_t> until = std::nullopt;
  // The only key, 32 bytes, that is trusted to have signed the checkpoint; any
  // where there is none.
  std::optional<std::string> public_key = std::nullopt;
  // Of the book that is made.
  journal::Incarnation incarnation{};
  absl::Time now = absl::UnixEpoch();
};

struct RestoreReport {
  journal::BookName book;
  // Taken from the export, and left out of it because of `until`.
  int64_t entries = 0;
  int64_t left_out = 0;
  // After the entry that begins the new incarnation.
  journal::Head head;
};

// In one transaction: the book is there as a whole, or not at all. The whole
// file is checked, also where a part of it is taken, and what was made is
// verified before it is kept; all balances are those the export states.
// Personal fields are in no export and are not restored. `in` is read from its
// beginning, perhaps more than once.
//   ALREADY_EXISTS    the database has the book
//   DATA_LOSS         the export does not hold, with its line; or what came of
//                     it does not
//   FAILED_PRECONDITION  the checkpoint is signed with another key
//   OUT_OF_RANGE      `until` is beyond the last entry, or below 1
// and the storage layer's codes.
[[nodiscard]] absl::StatusOr<RestoreReport> Restore(
    storage::Database& database, std::istream& in,
    const RestoreOptions& options);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_RESTORE_H_
