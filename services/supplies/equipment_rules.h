// The rules of durable equipment: put in service, and what became of it.
//
// A unit is one piece of its lot in the account of its facility, from the day
// it is put in service until it is given up. Taking it out of a store is a
// choice and refused where the store has none; what becomes of it is a fact,
// and is put in its place in time however late it is told.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: SCRAPPED_AT_FIRST, STORE_OF_OTHER_FACILITY,
// NOT_FOR_THIS_KIND, LOT_OF_OTHER_ITEM, ORIGIN_MISSING, DONOR_MISSING.
[[nodiscard]] absl::Status ValidateCreateEquipmentUnit(
    const v1::CreateEquipmentUnitRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCreateEquipmentUnit(
    const v1::CreateEquipmentUnitRequest& request);
// Refusals: ITEM_NOT_FOUND, NOT_DURABLE, SERIAL_NUMBER_TAKEN, and those of an
// issue (movement_rules.h).
[[nodiscard]] book::Decision DecideCreateEquipmentUnit(
    const v1::CreateEquipmentUnitRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfChangeEquipmentState(
    const v1::ChangeEquipmentStateRequest& request);
// Refusals: EQUIPMENT_NOT_FOUND, NOT_YET_IN_SERVICE, STATE_CHANGED_THEN,
// TOO_MANY_STATE_CHANGES.
[[nodiscard]] book::Decision DecideChangeEquipmentState(
    const v1::ChangeEquipmentStateRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_RULES_H_
