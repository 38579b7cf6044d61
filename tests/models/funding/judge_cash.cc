// Verdicts on cash that goes to the recipient's own account, and on what the
// treasury may not pay because it lies there.
#include "tests/models/funding/cash.h"
#include "tests/models/funding/judge.h"

namespace epiledger::ladder {

// It has something to look at only where cash is out.
void JudgeTreasury(const Notes& notes, const NotedAllocation& allocation,
                   int64_t fen, int day, Verdict& verdict) {
  const bool is_out = notes.journal.LeastFrom(day, [&](Point point) {
    return -CashOf(notes.journal, allocation.name, point).disbursed();
  }) < 0;
  if (!is_out) return;
  const int64_t there = TreasuryHas(notes, allocation, day);
  verdict.RefuseIf(fen > there, "OVER_TREASURY", there);
}

void JudgeOne(const Notes& notes, const Disburse& asked, Verdict& verdict) {
  const auto* allocation = FindAllocation(notes, asked.allocation, verdict);
  if (allocation == nullptr) return;
  verdict.RefuseIf(asked.day < allocation->made.day, "BEFORE_ALLOCATED");
  if (asked.is_back) {
    const int64_t there = ReturnableOn(notes, asked.allocation, asked.day);
    verdict.RefuseIf(asked.fen > there, "OVER_DISBURSED", there);
    return;
  }
  JudgeClosed(*allocation, asked.day, verdict);
  const int64_t there = DisbursableOn(notes, *allocation, asked.day);
  verdict.RefuseIf(asked.fen > there, "OVER_TREASURY", there);
}

}  // namespace epiledger::ladder
