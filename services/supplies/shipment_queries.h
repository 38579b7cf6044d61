// Reads of shipments and their receipts, at one point of both axes. Functions
// return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// NOT_FOUND also of one that the caller may not see.
[[nodiscard]] absl::StatusOr<v1::Shipment> GetShipment(
    const v1::GetShipmentRequest& request, host::ReadContext& context);
// RESOURCE_EXHAUSTED TOO_MANY_LISTED.
[[nodiscard]] absl::StatusOr<v1::ListShipmentsResponse> ListShipments(
    const v1::ListShipmentsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ShipmentReceipt> GetShipmentReceipt(
    const v1::GetShipmentReceiptRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_QUERIES_H_
