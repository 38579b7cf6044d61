#include "services/supplies/equipment_service.h"

#include "services/supplies/equipment_queries.h"
#include "services/supplies/equipment_rules.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

rpc::MethodTable EquipmentMethods(const host::Backend& backend) {
  using enum host::EffectiveAxis;
  using host::Read;
  using host::Write;
  host::MethodSet set(backend, "epiledger.supplies.v1.EquipmentService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(Write<v1::CreateEquipmentUnitRequest>{
      "CreateEquipmentUnit", &ValidateCreateEquipmentUnit,
      &NeedsOfCreateEquipmentUnit, &DecideCreateEquipmentUnit});
  set.Add(Write<v1::ChangeEquipmentStateRequest>{
      "ChangeEquipmentState", &host::AlwaysValid, &NeedsOfChangeEquipmentState,
      &DecideChangeEquipmentState});
  set.Add(Read<v1::GetEquipmentUnitRequest, v1::EquipmentUnit>{
      "GetEquipmentUnit", &GetEquipmentUnit, kInstant});
  set.Add(Read<v1::ListEquipmentUnitsRequest, v1::ListEquipmentUnitsResponse>{
      "ListEquipmentUnits", &ListEquipmentUnits, kInstant});
  set.Add(
      Read<v1::GetFacilityEquipmentRequest, v1::GetFacilityEquipmentResponse>{
          "GetFacilityEquipment", &GetFacilityEquipment, kInstant});
  return set.Take();
}

}  // namespace epiledger::supplies
