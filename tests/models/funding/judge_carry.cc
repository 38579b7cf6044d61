// Verdicts on what is left of an allocation at the end of a year.
#include <algorithm>
#include <set>
#include <string>

#include "tests/models/funding/carry.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

std::set<std::string> PurposesOf(const Grant& grant) {
  std::set<std::string> purposes;
  for (const Share& share : grant.shares) purposes.insert(share.purpose);
  return purposes;
}

bool IsOfNewYear(int day) { return day >= kNewYear; }

// Also a proposal that holds nothing.
bool AnybodyWaits(const Notes& notes, const std::string& allocation) {
  return std::any_of(notes.waiting.proposals.begin(),
                     notes.waiting.proposals.end(), [&](const auto& noted) {
                       return noted.second.route.allocation == allocation &&
                              notes.waiting.IsOpen(noted.second);
                     });
}

// Of the allocation that goes on.
void JudgeNextYear(const Notes& notes, const NotedAllocation& source,
                   const CarryOver& asked, Verdict& verdict) {
  const auto* target = FindAllocation(notes, asked.target, verdict);
  if (target == nullptr) return;
  verdict.RefuseIf(!IsOfNewYear(target->made.day), "NOT_OF_THE_YEAR");
  verdict.RefuseIf(asked.day < target->made.day, "BEFORE_ALLOCATED");
  verdict.RefuseIf(target->grant.fund != source.grant.fund, "OTHER_FUND");
  verdict.RefuseIf(target->grant.recipient != source.grant.recipient,
                   "RECIPIENT_DIFFERS");
  JudgeEnd(*target, asked.day, verdict);
  if (verdict.RefuseIf(PurposesOf(target->grant) != PurposesOf(source.grant),
                       "PURPOSES_DIFFER")) {
    return;
  }
  const Leftover left = LeftoverOf(notes, source, asked.day);
  for (const auto& [purpose, fen] : left.bound_by_purpose) {
    const Reach reach = ReachOf(notes.journal, *target, purpose, asked.day);
    if (fen == 0 || !reach.ceiling_left.has_value()) continue;
    verdict.RefuseIf(fen > *reach.ceiling_left, "OVER_CEILING",
                     *reach.ceiling_left);
  }
}

}  // namespace

void JudgeForm(const CarryOver& asked, Verdict& verdict) {
  verdict.RejectIf(asked.target == asked.allocation, "SAME_ALLOCATION");
}

void JudgeOne(const Notes& notes, const CarryOver& asked, Verdict& verdict) {
  // Also of an allocation that was reversed.
  if (notes.allocations.contains(asked.allocation)) {
    verdict.RefuseIf(asked.approver == notes.clerk, "APPROVED_BY_ONESELF");
  }
  const auto* source = FindAllocation(notes, asked.allocation, verdict);
  if (source == nullptr) return;
  verdict.RefuseIf(asked.day < source->made.day, "BEFORE_ALLOCATED");
  verdict.RefuseIf(IsOfNewYear(source->made.day) || !IsOfNewYear(asked.day),
                   "NOT_OF_THE_YEAR");
  verdict.RefuseIf(ChangesLater(notes, *source, asked.day), "CHANGED_LATER");
  const Leftover left = LeftoverOf(notes, *source, asked.day);
  // What the fund cannot take.
  const bool is_stuck = asked.target.empty() && !left.is_free();
  verdict.RefuseIf(left.frozen > 0 || left.waiting > 0 || is_stuck ||
                       AnybodyWaits(notes, asked.allocation),
                   "OPEN_AT_YEAR_END");
  verdict.RefuseIf(left.is_nothing(), "NOTHING_TO_CARRY");
  if (!asked.target.empty()) JudgeNextYear(notes, *source, asked, verdict);
}

}  // namespace epiledger::ladder
