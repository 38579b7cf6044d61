// Rules of refunds: money a payee gave back, or that never reached them, is
// available again where it came from, or owed again. Pure functions of request
// and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_REFUND_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_REFUND_RULES_H_

#include "epiledger/funding/v1/commitment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfRefund(
    const v1::CreateRefundRequest& request);
// Refusals: PAYMENT_NOT_FOUND, REFUNDED_BEFORE_PAID, NEVER_OWED, OVER_REFUNDED,
// CARRIED_OVER, OVER_CEILING.
[[nodiscard]] book::Decision DecideCreateRefund(
    const v1::CreateRefundRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_REFUND_RULES_H_
