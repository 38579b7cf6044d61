// The rules of what waits for a second person in the register: it is approved
// and done, rejected, withdrawn, or ends by itself. Pure functions of request
// and state.
#ifndef EPILEDGER_SERVICES_READINESS_SUBJECT_PROPOSAL_RULES_H_
#define EPILEDGER_SERVICES_READINESS_SUBJECT_PROPOSAL_RULES_H_

#include "epiledger/readiness/v1/subject_proposal_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// Refusals: PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED, PROPOSAL_EXPIRED,
// PROPOSAL_DIFFERS, APPROVED_BY_ONESELF, MAY_NOT_APPROVE, PROPOSER_MAY_NOT, and
// those of the write proposed; see subject_rules.h and token_rules.h.
[[nodiscard]] book::Decision DecideApproveSubjectProposal(
    const v1::ApproveSubjectProposalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED, PROPOSED_BY_ONESELF,
// MAY_NOT_APPROVE.
[[nodiscard]] book::Decision DecideRejectSubjectProposal(
    const v1::RejectSubjectProposalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED, PROPOSED_BY_ANOTHER.
[[nodiscard]] book::Decision DecideWithdrawSubjectProposal(
    const v1::WithdrawSubjectProposalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_SUBJECT_PROPOSAL_RULES_H_
