// The rules of the catalogue: items, and how they change.
//
// Every quantity of an item was recorded in its unit, and whoever types packs
// on a bad line may be heard later: unit, kind, and the size of a pack that
// stands are never changed. All else is replaced as a whole, by somebody who
// has seen what is replaced. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_SUPPLIES_CATALOGUE_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_CATALOGUE_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/catalogue_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: LISTED_TWICE (packs, substitutes), VALIDITY_REVERSED
// (standards), SUBSTITUTE_FOR_ITSELF, TOO_MANY_ELEMENTS (substitutes).
[[nodiscard]] absl::Status ValidateCreateItem(
    const v1::CreateItemRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCreateItem(
    const v1::CreateItemRequest& request);
// Refusals: NAME_TAKEN, ITEM_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateItem(
    const v1::CreateItemRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// As ValidateCreateItem.
[[nodiscard]] absl::Status ValidateUpdateItem(
    const v1::UpdateItemRequest& request);
[[nodiscard]] ledger::Needs NeedsOfUpdateItem(
    const v1::UpdateItemRequest& request);
// Refusals: ITEM_NOT_FOUND, ITEM_CHANGED, ITEM_FIXED, PACK_SIZE_FIXED.
[[nodiscard]] book::Decision DecideUpdateItem(
    const v1::UpdateItemRequest& request, const book::DecisionContext& context,
    ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_CATALOGUE_RULES_H_
