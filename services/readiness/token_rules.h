// The rules of tokens. Pure functions of request and state.
//
// A token's id, claims and end are decided here and recorded; the token itself
// is signed when the answer goes out (see token_methods.h), so that the journal
// holds nothing one could act with, and a replay tells the same again.
#ifndef EPILEDGER_SERVICES_READINESS_TOKEN_RULES_H_
#define EPILEDGER_SERVICES_READINESS_TOKEN_RULES_H_

#include <string_view>

#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// Refusals: SUBJECT_NOT_FOUND, SUBJECT_HAS_NO_ROLES, CHANGE_WAITS. Accepts a
// proposal where the county has two who may approve and the token is for
// another than who asks, who may approve anything in any service.
[[nodiscard]] book::Decision DecideIssueToken(
    const v1::IssueTokenRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// What an approval does: the token is issued to whoever approves, from then on.
// Refusals: SUBJECT_NOT_FOUND, MANDATE_CHANGED.
[[nodiscard]] book::Decision DecideProposedToken(
    const v1::SubjectProposal& proposal, const book::DecisionContext& context,
    ledger::State& state);

// Refusals: TOKEN_NOT_FOUND, TOKEN_ALREADY_REVOKED.
[[nodiscard]] book::Decision DecideRevokeToken(
    const v1::RevokeTokenRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// Revokes the subject's tokens that still hold, because what the register says
// of it changes.
void RevokeTokensOf(std::string_view subject,
                    const book::DecisionContext& context, ledger::State& state,
                    book::Accepted& accepted);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_TOKEN_RULES_H_
