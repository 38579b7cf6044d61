#include "services/book/write_counts.h"

namespace epiledger::book {
namespace {

WriteOutcome OutcomeOf(const absl::StatusOr<Outcome>& result) {
  if (!result.ok()) {
    return IsOutcomeUnknown(result.status()) ? WriteOutcome::kUnknown
                                             : WriteOutcome::kUndecided;
  }
  if (result->receipt.replayed) return WriteOutcome::kRepeated;
  return result->refusal.has_value() ? WriteOutcome::kRefused
                                     : WriteOutcome::kAccepted;
}

}  // namespace

std::string_view NameOf(WriteOutcome outcome) {
  static constexpr std::string_view kNames[] = {
      "accepted", "refused", "repeated", "undecided", "unknown"};
  return kNames[static_cast<size_t>(outcome)];
}

void WriteCounts::Add(const absl::StatusOr<Outcome>& result,
                      absl::Duration took) {
  const WriteOutcome outcome = OutcomeOf(result);
  counts_[static_cast<size_t>(outcome)].fetch_add(1, std::memory_order_relaxed);
  if (outcome == WriteOutcome::kAccepted || outcome == WriteOutcome::kRefused) {
    commits_.Add(took);
  }
}

}  // namespace epiledger::book
