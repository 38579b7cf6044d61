// Verdicts on months that are closed and opened again.
#include "tests/models/funding/judge.h"

namespace epiledger::ladder {

void JudgeForm(const ClosePeriod& asked, Verdict& verdict) {
  verdict.RejectIf(asked.month == kNoMonth, "NOT_A_MONTH");
}

void JudgeForm(const ReopenPeriod& asked, Verdict& verdict) {
  verdict.RejectIf(asked.month == kNoMonth, "NOT_A_MONTH");
}

// Of the new year no month is over.
void JudgeOne(const Notes& notes, const ClosePeriod& asked, Verdict& verdict) {
  if (verdict.RejectIf(asked.month > 0, "PERIOD_NOT_OVER")) return;
  const auto last = notes.last_closed();
  verdict.RefuseIf(last.has_value() && asked.month != *last + 1,
                   "PERIOD_NOT_NEXT");
}

void JudgeOne(const Notes& notes, const ReopenPeriod& asked, Verdict& verdict) {
  verdict.RefuseIf(notes.last_closed() != asked.month, "PERIOD_NOT_LAST");
}

}  // namespace epiledger::ladder
