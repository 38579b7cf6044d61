// Verdicts on limits, and on those who decide what waits.
#include <variant>

#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/judge.h"

namespace epiledger::ladder {
namespace {

// Nobody has decided it so far; null, and refused, where it is not there or was
// decided.
const NotedProposal* FindUndecided(const Notes& notes, const std::string& label,
                                   Verdict& verdict) {
  const auto* proposal = Find(notes.waiting.proposals, label);
  if (verdict.RefuseIf(proposal == nullptr, "PROPOSAL_NOT_FOUND") ||
      verdict.RefuseIf(!Waiting::IsUndecided(*proposal), "PROPOSAL_DECIDED")) {
    return nullptr;
  }
  return proposal;
}

}  // namespace

// They always wait.
void JudgeOne(const Notes&, const SetLimits&, Verdict&) {}

// As its proposer's doing, with its hold given back, and those of the
// allocation that have expired.
void JudgeOne(const Notes& notes, const Approve& asked, Verdict& verdict) {
  const auto* proposal = FindUndecided(notes, asked.proposal, verdict);
  if (proposal == nullptr ||
      verdict.RefuseIf(!notes.waiting.IsOpen(*proposal), "PROPOSAL_EXPIRED")) {
    return;
  }
  verdict.RefuseIf(asked.is_mistaken, "PROPOSAL_DIFFERS");
  verdict.RefuseIf(asked.by == notes.clerk, "APPROVED_BY_ONESELF");
  if (proposal->route.kind == Watched::kLimits) {
    verdict.RefuseIf(notes.waiting.limits.size() != proposal->limits,
                     "LIMITS_CHANGED");
    return;
  }
  Notes given_back = notes;
  EndExpired({proposal->route.allocation}, notes.head + 1, given_back);
  End(asked.proposal, NotedProposal::State::kApproved, notes.head + 1,
      given_back);
  const Verdict of_write = Judge(given_back, proposal->write);
  verdict.Add(of_write);
  if (!std::holds_alternative<CarryOver>(proposal->write) ||
      !of_write.accepted()) {
    return;
  }
  verdict.RefuseIf(CountedOf(given_back, proposal->write)->fen != proposal->fen,
                   "LEFTOVER_CHANGED");
}

void JudgeOne(const Notes& notes, const Reject& asked, Verdict& verdict) {
  if (FindUndecided(notes, asked.proposal, verdict) == nullptr) return;
  verdict.RefuseIf(asked.by == notes.clerk, "PROPOSED_BY_ONESELF");
}

void JudgeOne(const Notes& notes, const Withdraw& asked, Verdict& verdict) {
  if (FindUndecided(notes, asked.proposal, verdict) == nullptr) return;
  verdict.RefuseIf(asked.by != notes.clerk, "PROPOSED_BY_ANOTHER");
}

}  // namespace epiledger::ladder
