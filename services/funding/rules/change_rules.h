// Rules of what becomes of an allocation's money after it was made: recall,
// transfer, freeze, unfreeze. Pure functions of request and state. Sources:
// DOMAIN §3 and rule 6.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_CHANGE_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_CHANGE_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT TARGET_NEEDED, SAME_SHARE, APPROVER_NEEDED: of a transfer;
// NO_TARGET: of anything else.
[[nodiscard]] absl::Status ValidateAllocationChange(
    const v1::CreateAllocationChangeRequest& request);
[[nodiscard]] ledger::Needs NeedsOfAllocationChange(
    const v1::CreateAllocationChangeRequest& request);
// Refusals: ALLOCATION_NOT_FOUND, PURPOSE_NOT_ALLOWED, BEFORE_ALLOCATED,
// ALLOCATION_EXPIRED, ALLOCATION_CLOSED, OTHER_FUND, APPROVED_BY_ONESELF,
// OVER_AVAILABLE, OVER_FROZEN, OVER_TREASURY.
[[nodiscard]] book::Decision DecideCreateAllocationChange(
    const v1::CreateAllocationChangeRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_CHANGE_RULES_H_
