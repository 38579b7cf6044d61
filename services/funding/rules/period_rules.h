// Rules of closing months and opening them again: in their order, each an
// entry. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PERIOD_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PERIOD_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/period_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT NOT_A_MONTH.
[[nodiscard]] absl::Status ValidateClosePeriod(
    const v1::ClosePeriodRequest& request);
[[nodiscard]] absl::Status ValidateReopenPeriod(
    const v1::ReopenPeriodRequest& request);

// INVALID_ARGUMENT PERIOD_NOT_OVER. Refusals: PERIOD_NOT_NEXT.
[[nodiscard]] book::Decision DecideClosePeriod(
    const v1::ClosePeriodRequest& request, const book::DecisionContext& context,
    ledger::State& state);
// Refusals: PERIOD_NOT_LAST.
[[nodiscard]] book::Decision DecideReopenPeriod(
    const v1::ReopenPeriodRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PERIOD_RULES_H_
