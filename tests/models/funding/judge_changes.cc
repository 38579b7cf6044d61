// Verdicts on what becomes of an allocation after it was made.
#include <string>

#include "tests/models/funding/cash.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

bool IsTransfer(const Change& asked) {
  return asked.kind == Change::Kind::kTransfer;
}

// What goes from one share to another stays where it was.
bool Leaves(const Change& asked) {
  return asked.kind == Change::Kind::kRecall ||
         (IsTransfer(asked) && asked.target != asked.allocation);
}

bool States(const NotedAllocation& allocation, const std::string& purpose) {
  return purpose == kRest || allocation.ShareOf(purpose) != nullptr;
}

// One side of a change.
void JudgeSide(const NotedAllocation& allocation, const std::string& purpose,
               int day, Verdict& verdict) {
  verdict.RefuseIf(!States(allocation, purpose), "PURPOSE_NOT_ALLOWED");
  verdict.RefuseIf(day < allocation.made.day, "BEFORE_ALLOCATED");
}

void JudgeTarget(const Notes& notes, const NotedAllocation& source,
                 const Change& asked, Verdict& verdict) {
  const auto* target = FindAllocation(notes, asked.target, verdict);
  if (target == nullptr) return;
  verdict.RefuseIf(target->grant.fund != source.grant.fund, "OTHER_FUND");
  JudgeEnd(*target, asked.day, verdict);
  JudgeSide(*target, asked.target_purpose, asked.day, verdict);
}

void JudgeAmount(const Notes& notes, const Change& asked, Verdict& verdict) {
  const bool thaws = asked.kind == Change::Kind::kUnfreeze;
  const int64_t there =
      notes.journal.Spare({thaws ? Kind::kFrozen : Kind::kAvailable,
                           asked.allocation, asked.purpose, ""},
                          asked.day);
  verdict.RefuseIf(asked.fen > there, thaws ? "OVER_FROZEN" : "OVER_AVAILABLE",
                   there);
}

}  // namespace

void JudgeForm(const Change& asked, Verdict& verdict) {
  if (!IsTransfer(asked)) {
    verdict.RejectIf(!asked.target.empty() || !asked.target_purpose.empty(),
                     "NO_TARGET");
    return;
  }
  verdict.RejectIf(asked.target.empty() || asked.target_purpose.empty(),
                   "TARGET_NEEDED");
  verdict.RejectIf(asked.approver.empty(), "APPROVER_NEEDED");
  verdict.RejectIf(
      asked.target == asked.allocation && asked.target_purpose == asked.purpose,
      "SAME_SHARE");
}

void JudgeOne(const Notes& notes, const Change& asked, Verdict& verdict) {
  const auto* source = FindAllocation(notes, asked.allocation, verdict);
  if (source == nullptr) return;
  // Of a closed one money can still be recalled, as what a refund brought back.
  // A transfer is spent where it goes: of both sides the last day counts.
  if (IsTransfer(asked)) {
    JudgeEnd(*source, asked.day, verdict);
  } else if (asked.kind != Change::Kind::kRecall) {
    JudgeClosed(*source, asked.day, verdict);
  }
  if (!asked.approver.empty()) {
    verdict.RefuseIf(asked.approver == notes.clerk, "APPROVED_BY_ONESELF");
  }
  JudgeSide(*source, asked.purpose, asked.day, verdict);
  if (IsTransfer(asked)) JudgeTarget(notes, *source, asked, verdict);
  if (States(*source, asked.purpose)) JudgeAmount(notes, asked, verdict);
  if (Leaves(asked)) {
    JudgeTreasury(notes, *source, asked.fen, asked.day, verdict);
  }
}

namespace {

// What an allocation has left or open on a day.
int64_t OpenOn(const Notes& notes, const NotedAllocation& allocation,
               Point point) {
  int64_t open = 0;
  const auto add_share = [&](const std::string& purpose) {
    for (const Kind kind : {Kind::kAvailable, Kind::kFrozen}) {
      open += notes.journal.Sum({kind, allocation.name, purpose, ""}, point);
    }
    open += WaitingFor(notes.journal, allocation.name, purpose, point);
  };
  add_share(kRest);
  for (const Share& share : allocation.grant.shares) add_share(share.purpose);
  for (const auto& [id, noted] : notes.orders) {
    for (int number = 1; number <= noted.lines(); ++number) {
      const Standing standing =
          noted.Line(number).In(allocation.name, notes.journal, point);
      // Held, prepaid and accrued.
      open += standing.taken - standing.paid();
    }
  }
  return open;
}

}  // namespace

// Nothing open and nothing left, on the day and on every later one.
void JudgeOne(const Notes& notes, const Close& asked, Verdict& verdict) {
  const auto* allocation = FindAllocation(notes, asked.allocation, verdict);
  if (allocation == nullptr) return;
  verdict.RefuseIf(asked.day < allocation->made.day, "BEFORE_ALLOCATED");
  verdict.RefuseIf(allocation->is_closed(), "ALLOCATION_CLOSED");
  const int64_t least_settled = notes.journal.LeastFrom(
      asked.day,
      [&](Point point) { return -OpenOn(notes, *allocation, point); });
  // What the recipient advanced it is still to get back.
  const int64_t least_made_up =
      notes.journal.LeastFrom(asked.day, [&](Point point) {
        return -CashOf(notes.journal, asked.allocation, point).advanced();
      });
  verdict.RefuseIf(least_settled < 0 || least_made_up < 0, "STILL_OPEN");
}

}  // namespace epiledger::ladder
