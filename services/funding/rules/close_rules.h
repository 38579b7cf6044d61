// Rules of closing an allocation: nothing is open, nothing is left, and nothing
// is spent of it any more. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_CLOSE_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_CLOSE_RULES_H_

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfCloseAllocation(
    const v1::CloseAllocationRequest& request);
// Refusals: ALLOCATION_NOT_FOUND, BEFORE_ALLOCATED, ALLOCATION_CLOSED,
// STILL_OPEN.
[[nodiscard]] book::Decision DecideCloseAllocation(
    const v1::CloseAllocationRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_CLOSE_RULES_H_
