// Refusals: which entries of a book a rule refused, and why, so that nobody has
// to go through the journal to find them. A table of its own,
// `journal_refusal`, made from the frames alone and made anew by a rebuild.
#ifndef EPILEDGER_SERVICES_JOURNAL_REFUSALS_H_
#define EPILEDGER_SERVICES_JOURNAL_REFUSALS_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/journal/frame.h"
#include "services/storage/database.h"

namespace epiledger::journal {

// One refused entry, as far as lists look for it.
struct RefusedEntry {
  int64_t sequence = 0;
  std::string reason;
  std::string method;
  std::string subject;

  [[nodiscard]] static RefusedEntry Of(const Frame& frame);
};

// Where refusals are looked for.
struct RefusalRange {
  // Both exclusive.
  int64_t after = 0;
  int64_t before = INT64_MAX;
  int64_t limit = INT64_MAX;
};

// The storage layer's codes.
[[nodiscard]] absl::Status AppendRefusals(
    storage::WriteTransaction& transaction, int64_t book,
    absl::Span<const RefusedEntry> refusals);
[[nodiscard]] absl::Status DeleteRefusals(
    storage::WriteTransaction& transaction, int64_t book);

// Calls `on_refusal` for the refusals in `range`, newest first.
[[nodiscard]] absl::Status ReadRefusals(
    storage::ReadTransaction& transaction, int64_t book,
    const RefusalRange& range,
    absl::FunctionRef<absl::Status(const RefusedEntry&)> on_refusal);

// The newest refusal of the request id, whoever used it; 0 when there is none.
[[nodiscard]] absl::StatusOr<int64_t> FindRefusal(
    storage::ReadTransaction& transaction, int64_t book,
    const std::string& request_id);

// Fills the table of all books from their entries: once, where a store is
// older than the table. What is no frame is left to the verifier.
[[nodiscard]] absl::Status FillRefusals(storage::WriteTransaction& transaction);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_REFUSALS_H_
