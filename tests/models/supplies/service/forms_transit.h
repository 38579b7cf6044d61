// FormsTransit: the model's requests about shipments and requisitions as
// messages of the service.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_FORMS_TRANSIT_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_FORMS_TRANSIT_H_

#include <string>

#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "tests/models/supplies/service/forms.h"
#include "tests/models/supplies/transit.h"

namespace epiledger::goods {

// The service's name of a shipment or requisition; one that is not there where
// it has none.
[[nodiscard]] std::string ShipmentNamed(const std::string& label,
                                        const Names& shipments);
[[nodiscard]] std::string RequisitionNamed(const std::string& label,
                                           const Names& requisitions);

// Each under the request id `id`; what it names has the names given.
[[nodiscard]] supplies::v1::CreateShipmentRequest FormOf(
    const std::string& id, const MakeShipment& asked);
[[nodiscard]] supplies::v1::PickShipmentRequest FormOf(const std::string& id,
                                                       const Pick& asked,
                                                       const Names& shipments,
                                                       const Names& lots);
[[nodiscard]] supplies::v1::ShipShipmentRequest FormOf(const std::string& id,
                                                       const Ship& asked,
                                                       const Names& shipments);
[[nodiscard]] supplies::v1::CancelShipmentRequest FormOf(
    const std::string& id, const CancelShipment& asked, const Names& shipments);
[[nodiscard]] supplies::v1::CreateShipmentReceiptRequest FormOf(
    const std::string& id, const Arrival& asked, const Names& shipments,
    const Names& lots);
[[nodiscard]] supplies::v1::TakeBackShipmentRequest FormOf(
    const std::string& id, const TakeBack& asked, const Names& shipments,
    const Names& lots);
[[nodiscard]] supplies::v1::CreateRequisitionRequest FormOf(
    const std::string& id, const Requisition& asked);
[[nodiscard]] supplies::v1::GrantRequisitionRequest FormOf(
    const std::string& id, const Grant& asked, const Names& requisitions);
[[nodiscard]] supplies::v1::RejectRequisitionRequest FormOf(
    const std::string& id, const RejectRequisition& asked,
    const Names& requisitions);
[[nodiscard]] supplies::v1::CancelRequisitionRequest FormOf(
    const std::string& id, const CancelRequisition& asked,
    const Names& requisitions);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_FORMS_TRANSIT_H_
