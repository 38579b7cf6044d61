#include "services/funding/rules/proposal_rules.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/approval_limits.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/four_eyes.h"
#include "services/funding/rules/named_holds.h"
#include "services/funding/rules/proposal_holds.h"
#include "services/funding/rules/proposed_write.h"
#include "services/funding/timestamps.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;
using v1::Proposal;

namespace {

bool HasExpired(const Proposal& proposal, const DecisionContext& context) {
  return context.record_time >= ToTime(proposal.expire_time());
}

// The proposal, while nobody has decided it; it may have expired.
std::variant<Proposal, Refusal> FindOpen(const std::string& name,
                                         State& state) {
  auto proposal = state.Get<Proposal>(kProposals, rpc::LastSegment(name));
  if (!proposal.has_value()) return Missing("PROPOSAL_NOT_FOUND", name);
  if (proposal->state() == Proposal::STATE_OPEN) return *std::move(proposal);
  return Refuse("PROPOSAL_DECIDED",
                {{"proposal", name},
                 {"state", absl::AsciiStrToLower(
                               Proposal::State_Name(proposal->state()))},
                 {"decider", proposal->decider()}});
}

// Why it cannot be approved by this person, in this form, now.
std::optional<Refusal> CheckApproval(const v1::ApproveProposalRequest& request,
                                     const Proposal& proposal,
                                     const DecisionContext& context) {
  if (HasExpired(proposal, context)) {
    return Refuse("PROPOSAL_EXPIRED",
                  {{"proposal", request.name()},
                   {"expired", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ",
                                                ToTime(proposal.expire_time()),
                                                absl::UTCTimeZone())}});
  }
  if (request.digest() != proposal.digest()) {
    return Refuse("PROPOSAL_DIFFERS", {{"proposal", request.name()},
                                       {"digest", proposal.digest()},
                                       {"found", request.digest()}});
  }
  if (context.subject == proposal.proposer()) {
    return Refuse("APPROVED_BY_ONESELF", {{"approver", context.subject}});
  }
  return std::nullopt;
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
  auto found = FindOpen(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  const auto& proposal = std::get<Proposal>(found);
  if (auto refusal = CheckApproval(request, proposal, context)) {
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
  SetEnd(HasExpired(proposal, context) ? Proposal::STATE_EXPIRED : end, context,
         proposal);
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
  auto found = FindOpen(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  auto& proposal = std::get<Proposal>(found);
  if (context.subject == proposal.proposer()) {
    return Refuse("PROPOSED_BY_ONESELF", {{"proposal", request.name()}});
  }
  return EndUndone(std::move(proposal), Proposal::STATE_REJECTED,
                   request.reason(), context, state);
}

Decision DecideWithdrawProposal(const v1::WithdrawProposalRequest& request,
                                const DecisionContext& context, State& state) {
  auto found = FindOpen(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  auto& proposal = std::get<Proposal>(found);
  if (context.subject != proposal.proposer()) {
    return Refuse("PROPOSED_BY_ANOTHER", {{"proposal", request.name()},
                                          {"proposer", proposal.proposer()}});
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
