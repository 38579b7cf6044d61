#include "services/funding/rules/seen_goods.h"

#include <string_view>

#include "epiledger/supplies/v1/equipment.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/funding/arrival_names.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using supplies::v1::Movement;

// How the supplies service spells it.
constexpr std::string_view kMovements = "movement";
constexpr std::string_view kEquipmentUnits = "equipment-unit";
constexpr std::string_view kSupplier = "supplier";
constexpr std::string_view kReturned = "returned";

// Adds what one movement brought from a supplier, or sent back.
void Add(const journal::v1::Movement& movement, SeenGoods& seen) {
  const auto from = ParseOrderedGoods(movement.source());
  const auto to = ParseOrderedGoods(movement.target());
  const bool has_come = from.has_value() && from->kind == kSupplier;
  const bool was_sent = to.has_value() && to->kind == kReturned;
  if (!has_come && !was_sent) return;
  const OrderedGoods& goods = has_come ? *from : *to;
  seen.kind =
      has_come ? v1::Arrival::KIND_RECEIVED : v1::Arrival::KIND_SENT_BACK;
  seen.commitment = goods.commitment;
  seen.item = goods.item;
  seen.facility = goods.facility;
  seen.line = goods.line;
  seen.quantity += movement.amount();
  seen.time = absl::FromUnixMicros(movement.position());
}

// What was delivered and is in no stock moved nothing.
void AddContradicted(const Movement& movement, SeenGoods& seen) {
  if (movement.origin().commitment().empty()) return;
  for (const Movement::Line& line : movement.lines()) {
    if (line.outcome() != Movement::OUTCOME_CONTRADICTED) continue;
    seen.kind = v1::Arrival::KIND_CONTRADICTED;
    seen.item = rpc::LastSegment(line.item());
    seen.quantity += line.total();
  }
  seen.commitment = rpc::LastSegment(movement.origin().commitment());
  seen.line = movement.origin().line();
  seen.time = ToTime(movement.movement_time());
  const auto parts = rpc::MatchName(kMovementName, movement.name());
  if (parts.has_value()) seen.facility = parts->Get("facility");
}

// Sets what the goods came by.
void NameSource(const journal::v1::ResourceVersion& made, SeenGoods& seen) {
  if (made.collection() == kMovements) {
    Movement movement;
    movement.ParseFromString(made.body());
    seen.source = movement.name();
    if (seen.kind == v1::Arrival::KIND_UNSPECIFIED &&
        movement.kind() == Movement::KIND_RECEIVE) {
      AddContradicted(movement, seen);
    }
  } else if (made.collection() == kEquipmentUnits) {
    supplies::v1::EquipmentUnit unit;
    unit.ParseFromString(made.body());
    seen.source = unit.name();
  }
}

}  // namespace

std::optional<SeenGoods> SeeGoods(const journal::v1::Effects& effects) {
  SeenGoods seen;
  for (const journal::v1::Movement& movement : effects.movements()) {
    Add(movement, seen);
  }
  for (const journal::v1::ResourceVersion& made : effects.resources()) {
    NameSource(made, seen);
  }
  if (seen.quantity == 0) return std::nullopt;
  return seen;
}

}  // namespace epiledger::funding
