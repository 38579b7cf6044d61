// PayDirectly: money leaves an allocation at once, without a commitment.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_DIRECT_PAYMENT_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_DIRECT_PAYMENT_H_

#include <optional>

#include "epiledger/funding/v1/funding.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Adds the payment, with the id and figures it gets, to an entry. Refusals:
// ALLOCATION_NOT_FOUND, PURPOSE_NOT_ALLOWED, PAID_BEFORE_ALLOCATED,
// ALLOCATION_EXPIRED, ALLOCATION_CLOSED, INVOICE_PAID_TWICE, INVOICE_OVERPAID,
// OVERSPENT, OVER_CEILING, OVER_TREASURY.
[[nodiscard]] std::optional<journal::Refusal> PayDirectly(
    v1::Payment payment, const book::DecisionContext& context,
    ledger::State& state, book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_DIRECT_PAYMENT_H_
