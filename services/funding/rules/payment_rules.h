// Rules of direct payments: per allocation and purpose, at every point of both
// axes, what is spent and bound ≤ what was allocated (DOMAIN rule 6). Pure
// functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PAYMENT_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PAYMENT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT INVOICE_AMOUNT_ALONE: a whole amount without an invoice.
[[nodiscard]] absl::Status ValidateCreatePayment(
    const v1::CreatePaymentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfPayment(
    const v1::CreatePaymentRequest& request);
// Refusals: ALLOCATION_NOT_FOUND, PURPOSE_NOT_ALLOWED, PAID_BEFORE_ALLOCATED,
// ALLOCATION_EXPIRED, ALLOCATION_CLOSED, INVOICE_PAID_TWICE, INVOICE_OVERPAID,
// OVERSPENT, OVER_CEILING.
[[nodiscard]] book::Decision DecideCreatePayment(
    const v1::CreatePaymentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PAYMENT_RULES_H_
