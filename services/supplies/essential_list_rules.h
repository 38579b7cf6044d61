// The rules of essential lists: what some facilities must have at hand, from a
// day on. A list is never changed: what it asks from another day on, or asked
// in truth, is one more version. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_SUPPLIES_ESSENTIAL_LIST_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_ESSENTIAL_LIST_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// Whether a line asks for working units; else for days of supply.
[[nodiscard]] bool AsksForUnits(const v1::EssentialLine& line);

// INVALID_ARGUMENT: LISTED_TWICE, TOO_MANY_ELEMENTS, DAYS_OR_UNITS,
// AT_RISK_OVER_READY.
[[nodiscard]] absl::Status ValidateSetEssentialList(
    const v1::SetEssentialListRequest& request);
[[nodiscard]] ledger::Needs NeedsOfSetEssentialList(
    const v1::SetEssentialListRequest& request);
// Refusals: ITEM_NOT_FOUND, NOT_DURABLE, NOT_CONSUMABLE, TOO_MANY_VERSIONS.
[[nodiscard]] book::Decision DecideSetEssentialList(
    const v1::SetEssentialListRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_ESSENTIAL_LIST_RULES_H_
