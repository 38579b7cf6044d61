// Reads of equipment, at one point of both axes.
//
// All return NOT_FOUND for a unit that was not in service there, and the
// storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

[[nodiscard]] absl::StatusOr<v1::EquipmentUnit> GetEquipmentUnit(
    const v1::GetEquipmentUnitRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListEquipmentUnitsResponse> ListEquipmentUnits(
    const v1::ListEquipmentUnitsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::GetFacilityEquipmentResponse>
GetFacilityEquipment(const v1::GetFacilityEquipmentRequest& request,
                     host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_QUERIES_H_
