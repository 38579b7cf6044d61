// Rules of liabilities without funding: bought in an emergency before the money
// came, listed until an allocation pays for them. Pure functions of request and
// state. Sources: DOMAIN §3 and rule 2.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_LIABILITY_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_LIABILITY_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfLiability(
    const v1::CreateLiabilityRequest& request);
// Refusals: PURPOSE_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateLiability(
    const v1::CreateLiabilityRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT INVOICE_AMOUNT_ALONE.
[[nodiscard]] absl::Status ValidateSettleLiability(
    const v1::SettleLiabilityRequest& request);
[[nodiscard]] ledger::Needs NeedsOfSettleLiability(
    const v1::SettleLiabilityRequest& request);
// Refusals: LIABILITY_NOT_FOUND, OTHER_RECIPIENT, PAID_BEFORE_OWED, OVER_OWED,
// and those of DecideCreatePayment.
[[nodiscard]] book::Decision DecideSettleLiability(
    const v1::SettleLiabilityRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_LIABILITY_RULES_H_
