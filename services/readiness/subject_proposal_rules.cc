#include "services/readiness/subject_proposal_rules.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "absl/algorithm/container.h"
#include "services/book/four_eyes.h"
#include "services/readiness/decisions.h"
#include "services/readiness/mandate.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/subject_rules.h"
#include "services/readiness/token_rules.h"
#include "services/readiness/waiting_proposals.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;
using v1::SubjectProposal;

namespace {

// What an approval of each kind does.
struct Doing {
  SubjectProposal::Kind kind;
  Decision (*decide)(const SubjectProposal& proposal,
                     const DecisionContext& context, State& state);
};

constexpr std::array<Doing, 3> kDoings = {{
    {SubjectProposal::KIND_ENLISTMENT, &DecideEnlistment},
    {SubjectProposal::KIND_CHANGE, &DecideChangeOfMandate},
    {SubjectProposal::KIND_TOKEN, &DecideProposedToken},
}};

std::optional<SubjectProposal> FindProposal(const std::string& name,
                                            State& state) {
  return state.Get<SubjectProposal>(kSubjectProposals, rpc::LastSegment(name));
}

// Why it cannot be approved by this person, in this form, now.
std::optional<Refusal> CheckApproved(
    const v1::ApproveSubjectProposalRequest& request,
    const SubjectProposal& proposal, const DecisionContext& context,
    State& state) {
  auto refusal =
      book::CheckApproval(SeenOf(proposal), request.digest(), context);
  if (!refusal.has_value()) refusal = CheckApprover(context.subject, state);
  if (!refusal.has_value()) refusal = CheckProposer(proposal.proposer(), state);
  return refusal;
}

Decision DoProposed(const SubjectProposal& proposal,
                    const DecisionContext& context, State& state) {
  const auto* const doing = absl::c_find_if(
      kDoings, [&](const Doing& one) { return one.kind == proposal.kind(); });
  if (doing == kDoings.end()) {
    return absl::InternalError("a proposal of no kind");
  }
  return doing->decide(proposal, context, state);
}

// The entry of an approval: the proposal, and all that it does.
Accepted ApprovedWith(SubjectProposal proposal, Accepted done,
                      const DecisionContext& context) {
  if (proposal.kind() == SubjectProposal::KIND_TOKEN) {
    proposal.mutable_token()->ParseFromString(done.effects.resources(0).body());
  }
  Accepted accepted;
  RecordEnd(proposal, SubjectProposal::STATE_APPROVED, context, accepted);
  accepted.effects.MergeFrom(done.effects);
  return accepted;
}

// It ends without being done, as expired where it was too late for anything
// else.
Decision EndWithout(SubjectProposal proposal, SubjectProposal::State end,
                    const std::string& reason, const DecisionContext& context) {
  proposal.set_reason(reason);
  Accepted accepted;
  RecordEnd(proposal,
            book::HasExpired(SeenOf(proposal), context)
                ? SubjectProposal::STATE_EXPIRED
                : end,
            context, accepted);
  return accepted;
}

}  // namespace

Decision DecideApproveSubjectProposal(
    const v1::ApproveSubjectProposalRequest& request,
    const DecisionContext& context, State& state) {
  auto proposal = FindProposal(request.name(), state);
  if (!proposal.has_value()) {
    return Missing("PROPOSAL_NOT_FOUND", request.name());
  }
  if (auto refusal = CheckApproved(request, *proposal, context, state)) {
    return *std::move(refusal);
  }
  Decision decision = DoProposed(*proposal, context, state);
  auto* const done = std::get_if<Accepted>(&decision);
  if (done == nullptr) return decision;
  return ApprovedWith(*std::move(proposal), std::move(*done), context);
}

Decision DecideRejectSubjectProposal(
    const v1::RejectSubjectProposalRequest& request,
    const DecisionContext& context, State& state) {
  auto proposal = FindProposal(request.name(), state);
  if (!proposal.has_value()) {
    return Missing("PROPOSAL_NOT_FOUND", request.name());
  }
  auto refusal = book::CheckRejection(SeenOf(*proposal), context);
  if (!refusal.has_value()) refusal = CheckApprover(context.subject, state);
  if (refusal.has_value()) return *std::move(refusal);
  return EndWithout(*std::move(proposal), SubjectProposal::STATE_REJECTED,
                    request.reason(), context);
}

Decision DecideWithdrawSubjectProposal(
    const v1::WithdrawSubjectProposalRequest& request,
    const DecisionContext& context, State& state) {
  auto proposal = FindProposal(request.name(), state);
  if (!proposal.has_value()) {
    return Missing("PROPOSAL_NOT_FOUND", request.name());
  }
  if (auto refusal = book::CheckWithdrawal(SeenOf(*proposal), context)) {
    return *std::move(refusal);
  }
  return EndWithout(*std::move(proposal), SubjectProposal::STATE_WITHDRAWN,
                    request.reason(), context);
}

}  // namespace epiledger::readiness
