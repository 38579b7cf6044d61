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

#include "absl/status/status.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: REQUIRED, ORIGIN_MISSING, NOT_FOR_THIS_KIND, DONOR_MISSING,
// LOT_OF_OTHER_ITEM, LOSS_REASON_MISSING, NOTE_MISSING, OVERRIDE_WITHOUT_LOT.
[[nodiscard]] absl::Status ValidateCreateMovement(
    const v1::CreateMovementRequest& request);
[[nodiscard]] ledger::Needs NeedsOfMovement(
    const v1::CreateMovementRequest& request);
// Refusals: STORE_NOT_FOUND, ITEM_NOT_FOUND, PACK_NOT_FOUND, LOT_NOT_FOUND; of
// a choice also STOCK_SHORT, ISSUE_CONTRADICTED; of an issue EXPIRED_LOT,
// LOT_QUARANTINED.
[[nodiscard]] book::Decision DecideCreateMovement(
    const v1::CreateMovementRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_MOVEMENT_RULES_H_
