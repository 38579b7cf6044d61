// Reads of equipment, at one point of both axes.
//
// All return NOT_FOUND for a unit that was not in service there, and the
// storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_QUERIES_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// Units by state, by the facility's id and the item's name.
using EquipmentCounts =
    std::map<std::pair<std::string, std::string>, v1::EquipmentCount>;

// Those of the facilities whose keys begin with `prefix`.
[[nodiscard]] absl::StatusOr<EquipmentCounts> CountEquipment(
    std::string_view prefix, host::ReadContext& context);

[[nodiscard]] absl::StatusOr<v1::EquipmentUnit> GetEquipmentUnit(
    const v1::GetEquipmentUnitRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListEquipmentUnitsResponse> ListEquipmentUnits(
    const v1::ListEquipmentUnitsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::GetFacilityEquipmentResponse>
GetFacilityEquipment(const v1::GetFacilityEquipmentRequest& request,
                     host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_QUERIES_H_
