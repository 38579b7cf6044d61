// The rules of quarantines: who keeps a lot of a store from being given out,
// from when to when, and why. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_SUPPLIES_QUARANTINE_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_QUARANTINE_RULES_H_

#include "epiledger/supplies/v1/lot_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

[[nodiscard]] ledger::Needs NeedsOfCreateLotQuarantine(
    const v1::CreateLotQuarantineRequest& request);
// INVALID_ARGUMENT TIME_AHEAD. Refusals: STORE_NOT_FOUND, LOT_NOT_FOUND,
// ALREADY_QUARANTINED.
[[nodiscard]] book::Decision DecideCreateLotQuarantine(
    const v1::CreateLotQuarantineRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfReleaseLotQuarantine(
    const v1::ReleaseLotQuarantineRequest& request);
// INVALID_ARGUMENT TIME_AHEAD. Refusals: QUARANTINE_NOT_FOUND,
// ALREADY_RELEASED, RELEASED_TOO_EARLY.
[[nodiscard]] book::Decision DecideReleaseLotQuarantine(
    const v1::ReleaseLotQuarantineRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_QUARANTINE_RULES_H_
