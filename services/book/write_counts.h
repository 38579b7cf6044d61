// WriteCounts: what became of the commands of all books, and how long they
// took.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_BOOK_WRITE_COUNTS_H_
#define EPILEDGER_SERVICES_BOOK_WRITE_COUNTS_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/book/command.h"
#include "services/latencies.h"

namespace epiledger::book {

enum class WriteOutcome {
  kAccepted,
  // Decided and recorded, as the rules say.
  kRefused,
  // The answer of an earlier decision, given again.
  kRepeated,
  // Left no trace.
  kUndecided,
  // The store went away at its commit; the id tells later.
  kUnknown,
};

inline constexpr std::array kWriteOutcomes = {
    WriteOutcome::kAccepted, WriteOutcome::kRefused, WriteOutcome::kRepeated,
    WriteOutcome::kUndecided, WriteOutcome::kUnknown};

// `accepted` and the like, as figures name it.
[[nodiscard]] std::string_view NameOf(WriteOutcome outcome);

class WriteCounts {
 public:
  // A command has this result, so long after it came.
  void Add(const absl::StatusOr<Outcome>& result, absl::Duration took);

  [[nodiscard]] int64_t Of(WriteOutcome outcome) const {
    return counts_[static_cast<size_t>(outcome)].load(
        std::memory_order_relaxed);
  }
  // Of those that were decided then: until they were durable.
  [[nodiscard]] Latencies::Counts commits() const { return commits_.counts(); }

 private:
  std::array<std::atomic<int64_t>, kWriteOutcomes.size()> counts_{};
  Latencies commits_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_WRITE_COUNTS_H_
