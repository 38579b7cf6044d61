// Rules of reconciliation with the treasury: its statements are facts, and what
// belongs together somebody confirms. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_RECONCILIATION_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_RECONCILIATION_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT RANGE_TURNED_ROUND, LINE_OUTSIDE_STATEMENT.
[[nodiscard]] absl::Status ValidateTreasuryStatement(
    const v1::CreateTreasuryStatementRequest& request);
[[nodiscard]] ledger::Needs NeedsOfTreasuryStatement(
    const v1::CreateTreasuryStatementRequest& request);
// Refusals: NAME_TAKEN. INVALID_ARGUMENT DATE_AHEAD.
[[nodiscard]] book::Decision DecideCreateTreasuryStatement(
    const v1::CreateTreasuryStatementRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT LISTED_TWICE, REQUIRED, ONE_OF_TWO.
[[nodiscard]] absl::Status ValidateConfirmMatches(
    const v1::ConfirmMatchesRequest& request);
[[nodiscard]] ledger::Needs NeedsOfConfirmMatches(
    const v1::ConfirmMatchesRequest& request);
// Refusals: TREASURY_LINE_NOT_FOUND, PAYMENT_NOT_FOUND, DISBURSEMENT_NOT_FOUND,
// PAID_FROM_OWN_ACCOUNT, CASH_CAME_BACK, REVERSED, LINE_MATCHED,
// PAYMENT_MATCHED, AMOUNTS_DIFFER; of a withdrawal NOT_MATCHED.
[[nodiscard]] book::Decision DecideConfirmMatches(
    const v1::ConfirmMatchesRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_RECONCILIATION_RULES_H_
