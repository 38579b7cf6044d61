#include "services/supplies/equipment_rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/equipment_states.h"
#include "services/supplies/lots.h"
#include "services/supplies/movement_rules.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::State;
using MaybeDecision = std::optional<Decision>;

std::string ItemOf(const v1::EquipmentUnit& unit) {
  return std::string(rpc::LastSegment(unit.item()));
}

absl::Status CheckFromStore(const v1::CreateEquipmentUnitRequest& request) {
  const v1::EquipmentUnit& unit = request.equipment_unit();
  if (!unit.store().starts_with(request.parent() + "/")) {
    return rpc::InvalidField(
        "equipment_unit.store", "STORE_OF_OTHER_FACILITY",
        {{"found", unit.store()}, {"facility", request.parent()}});
  }
  if (unit.has_origin()) {
    return rpc::InvalidField("equipment_unit.origin", "NOT_FOR_THIS_KIND");
  }
  return CheckLotOfItem(unit.lot(), unit.item(), "equipment_unit.lot");
}

absl::Status CheckFromOrigin(const v1::EquipmentUnit& unit) {
  if (!unit.lot().empty()) {
    return rpc::InvalidField("equipment_unit.lot", "NOT_FOR_THIS_KIND");
  }
  return CheckOrigin(unit.has_origin(), unit.origin(), "equipment_unit.origin");
}

// One unit on its way into service.
class UnitDecider {
 public:
  UnitDecider(const v1::CreateEquipmentUnitRequest& request,
              const DecisionContext& context, State& state)
      : context_(context),
        state_(state),
        effects_(context, state),
        unit_(request.equipment_unit()),
        facility_(rpc::LastSegment(request.parent())),
        id_(context.NewId()),
        item_(ItemOf(unit_)) {}

  Decision Decide() {
    if (absl::Status ahead = CheckNotAhead(
            unit_.service_time(), "equipment_unit.service_time", context_);
        !ahead.ok()) {
      return ahead;
    }
    if (auto problem = CheckItem()) return *std::move(problem);
    if (auto problem = TakeSerialNumber()) return *std::move(problem);
    if (unit_.store().empty()) {
      TakeFromOrigin();
    } else if (auto problem = TakeFromStore()) {
      return *std::move(problem);
    }
    Begin();
    return effects_.Take(kEquipmentUnits, key(), unit_);
  }

 private:
  [[nodiscard]] std::string key() const { return Join(facility_, id_); }

  MaybeDecision CheckItem() {
    const auto item = state_.Get<v1::Item>(kItems, item_);
    if (!item.has_value()) return Missing("ITEM_NOT_FOUND", unit_.item());
    if (item->kind() == v1::Item::KIND_DURABLE) return std::nullopt;
    return Refuse("NOT_DURABLE", {{"item", unit_.item()}});
  }

  // Whose the other unit is stays untold: it may be another facility's.
  MaybeDecision TakeSerialNumber() {
    const std::string number = SerialNumberKey(item_, unit_.serial_number());
    if (state_.Exists(kSerialNumbers, number)) {
      return journal::Refusal{
          absl::StatusCode::kAlreadyExists,
          "SERIAL_NUMBER_TAKEN",
          {{"item", unit_.item()}, {"serial_number", unit_.serial_number()}}};
    }
    effects_.SetText(kSerialNumbers, number, key());
    return std::nullopt;
  }

  MaybeDecision TakeFromStore() {
    v1::Movement movement;
    movement.set_kind(v1::Movement::KIND_PUT_IN_SERVICE);
    *movement.mutable_movement_time() = unit_.service_time();
    movement.set_note(unit_.note());
    v1::Movement::Line& line = *movement.add_lines();
    line.set_item(unit_.item());
    line.mutable_quantity()->set_pieces(1);
    line.set_lot(unit_.lot());
    auto problem = AddMovement(unit_.store(), id_, movement, effects_, state_);
    if (problem.has_value()) return problem;
    unit_.set_lot(line.lots(0).lot());
    const std::string_view lot = rpc::LastSegment(unit_.lot());
    const auto record = state_.Get<v1::LotRecord>(kLots, Join(item_, lot));
    *unit_.mutable_origin() = record.value_or(BuiltInLot(lot)).origin();
    unit_.set_movement(movement.name());
    if (line.has_next_count()) {
      *unit_.mutable_next_count() = line.next_count();
    }
    effects_.Set(kMovements, Join(PathOf(unit_.store()), id_), movement);
    return std::nullopt;
  }

  void TakeFromOrigin() {
    // By Origin::Kind.
    static constexpr std::string_view kSources[] = {
        "", "donor", "opening", "supplier", "", "supplier"};
    const std::string lot = LotOfOrigin();
    const std::string origin = OriginId(unit_.origin());
    const auto kind = static_cast<size_t>(unit_.origin().kind());
    effects_.Move(
        FacilityAccount(kSources[kind], facility_, item_, lot, origin),
        FacilityAccount("in_service", facility_, item_, lot, origin), item_,
        ToPosition(unit_.service_time()), 1);
    unit_.set_lot(rpc::MakeName(kLotName, {effects_.county(), item_, lot}));
  }

  // The lot without a batch number that is of this origin.
  std::string LotOfOrigin() {
    if (unit_.origin().kind() == v1::Origin::KIND_OPENING) {
      return std::string(kOpeningLot);
    }
    v1::LotRecord record;
    *record.mutable_origin() = unit_.origin();
    record.set_receipt_position(ToPosition(unit_.service_time()));
    const std::string index = LotIndexKey(item_, record);
    if (const auto known = state_.resources().Find(kLotIndex, index)) {
      return std::string(*known);
    }
    const std::string lot = effects_.NewId();
    effects_.Set(kLots, Join(item_, lot), record);
    effects_.SetText(kLotIndex, index, lot);
    return lot;
  }

  void Begin() {
    unit_.set_name(NameOf(kEquipmentUnitName, effects_.county(), key()));
    unit_.set_subject(context_.subject);
    *unit_.mutable_record_time() = RecordTimeOf(context_);
    if (unit_.state() == v1::EQUIPMENT_STATE_UNSPECIFIED) {
      unit_.set_state(v1::EQUIPMENT_STATE_IN_SERVICE);
    }
    *unit_.mutable_state_time() = unit_.service_time();
    v1::EquipmentUnit::StateChange& first = *unit_.add_changes();
    first.set_state(unit_.state());
    *first.mutable_change_time() = unit_.service_time();
    first.set_subject(context_.subject);
    *first.mutable_record_time() = unit_.record_time();
  }

  const DecisionContext& context_;
  State& state_;
  EffectsBuilder effects_;
  v1::EquipmentUnit unit_;
  const std::string facility_;
  const std::string id_;
  const std::string item_;
};

// What stands against a change at that time.
MaybeDecision CheckChange(const v1::ChangeEquipmentStateRequest& request,
                          const v1::EquipmentUnit& unit) {
  const int64_t position = ToPosition(request.change_time());
  if (unit.changes_size() >= limits::kMaxStateChanges) {
    return Refuse(
        "TOO_MANY_STATE_CHANGES",
        {{"unit", unit.name()}, {"limit", Concat(limits::kMaxStateChanges)}});
  }
  if (position < ToPosition(unit.service_time())) {
    return Refuse("NOT_YET_IN_SERVICE",
                  {{"unit", unit.name()},
                   {"since", ToText(unit.service_time())},
                   {"asked", ToText(request.change_time())}});
  }
  if (!ChangesAt(position, unit)) return std::nullopt;
  return Refuse(
      "STATE_CHANGED_THEN",
      {{"unit", unit.name()}, {"time", ToText(request.change_time())}});
}

void MoveOne(const v1::EquipmentUnit& unit, int64_t position, int64_t change,
             EffectsBuilder& effects) {
  const std::string facility(*rpc::FirstSegment(PathOf(unit.name())));
  const std::string item = ItemOf(unit);
  const std::string_view lot = rpc::LastSegment(unit.lot());
  const std::string origin = OriginId(unit.origin());
  effects.Move(FacilityAccount("scrapped", facility, item, lot, origin),
               FacilityAccount("in_service", facility, item, lot, origin), item,
               position, change);
}

}  // namespace

absl::Status ValidateCreateEquipmentUnit(
    const v1::CreateEquipmentUnitRequest& request) {
  const v1::EquipmentUnit& unit = request.equipment_unit();
  if (!IsInService(unit.state())) {
    return rpc::InvalidField("equipment_unit.state", "SCRAPPED_AT_FIRST");
  }
  return unit.store().empty() ? CheckFromOrigin(unit) : CheckFromStore(request);
}

ledger::Needs NeedsOfCreateEquipmentUnit(
    const v1::CreateEquipmentUnitRequest& request) {
  const v1::EquipmentUnit& unit = request.equipment_unit();
  const std::string item = ItemOf(unit);
  ledger::Needs needs;
  needs.resources.push_back({std::string(kItems), item});
  needs.resources.push_back({std::string(kSerialNumbers),
                             SerialNumberKey(item, unit.serial_number())});
  if (!unit.store().empty()) {
    const std::string store = PathOf(unit.store());
    needs.resources.push_back({std::string(kStores), store});
    needs.resources.push_back({std::string(kLines), Join(store, item)});
  }
  return needs;
}

Decision DecideCreateEquipmentUnit(
    const v1::CreateEquipmentUnitRequest& request,
    const DecisionContext& context, State& state) {
  return UnitDecider(request, context, state).Decide();
}

ledger::Needs NeedsOfChangeEquipmentState(
    const v1::ChangeEquipmentStateRequest& request) {
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kEquipmentUnits), PathOf(request.name())});
  return needs;
}

Decision DecideChangeEquipmentState(
    const v1::ChangeEquipmentStateRequest& request,
    const DecisionContext& context, State& state) {
  if (absl::Status ahead =
          CheckNotAhead(request.change_time(), "change_time", context);
      !ahead.ok()) {
    return ahead;
  }
  const std::string key = PathOf(request.name());
  auto unit = state.Get<v1::EquipmentUnit>(kEquipmentUnits, key);
  if (!unit.has_value()) return Missing("EQUIPMENT_NOT_FOUND", request.name());
  if (auto problem = CheckChange(request, *unit)) return *std::move(problem);
  v1::EquipmentUnit::StateChange change;
  change.set_state(request.state());
  *change.mutable_change_time() = request.change_time();
  change.set_reason(request.reason());
  change.set_subject(context.subject);
  *change.mutable_record_time() = RecordTimeOf(context);
  const PlacedChange placed = PlaceChange(change, *unit);
  EffectsBuilder effects(context, state);
  MoveOne(*unit, ToPosition(request.change_time()), placed.in_service, effects);
  if (placed.next_position.has_value()) {
    MoveOne(*unit, *placed.next_position, -placed.in_service, effects);
  }
  return effects.Take(kEquipmentUnits, key, *unit);
}

}  // namespace epiledger::supplies
