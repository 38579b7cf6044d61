// Rules of raising and lowering appropriations: a fund never has less than was
// allocated out of it, on any day. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_ADJUSTMENT_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_ADJUSTMENT_RULES_H_

#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfAppropriationAdjustment(
    const v1::CreateAppropriationAdjustmentRequest& request);
// Refusals: APPROPRIATION_NOT_FOUND, REVERSED, BEFORE_APPROPRIATED; of what is
// lowered PERIOD_CLOSED, OVER_APPROPRIATED, OVER_UNALLOCATED.
[[nodiscard]] book::Decision DecideCreateAppropriationAdjustment(
    const v1::CreateAppropriationAdjustmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_ADJUSTMENT_RULES_H_
