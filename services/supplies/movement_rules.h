// The rules of goods that come in and go out.
//
// A delivery, a loss, and what a ward brings back are facts and are never
// refused for what the books say: where one cannot be reconciled with what was
// counted and recorded, it is kept as contradicted, changes no stock and
// becomes a task. An issue, and what is given back to who delivered it, is a
// choice and is refused where it would take more of a lot than is there at any
// time. Either may be dated before a count: then the count stays true and the
// use of the interval it ends is corrected.
#ifndef EPILEDGER_SERVICES_SUPPLIES_MOVEMENT_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_MOVEMENT_RULES_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"
#include "services/supplies/effects_builder.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: REQUIRED, ORIGIN_MISSING, NOT_FOR_THIS_KIND, DONOR_MISSING,
// LOT_OF_OTHER_ITEM, SERIAL_NUMBER_NEEDED, SHIPMENT_NEEDED,
// LOSS_REASON_MISSING, NOTE_MISSING, OVERRIDE_WITHOUT_LOT.
[[nodiscard]] absl::Status ValidateCreateMovement(
    const v1::CreateMovementRequest& request);
[[nodiscard]] ledger::Needs NeedsOfMovement(
    const v1::CreateMovementRequest& request);
// Refusals: STORE_NOT_FOUND, ITEM_NOT_FOUND, PACK_NOT_FOUND, LOT_NOT_FOUND; of
// a choice also STOCK_SHORT, STOCK_RESERVED, ISSUE_CONTRADICTED; of an issue
// EXPIRED_LOT, LOT_QUARANTINED.
[[nodiscard]] book::Decision DecideCreateMovement(
    const v1::CreateMovementRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Adds to `effects` what `movement` does in the store `store`, under the name
// of `id`, which no other movement has, and completes it. What stands against
// it, as above, or nothing. Of a movement of any kind that was validated.
[[nodiscard]] std::optional<book::Decision> AddMovement(
    const std::string& store, const std::string& id, v1::Movement& movement,
    EffectsBuilder& effects, ledger::State& state);

// ORIGIN_MISSING, NOT_FOR_THIS_KIND, DONOR_MISSING or ORDER_LINE_MISSING when
// `origin` is not one that goods can come from; `field` is its path.
[[nodiscard]] absl::Status CheckOrigin(bool has_origin,
                                       const v1::Origin& origin,
                                       const std::string& field);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_MOVEMENT_RULES_H_
