// Rules of what settles an order: money ahead of the goods is prepaid, goods
// ahead of the money are accrued, where both have come it is paid. Pure
// functions of request and state. Sources: DOMAIN §3, rules 1 and 6.
//
// What was dated in which order counts, not what was recorded in which; see
// OpenLine.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_SETTLEMENT_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_SETTLEMENT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfAccrual(
    const v1::CreateAccrualRequest& request);
// Refusals: COMMITMENT_NOT_FOUND, LINE_NOT_FOUND, BEFORE_COMMITTED, OVERSPENT,
// OVER_CEILING; for what is beyond the hold also ALLOCATION_EXPIRED and
// ALLOCATION_CLOSED.
[[nodiscard]] book::Decision DecideCreateAccrual(
    const v1::CreateAccrualRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT INVOICE_AMOUNT_ALONE.
[[nodiscard]] absl::Status ValidatePayCommitment(
    const v1::PayCommitmentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfPayCommitment(
    const v1::PayCommitmentRequest& request);
// Refusals: COMMITMENT_NOT_FOUND, LINE_NOT_FOUND, BEFORE_COMMITTED,
// INVOICE_PAID_TWICE, INVOICE_OVERPAID, OVER_TREASURY; of what has arrived
// OVER_ACCRUED; ahead of the goods ALLOCATION_EXPIRED, ALLOCATION_CLOSED,
// OVER_HELD.
[[nodiscard]] book::Decision DecidePayCommitment(
    const v1::PayCommitmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_SETTLEMENT_RULES_H_
