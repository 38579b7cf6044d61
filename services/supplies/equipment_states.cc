#include "services/supplies/equipment_states.h"

#include <algorithm>

#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using Change = v1::EquipmentUnit::StateChange;

void ShowLast(v1::EquipmentUnit& unit) {
  const Change& last = *unit.changes().rbegin();
  unit.set_state(last.state());
  *unit.mutable_state_time() = last.change_time();
}

int64_t PieceOf(const Change& change) { return IsInService(change.state()); }

}  // namespace

bool IsInService(v1::EquipmentState state) {
  return state != v1::EQUIPMENT_STATE_SCRAPPED;
}

bool ShowAt(int64_t position, v1::EquipmentUnit& unit) {
  auto& changes = *unit.mutable_changes();
  while (!changes.empty() &&
         ToPosition(changes.rbegin()->change_time()) > position) {
    changes.RemoveLast();
  }
  if (changes.empty()) return false;
  ShowLast(unit);
  return true;
}

bool ChangesAt(int64_t position, const v1::EquipmentUnit& unit) {
  return std::any_of(unit.changes().begin(), unit.changes().end(),
                     [position](const Change& change) {
                       return ToPosition(change.change_time()) == position;
                     });
}

PlacedChange PlaceChange(const Change& change, v1::EquipmentUnit& unit) {
  auto& changes = *unit.mutable_changes();
  const int64_t position = ToPosition(change.change_time());
  *changes.Add() = change;
  int place = changes.size() - 1;
  for (; ToPosition(changes[place - 1].change_time()) > position; --place) {
    changes.SwapElements(place - 1, place);
  }
  ShowLast(unit);
  PlacedChange placed;
  placed.in_service = PieceOf(change) - PieceOf(changes[place - 1]);
  if (place + 1 < changes.size()) {
    placed.next_position = ToPosition(changes[place + 1].change_time());
  }
  return placed;
}

}  // namespace epiledger::supplies
