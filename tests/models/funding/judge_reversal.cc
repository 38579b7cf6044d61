// Verdicts on reversals.
#include "tests/models/funding/judge.h"
#include "tests/models/funding/resting.h"

namespace epiledger::ladder {
namespace {

// A day that shows that it came back cannot show that it never was.
void JudgeComeBack(const Notes& notes, int64_t sequence, Verdict& verdict) {
  for (const auto& [label, payment] : notes.payments) {
    if (payment.made.sequence != sequence) continue;
    const int64_t left =
        StillPaidOf(notes, label, notes.PostingDay(payment.made.day));
    if (left < payment.fen) verdict.RefuseIf(true, "LEAVES_SHORT", left);
  }
}

}  // namespace

void JudgeOne(const Notes& notes, const Reverse& asked, Verdict& verdict) {
  if (verdict.RefuseIf(asked.sequence > notes.head, "ENTRY_NOT_FOUND")) return;
  // The first entry made the county.
  if (verdict.RefuseIf(asked.sequence == 1, "NOT_REVERSIBLE")) return;
  const auto found = notes.entries.find(asked.sequence);
  if (verdict.RefuseIf(found == notes.entries.end(), "NOTHING_TO_REVERSE")) {
    return;
  }
  const NotedEntry& entry = found->second;
  if (verdict.RefuseIf(!entry.is_of_money(), "NOT_REVERSIBLE") ||
      verdict.RefuseIf(entry.is_reversal(), "REVERSAL_STANDS") ||
      verdict.RefuseIf(entry.reversal.has_value(), "ALREADY_REVERSED")) {
    return;
  }
  const auto left = LeftOfShort(notes, asked.sequence);
  const bool is_short = !left.empty();
  const Ground ground = is_short ? GroundOfShortage(notes, asked.sequence)
                                 : Ground::kLaterEntries;
  verdict.RefuseIf(!UsersOf(notes, asked.sequence).empty() ||
                       (is_short && ground != Ground::kNone) ||
                       WasReckonedWith(notes, asked.sequence) ||
                       LeavesCashOutside(notes, asked.sequence),
                   "LATER_ENTRIES_DEPEND");
  JudgeComeBack(notes, asked.sequence, verdict);
  if (ground == Ground::kLaterEntries) return;
  for (const int64_t available : left) {
    verdict.RefuseIf(true, "LEAVES_SHORT", available);
  }
}

}  // namespace epiledger::ladder
