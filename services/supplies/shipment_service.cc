#include "services/supplies/shipment_service.h"

#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "services/supplies/shipment_queries.h"
#include "services/supplies/shipment_receipt_rules.h"
#include "services/supplies/shipment_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {
namespace {

using host::AlwaysValid;
using host::Write;

void AddShipmentWrites(host::MethodSet& set) {
  set.Add(Write<v1::CreateShipmentRequest>{
      "CreateShipment", &ValidateCreateShipment, &NeedsOfCreateShipment,
      &DecideCreateShipment});
  set.AddBatch("BatchCreateShipments", "CreateShipment");
  set.Add(Write<v1::PickShipmentRequest>{"PickShipment", &ValidatePickShipment,
                                         &NeedsOfPickShipment,
                                         &DecidePickShipment});
  set.Add(Write<v1::ShipShipmentRequest>{
      "ShipShipment", &AlwaysValid, &NeedsOfShipShipment, &DecideShipShipment});
  set.Add(Write<v1::CancelShipmentRequest>{"CancelShipment", &AlwaysValid,
                                           &NeedsOfCancelShipment,
                                           &DecideCancelShipment});
  set.Add(Write<v1::CreateShipmentReceiptRequest>{
      "CreateShipmentReceipt", &ValidateCreateShipmentReceipt,
      &NeedsOfCreateShipmentReceipt, &DecideCreateShipmentReceipt});
  set.Add(Write<v1::TakeBackShipmentRequest>{
      "TakeBackShipment", &ValidateTakeBackShipment, &NeedsOfTakeBackShipment,
      &DecideTakeBackShipment});
}

}  // namespace

rpc::MethodTable ShipmentMethods(const host::Backend& backend) {
  using enum host::EffectiveAxis;
  using host::Read;
  host::MethodSet set(backend, "epiledger.supplies.v1.ShipmentService",
                      {&OwnerOfResource, &OwnerOfAccount});
  AddShipmentWrites(set);
  set.Add(Read<v1::GetShipmentRequest, v1::Shipment>{"GetShipment",
                                                     &GetShipment, kInstant});
  set.Add(Read<v1::ListShipmentsRequest, v1::ListShipmentsResponse>{
      "ListShipments", &ListShipments, kInstant});
  set.Add(Read<v1::GetShipmentReceiptRequest, v1::ShipmentReceipt>{
      "GetShipmentReceipt", &GetShipmentReceipt, kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
