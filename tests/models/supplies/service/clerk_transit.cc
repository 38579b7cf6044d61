// Shipments and requisitions.
#include "services/text.h"
#include "tests/models/supplies/service/clerk.h"
#include "tests/models/supplies/service/forms_transit.h"

namespace epiledger::goods {

namespace v1 = supplies::v1;

Answer Clerk::AskOne(const std::string& id, const MakeShipment& asked) {
  v1::CreateShipmentResponse response;
  const Answer answer = Call("CreateShipment", FormOf(id, asked), response);
  if (!answer.is_accepted) return answer;
  Label(answer, response.shipment().name(), "s", shipments_);
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Pick& asked) {
  v1::PickShipmentResponse response;
  Answer answer =
      Call("PickShipment", FormOf(id, asked, shipments_, lots_), response);
  if (answer.is_accepted) answer.told = Told(response.shipment());
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Ship& asked) {
  v1::ShipShipmentResponse response;
  Answer answer = Call("ShipShipment", FormOf(id, asked, shipments_), response);
  if (answer.is_accepted) answer.told = Told(response.shipment());
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const CancelShipment& asked) {
  v1::CancelShipmentResponse response;
  return Call("CancelShipment", FormOf(id, asked, shipments_), response);
}

Answer Clerk::AskOne(const std::string& id, const Arrival& asked) {
  v1::CreateShipmentReceiptResponse response;
  Answer answer = Call("CreateShipmentReceipt",
                       FormOf(id, asked, shipments_, lots_), response);
  if (answer.is_accepted) answer.told = Told(response.shipment_receipt());
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const TakeBack& asked) {
  v1::TakeBackShipmentResponse response;
  Answer answer =
      Call("TakeBackShipment", FormOf(id, asked, shipments_, lots_), response);
  if (!answer.is_accepted) return answer;
  answer.told["state"] = response.shipment().state();
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Requisition& asked) {
  v1::CreateRequisitionResponse response;
  const Answer answer = Call("CreateRequisition", FormOf(id, asked), response);
  if (!answer.is_accepted) return answer;
  Label(answer, response.requisition().name(), "u", requisitions_);
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Grant& asked) {
  v1::GrantRequisitionResponse response;
  Answer answer =
      Call("GrantRequisition", FormOf(id, asked, requisitions_), response);
  if (!answer.is_accepted) return answer;
  const auto& shipments = response.requisition().decision().shipments();
  for (const std::string& shipment : shipments) {
    Label(answer, shipment, "s", shipments_);
  }
  answer.told["shipments"] = shipments.size();
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const RejectRequisition& asked) {
  v1::RejectRequisitionResponse response;
  return Call("RejectRequisition", FormOf(id, asked, requisitions_), response);
}

Answer Clerk::AskOne(const std::string& id, const CancelRequisition& asked) {
  v1::CancelRequisitionResponse response;
  return Call("CancelRequisition", FormOf(id, asked, requisitions_), response);
}

std::string Clerk::SourceLabel(const std::string& source) const {
  const std::string label = LabelOf(source);
  if (label != source || source.find("/movements/") == std::string::npos) {
    return label;
  }
  v1::GetMovementRequest form;
  form.set_name(source);
  const auto movement =
      supplies_.service().Call<v1::Movement>("GetMovement", form);
  return movement.ok() ? LabelOf(movement->shipment()) : label;
}

Figures Clerk::Told(const v1::Shipment& shipment) const {
  Figures told;
  for (const v1::Shipment::Line& line : shipment.lines()) {
    for (const v1::Shipment::ShipmentLot& lot : line.lots()) {
      told[Concat(ItemOf(line.item()), " lot ", LotLabel(lot.lot()))] =
          lot.quantity();
    }
  }
  return told;
}

Figures Clerk::Told(const v1::ShipmentReceipt& receipt) const {
  Figures told = {{"state", receipt.shipment_state()}};
  for (const v1::ShipmentReceipt::Line& line : receipt.lines()) {
    Put(ItemOf(line.item()) + " outcome", line.outcome(), told);
  }
  return told;
}

}  // namespace epiledger::goods
