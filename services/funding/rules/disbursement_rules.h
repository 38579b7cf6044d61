// Rules of cash on recipients' own accounts: paid out as far as the treasury
// still has it, paid back as far as it is there. It spends nothing. Pure
// functions of request and state. Sources: DOMAIN §3.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_DISBURSEMENT_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_DISBURSEMENT_RULES_H_

#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfDisbursement(
    const v1::CreateDisbursementRequest& request);
// Refusals: ALLOCATION_NOT_FOUND, REVERSED, BEFORE_ALLOCATED; of cash paid out
// PERIOD_CLOSED, ALLOCATION_CLOSED, OVER_TREASURY; of cash paid back
// OVER_DISBURSED.
[[nodiscard]] book::Decision DecideCreateDisbursement(
    const v1::CreateDisbursementRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_DISBURSEMENT_RULES_H_
