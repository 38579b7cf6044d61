#include "services/funding/rules/proposal_rules.h"

#include <string>
#include <utility>
#include <variant>

#include "services/book/four_eyes.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/approval_limits.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/four_eyes.h"
#include "services/funding/rules/named_holds.h"
#include "services/funding/rules/proposal_holds.h"
#include "services/funding/rules/proposed_write.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;
using v1::Proposal;

namespace {

book::ProposalSeen Seen(const Proposal& proposal) {
  return {proposal.name(),
          proposal.state() == Proposal::STATE_OPEN,
          Proposal::State_Name(proposal.state()),
          proposal.proposer(),
          proposal.decider(),
          proposal.digest(),
          ToTime(proposal.expire_time())};
}

// The proposal, whatever became of it.
std::variant<Proposal, Refusal> Find(const std::string& name, State& state) {
  auto proposal = state.Get<Proposal>(kProposals, rpc::LastSegment(name));
  if (!proposal.has_value()) return Missing("PROPOSAL_NOT_FOUND", name);
  return *std::move(proposal);
}

void SetEnd(Proposal::State state, const DecisionContext& context,
            Proposal& proposal) {
  proposal.set_state(state);
  proposal.set_decider(context.subject);
  *proposal.mutable_decide_time() = ToTimestamp(context.record_time);
}

// New limits, in place of those that were there when they were proposed.
Decision DecideLimits(const Proposal& proposal, const DecisionContext& context,
                      State& state) {
  const v1::ApprovalLimits now = ApprovalLimitsOf(context.book.county, state);
  if (now.SerializeAsString() !=
      proposal.replaced_limits().SerializeAsString()) {
    return Refuse("LIMITS_CHANGED", {{"proposal", proposal.name()}});
  }
  Accepted accepted;
  AddResource(kApprovalLimits, kApprovalLimitsKey, proposal.approval_limits(),
              accepted);
  return accepted;
}

// What was proposed, decided as if its hold were not there, and as its
// proposer's doing: who may approve what stays as it is.
Decision DecideAnew(const Proposal& proposal, const ProposalHolds& holds,
                    const DecisionContext& context, State& state) {
  const DecisionContext of_proposer{context.book, context.incarnation,
                                    context.sequence, context.record_time,
                                    proposal.proposer()};
  const ledger::Supposition released(state, holds.released());
  return proposal.kind() == Proposal::KIND_LIMITS
             ? DecideLimits(proposal, of_proposer, state)
             : DecideProposed(proposal, of_proposer, state);
}

// The entry of an approval: the proposal, and all that was proposed.
Accepted Approved(Proposal proposal, Accepted done, const ProposalHolds& holds,
                  const DecisionContext& context) {
  SetEnd(Proposal::STATE_APPROVED, context, proposal);
  proposal.set_result(
      NameOfDone(context.book.county, done.effects.resources(0)));
  Accepted accepted;
  AddResource(kProposals, rpc::LastSegment(proposal.name()), proposal,
              accepted);
  holds.Write(accepted);
  accepted.effects.MergeFrom(done.effects);
  return accepted;
}

}  // namespace

Decision DecideApproveProposal(const v1::ApproveProposalRequest& request,
                               const DecisionContext& context, State& state) {
  auto found = Find(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  const auto& proposal = std::get<Proposal>(found);
  if (auto refusal =
          book::CheckApproval(Seen(proposal), request.digest(), context)) {
    return *std::move(refusal);
  }
  const std::string allocation = AllocationKey(proposal.allocation());
  ProposalHolds holds(allocation, state);
  holds.End(proposal);
  holds.EndExpired(context.record_time);
  Decision decision = DecideAnew(proposal, holds, context, state);
  if (auto* refusal = std::get_if<Refusal>(&decision)) {
    NameHolds(allocation, holds.open(), context, state, *refusal);
    refusal->metadata["proposal"] = request.name();
  }
  auto* const done = std::get_if<Accepted>(&decision);
  if (done == nullptr) return decision;
  return Approved(proposal, std::move(*done), holds, context);
}

namespace {

// The proposal ends without being done, as expired where it was too late for
// anything else.
Decision EndUndone(Proposal proposal, Proposal::State end,
                   const std::string& reason, const DecisionContext& context,
                   State& state) {
  SetEnd(
      book::HasExpired(Seen(proposal), context) ? Proposal::STATE_EXPIRED : end,
      context, proposal);
  proposal.set_reason(reason);
  ProposalHolds holds(AllocationKey(proposal.allocation()), state);
  holds.End(proposal);
  holds.EndExpired(context.record_time);
  Accepted accepted;
  AddResource(kProposals, rpc::LastSegment(proposal.name()), proposal,
              accepted);
  holds.Write(accepted);
  return accepted;
}

}  // namespace

Decision DecideRejectProposal(const v1::RejectProposalRequest& request,
                              const DecisionContext& context, State& state) {
  auto found = Find(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  auto& proposal = std::get<Proposal>(found);
  if (auto refusal = book::CheckRejection(Seen(proposal), context)) {
    return *std::move(refusal);
  }
  return EndUndone(std::move(proposal), Proposal::STATE_REJECTED,
                   request.reason(), context, state);
}

Decision DecideWithdrawProposal(const v1::WithdrawProposalRequest& request,
                                const DecisionContext& context, State& state) {
  auto found = Find(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  auto& proposal = std::get<Proposal>(found);
  if (auto refusal = book::CheckWithdrawal(Seen(proposal), context)) {
    return *std::move(refusal);
  }
  return EndUndone(std::move(proposal), Proposal::STATE_WITHDRAWN,
                   request.reason(), context, state);
}

Decision DecideUpdateApprovalLimits(
    const v1::UpdateApprovalLimitsRequest& request,
    const DecisionContext& context, State& state) {
  const v1::ApprovalLimits now = ApprovalLimitsOf(context.book.county, state);
  Proposal proposal = NewProposal(Proposal::KIND_LIMITS, now, context);
  *proposal.mutable_approval_limits() = request.approval_limits();
  proposal.mutable_approval_limits()->set_name(now.name());
  *proposal.mutable_replaced_limits() = now;
  Seal(proposal);
  Accepted accepted;
  AddResource(kProposals, rpc::LastSegment(proposal.name()), proposal,
              accepted);
  return accepted;
}

}  // namespace epiledger::funding
