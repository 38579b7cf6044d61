// The rules of a shipment up to the moment it leaves: what is to go is held
// back, lots are set aside, it leaves or is cancelled. All of it is choice.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_RULES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"
#include "services/supplies/effects_builder.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: SAME_STORE, LISTED_TWICE, REQUIRED.
[[nodiscard]] absl::Status ValidateCreateShipment(
    const v1::CreateShipmentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCreateShipment(
    const v1::CreateShipmentRequest& request);
// Refusals: STORE_NOT_FOUND, ITEM_NOT_FOUND, PACK_NOT_FOUND, PACK_AMBIGUOUS,
// STOCK_SHORT.
[[nodiscard]] book::Decision DecideCreateShipment(
    const v1::CreateShipmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT LISTED_TWICE.
[[nodiscard]] absl::Status ValidatePickShipment(
    const v1::PickShipmentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfPickShipment(
    const v1::PickShipmentRequest& request);
// Refusals: SHIPMENT_NOT_FOUND, SHIPMENT_NOT_OPEN, NOTHING_RESERVED,
// NOT_IN_SHIPMENT, PICKED_TOO_MUCH, LOT_NOT_FOUND, EXPIRED_LOT,
// LOT_QUARANTINED, STOCK_SHORT.
[[nodiscard]] book::Decision DecidePickShipment(
    const v1::PickShipmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfShipShipment(
    const v1::ShipShipmentRequest& request);
// Refusals: SHIPMENT_NOT_FOUND, SHIPMENT_NOT_OPEN, NOTHING_RESERVED,
// EXPIRED_LOT, LOT_QUARANTINED, STOCK_SHORT, STOCK_RESERVED,
// ISSUE_CONTRADICTED.
[[nodiscard]] book::Decision DecideShipShipment(
    const v1::ShipShipmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfCancelShipment(
    const v1::CancelShipmentRequest& request);
// Refusals: SHIPMENT_NOT_FOUND, SHIPMENT_NOT_OPEN.
[[nodiscard]] book::Decision DecideCancelShipment(
    const v1::CancelShipmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// --- For requisitions and fair shares.

// Completes `shipment` out of the store of that name, under the id `id`, and
// holds back what is to go. What stands against it, or nothing.
[[nodiscard]] std::optional<book::Decision> ReserveShipment(
    const std::string& store, const std::string& id, v1::Shipment& shipment,
    EffectsBuilder& effects, ledger::State& state);
// Sets lots aside of what `shipment` holds back: those named, then those that
// expire first. Of what this command holds back for others nothing is known.
// NOT_IN_SHIPMENT, PICKED_TOO_MUCH, LOT_NOT_FOUND, EXPIRED_LOT,
// LOT_QUARANTINED, STOCK_SHORT, or nothing.
[[nodiscard]] std::optional<book::Decision> SetAside(
    const std::vector<v1::PickShipmentRequest::NamedLot>& lots,
    v1::Shipment& shipment, EffectsBuilder& effects, ledger::State& state);
// Ends a shipment that waits, and sets it. SHIPMENT_NOT_OPEN, or nothing.
[[nodiscard]] std::optional<book::Decision> EndShipment(
    v1::Shipment& shipment, const std::string& reason, EffectsBuilder& effects);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_RULES_H_
