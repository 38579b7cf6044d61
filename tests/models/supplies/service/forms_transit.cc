#include "tests/models/supplies/service/forms_transit.h"

#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::goods {
namespace {

namespace v1 = supplies::v1;

constexpr char kWhy[] = "按调度安排";

template <typename Message>
void PutLines(const std::vector<WantedLine>& lines, Message& message) {
  for (const WantedLine& line : lines) {
    auto& form = *message.add_lines();
    form.set_item(ItemNamed(line.item));
    form.mutable_quantity()->set_pieces(line.pieces);
  }
}

std::string FacilityNamed(const std::string& store) {
  return Concat(supplies::kCounty, "/facilities/",
                store.substr(0, store.find('/')));
}

template <typename Form>
Form Named(const std::string& id, const std::string& name) {
  Form form;
  form.set_request_id(id);
  form.set_name(name);
  return form;
}

v1::ShipmentReceipt::Line FormOf(const Arrival::Line& asked,
                                 const Names& lots) {
  v1::ShipmentReceipt::Line line;
  line.set_item(ItemNamed(asked.item));
  if (!asked.lot.empty()) line.set_lot(LotNamed(asked.lot, lots));
  if (asked.accepted.has_value()) {
    line.mutable_accepted()->set_pieces(*asked.accepted);
  }
  for (const Rejection& one : asked.rejections) {
    auto& rejection = *line.add_rejections();
    rejection.set_reason(static_cast<v1::RejectionReason>(one.reason));
    rejection.mutable_quantity()->set_pieces(one.pieces);
    rejection.set_note(one.note);
  }
  return line;
}

}  // namespace

std::string ShipmentNamed(const std::string& label, const Names& shipments) {
  const auto known = shipments.find(label);
  if (known != shipments.end()) return known->second;
  return Concat(StoreNamed("hospital/ward"), "/shipments/", label);
}

std::string RequisitionNamed(const std::string& label,
                             const Names& requisitions) {
  const auto known = requisitions.find(label);
  if (known != requisitions.end()) return known->second;
  return Concat(FacilityNamed("hospital/ward"), "/requisitions/", label);
}

v1::CreateShipmentRequest FormOf(const std::string& id,
                                 const MakeShipment& asked) {
  v1::CreateShipmentRequest form;
  form.set_request_id(id);
  form.set_parent(StoreNamed(asked.store));
  form.mutable_shipment()->set_to_store(StoreNamed(asked.to));
  PutLines(asked.lines, *form.mutable_shipment());
  return form;
}

v1::PickShipmentRequest FormOf(const std::string& id, const Pick& asked,
                               const Names& shipments, const Names& lots) {
  auto form = Named<v1::PickShipmentRequest>(
      id, ShipmentNamed(asked.shipment, shipments));
  for (const Pick::Named& one : asked.lots) {
    auto& lot = *form.add_lots();
    lot.set_lot(LotNamed(one.lot, lots));
    lot.set_quantity(one.pieces);
    if (one.is_overridden) lot.set_override_reason("无替代品，经批准");
  }
  return form;
}

v1::ShipShipmentRequest FormOf(const std::string& id, const Ship& asked,
                               const Names& shipments) {
  auto form = Named<v1::ShipShipmentRequest>(
      id, ShipmentNamed(asked.shipment, shipments));
  *form.mutable_ship_time() = TimeOf(asked.hour);
  return form;
}

v1::CancelShipmentRequest FormOf(const std::string& id,
                                 const CancelShipment& asked,
                                 const Names& shipments) {
  auto form = Named<v1::CancelShipmentRequest>(
      id, ShipmentNamed(asked.shipment, shipments));
  form.set_reason(kWhy);
  return form;
}

v1::CreateShipmentReceiptRequest FormOf(const std::string& id,
                                        const Arrival& asked,
                                        const Names& shipments,
                                        const Names& lots) {
  v1::CreateShipmentReceiptRequest form;
  form.set_request_id(id);
  form.set_parent(StoreNamed(asked.store));
  v1::ShipmentReceipt& receipt = *form.mutable_shipment_receipt();
  receipt.set_shipment(ShipmentNamed(asked.shipment, shipments));
  *receipt.mutable_receipt_time() = TimeOf(asked.hour);
  receipt.set_accept_all(asked.is_all);
  for (const Arrival::Line& line : asked.lines) {
    *receipt.add_lines() = FormOf(line, lots);
  }
  return form;
}

v1::TakeBackShipmentRequest FormOf(const std::string& id, const TakeBack& asked,
                                   const Names& shipments, const Names& lots) {
  auto form = Named<v1::TakeBackShipmentRequest>(
      id, ShipmentNamed(asked.shipment, shipments));
  *form.mutable_return_time() = TimeOf(asked.hour);
  for (const TakeBack::Line& line : asked.lines) {
    auto& told = *form.add_lines();
    told.set_item(ItemNamed(line.item));
    if (!line.lot.empty()) told.set_lot(LotNamed(line.lot, lots));
    told.mutable_quantity()->set_pieces(line.pieces);
    told.set_loss_reason(static_cast<v1::LossReason>(line.loss_reason));
    told.set_note(line.note);
  }
  return form;
}

v1::CreateRequisitionRequest FormOf(const std::string& id,
                                    const Requisition& asked) {
  v1::CreateRequisitionRequest form;
  form.set_request_id(id);
  form.set_parent(FacilityNamed(asked.store));
  form.mutable_requisition()->set_store(StoreNamed(asked.store));
  form.mutable_requisition()->set_reason(kWhy);
  PutLines(asked.lines, *form.mutable_requisition());
  return form;
}

v1::GrantRequisitionRequest FormOf(const std::string& id, const Grant& asked,
                                   const Names& requisitions) {
  auto form = Named<v1::GrantRequisitionRequest>(
      id, RequisitionNamed(asked.requisition, requisitions));
  if (!asked.store.empty()) form.set_store(StoreNamed(asked.store));
  for (const Grant::Line& line : asked.lines) {
    v1::Grant& grant = *form.add_grants();
    grant.set_item(ItemNamed(line.item));
    if (line.pieces.has_value()) {
      grant.mutable_quantity()->set_pieces(*line.pieces);
    }
    if (!line.store.empty()) grant.set_store(StoreNamed(line.store));
  }
  return form;
}

v1::RejectRequisitionRequest FormOf(const std::string& id,
                                    const RejectRequisition& asked,
                                    const Names& requisitions) {
  auto form = Named<v1::RejectRequisitionRequest>(
      id, RequisitionNamed(asked.requisition, requisitions));
  form.set_reason(kWhy);
  return form;
}

v1::CancelRequisitionRequest FormOf(const std::string& id,
                                    const CancelRequisition& asked,
                                    const Names& requisitions) {
  auto form = Named<v1::CancelRequisitionRequest>(
      id, RequisitionNamed(asked.requisition, requisitions));
  form.set_reason(kWhy);
  return form;
}

}  // namespace epiledger::goods
