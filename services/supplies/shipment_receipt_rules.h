// The rules of a shipment after it left: what arrived, what was rejected, what
// came back. Facts: they are refused only where they speak of what is not on
// its way.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_RECEIPT_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_RECEIPT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: REQUIRED, NOT_FOR_THIS_KIND, LOT_OF_OTHER_ITEM,
// QUANTITY_MISSING, NOTE_MISSING.
[[nodiscard]] absl::Status ValidateCreateShipmentReceipt(
    const v1::CreateShipmentReceiptRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCreateShipmentReceipt(
    const v1::CreateShipmentReceiptRequest& request);
// Refusals: SHIPMENT_NOT_FOUND, OTHER_DESTINATION, NOT_SHIPPED,
// RECEIVED_TOO_EARLY, NOTHING_ON_ITS_WAY, NOT_IN_SHIPMENT, MORE_THAN_SHIPPED,
// TOO_MANY_SETTLEMENTS, PACK_NOT_FOUND, PACK_AMBIGUOUS.
[[nodiscard]] book::Decision DecideCreateShipmentReceipt(
    const v1::CreateShipmentReceiptRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT: REQUIRED, LOT_OF_OTHER_ITEM, NOTE_MISSING.
[[nodiscard]] absl::Status ValidateTakeBackShipment(
    const v1::TakeBackShipmentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfTakeBackShipment(
    const v1::TakeBackShipmentRequest& request);
// Refusals: SHIPMENT_NOT_FOUND, RETURNED_TOO_EARLY, NOT_IN_SHIPMENT,
// MORE_THAN_REJECTED, TOO_MANY_SETTLEMENTS, PACK_NOT_FOUND, PACK_AMBIGUOUS.
[[nodiscard]] book::Decision DecideTakeBackShipment(
    const v1::TakeBackShipmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_RECEIPT_RULES_H_
