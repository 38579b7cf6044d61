// Rules of what waits for a second person: it is approved and done, rejected,
// withdrawn, or ends by itself. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PROPOSAL_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PROPOSAL_RULES_H_

#include <string>

#include "epiledger/funding/v1/proposal_service.pb.h"
#include "services/book/command.h"
#include "services/funding/funding_names.h"
#include "services/ledger/state.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

// The resource that all three look at.
template <typename Request>
[[nodiscard]] ledger::Needs NeedsOfProposal(const Request& request) {
  return {{{std::string(kProposals),
            std::string(rpc::LastSegment(request.name()))}},
          {}};
}

// Refusals: PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED, PROPOSAL_EXPIRED,
// PROPOSAL_DIFFERS, APPROVED_BY_ONESELF, LIMITS_CHANGED, LEFTOVER_CHANGED, and
// those of the write proposed, with `proposal` in their metadata.
[[nodiscard]] book::Decision DecideApproveProposal(
    const v1::ApproveProposalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED, PROPOSED_BY_ONESELF.
[[nodiscard]] book::Decision DecideRejectProposal(
    const v1::RejectProposalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED, PROPOSED_BY_ANOTHER.
[[nodiscard]] book::Decision DecideWithdrawProposal(
    const v1::WithdrawProposalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Never refused: limits are always proposed, and change with the approval.
[[nodiscard]] book::Decision DecideUpdateApprovalLimits(
    const v1::UpdateApprovalLimitsRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PROPOSAL_RULES_H_
