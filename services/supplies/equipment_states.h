// The states of a unit of equipment in order of time.
//
// The first change is the state it was put in service with; each state holds
// up to the next change. What is recorded late takes its place in that order,
// and what follows stays as it was said.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_STATES_H_
#define EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_STATES_H_

#include <cstdint>
#include <optional>

#include "epiledger/supplies/v1/equipment.pb.h"

namespace epiledger::supplies {

[[nodiscard]] bool IsInService(v1::EquipmentState state);

// Takes away what happened after `position`, and shows the state there. False:
// the unit was not yet in service.
[[nodiscard]] bool ShowAt(int64_t position, v1::EquipmentUnit& unit);

// Whether something became of the unit at that very instant.
[[nodiscard]] bool ChangesAt(int64_t position, const v1::EquipmentUnit& unit);

// A change that was put in its place among the others.
struct PlacedChange {
  // One piece comes into service from then on, or goes out of it when negative.
  int64_t in_service = 0;
  // Where the next change takes this back; nothing when there is none.
  std::optional<int64_t> next_position;
};

// Puts `change` in its place, which is after the first and at an instant of its
// own, and shows the state the unit is in now.
PlacedChange PlaceChange(const v1::EquipmentUnit::StateChange& change,
                         v1::EquipmentUnit& unit);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_STATES_H_
