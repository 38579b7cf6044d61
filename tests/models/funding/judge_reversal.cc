// Verdicts on reversals.
#include "tests/models/funding/judge.h"
#include "tests/models/funding/resting.h"

namespace epiledger::ladder {

void JudgeOne(const Notes& notes, const Reverse& asked, Verdict& verdict) {
  if (verdict.RefuseIf(asked.sequence > notes.head, "ENTRY_NOT_FOUND")) return;
  // The first entry made the county.
  if (verdict.RefuseIf(asked.sequence == 1, "NOT_REVERSIBLE")) return;
  const auto found = notes.entries.find(asked.sequence);
  if (verdict.RefuseIf(found == notes.entries.end(), "NOTHING_TO_REVERSE")) {
    return;
  }
  const NotedEntry& entry = found->second;
  if (verdict.RefuseIf(entry.is_reversal(), "REVERSAL_STANDS") ||
      verdict.RefuseIf(entry.reversal.has_value(), "ALREADY_REVERSED")) {
    return;
  }
  verdict.RefuseIf(!UsersOf(notes, asked.sequence).empty() ||
                       LeavesShort(notes, asked.sequence) ||
                       WasReckonedWith(notes, asked.sequence) ||
                       LeavesCashOutside(notes, asked.sequence),
                   "LATER_ENTRIES_DEPEND");
}

}  // namespace epiledger::ladder
