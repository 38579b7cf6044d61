// PaymentScan: all payments of a county that fit, for questions which sort them
// or hold them against each other.
#ifndef EPILEDGER_SERVICES_FUNDING_PAYMENT_SCAN_H_
#define EPILEDGER_SERVICES_FUNDING_PAYMENT_SCAN_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// Calls `on_payment` for the payments dated by the day asked, in the order they
// were recorded, with what was refunded of them and reversed by then.
// RESOURCE_EXHAUSTED TOO_MANY_PAYMENTS: there are more than
// limits::kMaxPaymentsSearched. And the storage layer's codes.
[[nodiscard]] absl::Status ScanPayments(
    host::ReadContext& context,
    absl::FunctionRef<void(v1::Payment& payment)> on_payment);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_PAYMENT_SCAN_H_
