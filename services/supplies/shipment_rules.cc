#include "services/supplies/shipment_rules.h"

#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/line_book.h"
#include "services/supplies/lot_choice.h"
#include "services/supplies/movement_rules.h"
#include "services/supplies/requisition_progress.h"
#include "services/supplies/reservations.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::Amount;
using ledger::State;
using MaybeDecision = std::optional<Decision>;

// After everything that can have been recorded: what is held back, and set
// aside, is what is there at the end.
int64_t EndOfTime(const DecisionContext& context) {
  return absl::ToUnixMicros(context.record_time + limits::kMaxAhead);
}
LineTime EndOfLine(const DecisionContext& context) {
  return {EndOfTime(context), context.record_time};
}

std::string StoreOf(const v1::Shipment& shipment) {
  return shipment.name().substr(0, shipment.name().rfind("/shipments/"));
}

LineName LineOf(const v1::Shipment& shipment, const v1::Shipment::Line& line) {
  return {PathOf(StoreOf(shipment)),
          std::string(rpc::LastSegment(line.item()))};
}

Decision NotOpen(const v1::Shipment& shipment) {
  return Refuse("SHIPMENT_NOT_OPEN",
                {{"shipment", shipment.name()},
                 {"state", std::string(WordOf(shipment.state()))}});
}

// A shipment with that name that waits to leave, or why there is none.
std::variant<v1::Shipment, Decision> FindWaiting(const std::string& name,
                                                 State& state) {
  auto shipment = state.Get<v1::Shipment>(kShipments, PathOf(name));
  if (!shipment.has_value()) return Missing("SHIPMENT_NOT_FOUND", name);
  if (!IsWaiting(*shipment)) return NotOpen(*shipment);
  return *std::move(shipment);
}

bool HoldsNothing(const v1::Shipment& shipment) {
  Amount reserved = 0;
  for (const v1::Shipment::Line& line : shipment.lines()) {
    reserved += line.reserved();
  }
  return reserved == 0;
}

// One that waits to leave and that something is held back for.
std::variant<v1::Shipment, Decision> FindHolding(const std::string& name,
                                                 State& state) {
  auto found = FindWaiting(name, state);
  const auto* const shipment = std::get_if<v1::Shipment>(&found);
  if (shipment != nullptr && HoldsNothing(*shipment)) {
    return Refuse("NOTHING_RESERVED", {{"shipment", name}});
  }
  return found;
}

ledger::Needs NeedsOf(const std::string& name) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kShipments), PathOf(name)});
  return needs;
}

// What goes out of a line with a shipment, in the words of a movement.
v1::Movement MovementOf(const v1::Shipment& shipment, int64_t position) {
  v1::Movement movement;
  movement.set_kind(v1::Movement::KIND_SHIP);
  movement.set_shipment(shipment.name());
  *movement.mutable_movement_time() = ToTimestamp(position);
  return movement;
}

// Adds a lot to those of a line, with what is printed on it.
void AddLotTo(v1::Shipment::Line& line, const std::string& lot, Amount amount,
              const std::string& override_reason, State& state) {
  for (auto& known : *line.mutable_lots()) {
    if (known.lot() != lot) continue;
    known.set_quantity(known.quantity() + amount);
    return;
  }
  v1::Shipment::ShipmentLot& added = *line.add_lots();
  added.set_lot(lot);
  added.set_quantity(amount);
  added.set_override_reason(override_reason);
  const auto record = state.Get<v1::LotRecord>(kLots, PathOf(lot));
  if (!record.has_value()) return;
  added.set_batch(record->batch());
  if (record->has_expiry_date()) {
    *added.mutable_expiry_date() = record->expiry_date();
  }
}

// Sets aside the lots of one line.
class LinePicker {
 public:
  using NamedLots = std::vector<v1::PickShipmentRequest::NamedLot>;

  LinePicker(v1::Shipment& shipment, v1::Shipment::Line& line,
             EffectsBuilder& effects, State& state)
      : shipment_(shipment),
        line_(line),
        effects_(effects),
        state_(state),
        name_(LineOf(shipment, line)),
        movement_(MovementOf(shipment, EndOfTime(effects.context()))) {
    line_.clear_lots();
    line_.clear_skipped_lots();
    line_.clear_earlier_lots();
  }

  MaybeDecision Pick(const NamedLots& named) {
    Amount left = line_.reserved();
    for (const auto& lot : named) left -= lot.quantity();
    if (left < 0) {
      return Refuse("PICKED_TOO_MUCH",
                    {{"item", name_.item},
                     {"reserved", Concat(line_.reserved())},
                     {"named", Concat(line_.reserved() - left)}});
    }
    if (auto problem = Choose(named, left)) return problem;
    if (!named.empty()) TellEarlier();
    std::vector<v1::LotChange> lots;
    for (const auto& lot : line_.lots()) {
      v1::LotChange& change = lots.emplace_back();
      change.set_lot(std::string(rpc::LastSegment(lot.lot())));
      change.set_amount(lot.quantity());
    }
    Hold(name_, PathOf(shipment_.name()), line_.reserved(), lots, effects_);
    return std::nullopt;
  }

 private:
  MaybeDecision Choose(const NamedLots& named, Amount left) {
    const int64_t position = ToPosition(movement_.movement_time());
    LineBook book(state_, name_, EndOfLine(effects_.context()));
    LotChoice choice(state_, book, movement_, StoreOf(shipment_));
    const auto take = [&](v1::Movement::Line line) -> MaybeDecision {
      auto chosen = choice.Choose(line);
      if (auto* problem = std::get_if<Decision>(&chosen)) {
        return std::move(*problem);
      }
      for (const auto& lot : std::get<LotChoice::Lots>(chosen)) {
        book.AddMovement(position, shipment_.name(), lot.lot(), -lot.amount());
        AddLotTo(line_, Concat(line_.item(), "/lots/", lot.lot()), lot.amount(),
                 line.override_reason(), state_);
      }
      line_.mutable_skipped_lots()->MergeFrom(line.skipped_lots());
      return std::nullopt;
    };
    for (const auto& lot : named) {
      v1::Movement::Line line = Asked(lot.quantity());
      line.set_lot(lot.lot());
      line.set_override_reason(lot.override_reason());
      if (auto problem = take(std::move(line))) return problem;
    }
    return left == 0 ? std::nullopt : take(Asked(left));
  }

  [[nodiscard]] v1::Movement::Line Asked(Amount amount) const {
    v1::Movement::Line line;
    line.set_item(line_.item());
    line.set_total(amount);
    return line;
  }

  // What the order of use would have taken and the person did not.
  void TellEarlier() {
    LineBook book(state_, name_, EndOfLine(effects_.context()));
    v1::Movement::Line asked = Asked(line_.reserved());
    auto chosen =
        LotChoice(state_, book, movement_, StoreOf(shipment_)).Choose(asked);
    if (!std::holds_alternative<LotChoice::Lots>(chosen)) return;
    for (const auto& lot : std::get<LotChoice::Lots>(chosen)) {
      const std::string name = Concat(line_.item(), "/lots/", lot.lot());
      Amount left = lot.amount();
      for (const auto& taken : line_.lots()) {
        if (taken.lot() == name) left -= taken.quantity();
      }
      if (left <= 0) continue;
      v1::LotQuantity& earlier = *line_.add_earlier_lots();
      earlier.set_lot(name);
      earlier.set_quantity(left);
    }
  }

  v1::Shipment& shipment_;
  v1::Shipment::Line& line_;
  EffectsBuilder& effects_;
  State& state_;
  const LineName name_;
  const v1::Movement movement_;
};

// The movement of what is reserved; the places of its lines in the shipment are
// added to `places`.
v1::Movement LeavingOf(const v1::Shipment& shipment,
                       const v1::ShipShipmentRequest& request,
                       std::vector<int>& places) {
  v1::Movement movement = MovementOf(shipment, ToPosition(request.ship_time()));
  movement.set_counterparty(request.carrier());
  const auto add = [&](int place, Amount amount) -> v1::Movement::Line& {
    v1::Movement::Line& line = *movement.add_lines();
    line.set_item(shipment.lines(place).item());
    line.mutable_quantity()->set_pieces(amount);
    places.push_back(place);
    return line;
  };
  for (int i = 0; i < shipment.lines_size(); ++i) {
    const v1::Shipment::Line& line = shipment.lines(i);
    if (line.reserved() == 0) continue;
    if (line.lots().empty()) add(i, line.reserved());
    for (const auto& lot : line.lots()) {
      v1::Movement::Line& moved = add(i, lot.quantity());
      moved.set_lot(lot.lot());
      moved.set_override_reason(lot.override_reason());
    }
  }
  return movement;
}

// Lines that were not picked have the lots that left.
void TakeOver(const v1::Movement& movement, const std::vector<int>& places,
              v1::Shipment& shipment, State& state) {
  for (int i = 0; i < movement.lines_size(); ++i) {
    const v1::Movement::Line& moved = movement.lines(i);
    if (!moved.lot().empty()) continue;
    v1::Shipment::Line& line =
        *shipment.mutable_lines(places[static_cast<size_t>(i)]);
    for (const v1::LotQuantity& lot : moved.lots()) {
      AddLotTo(line, lot.lot(), lot.quantity(), "", state);
    }
    *line.mutable_skipped_lots() = moved.skipped_lots();
  }
}

}  // namespace

absl::Status ValidateCreateShipment(const v1::CreateShipmentRequest& request) {
  const v1::Shipment& shipment = request.shipment();
  if (shipment.to_store() == request.parent()) {
    return rpc::InvalidField("shipment.to_store", "SAME_STORE",
                             {{"found", shipment.to_store()}});
  }
  return CheckItemLines(shipment.lines(), "shipment.lines");
}

ledger::Needs NeedsOfCreateShipment(const v1::CreateShipmentRequest& request) {
  const std::string store = PathOf(request.parent());
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStores), store});
  needs.resources.push_back(
      {std::string(kStores), PathOf(request.shipment().to_store())});
  for (const v1::Shipment::Line& line : request.shipment().lines()) {
    const std::string item(rpc::LastSegment(line.item()));
    needs.resources.push_back({std::string(kItems), item});
    needs.resources.push_back({std::string(kLines), Join(store, item)});
    needs.resources.push_back({std::string(kReservations), Join(store, item)});
  }
  return needs;
}

MaybeDecision ReserveShipment(const std::string& store, const std::string& id,
                              v1::Shipment& shipment, EffectsBuilder& effects,
                              State& state) {
  for (const std::string& name : {store, shipment.to_store()}) {
    if (!state.Exists(kStores, PathOf(name))) {
      return Missing("STORE_NOT_FOUND", name);
    }
  }
  const std::string key = Join(PathOf(store), id);
  shipment.set_name(NameOf(kShipmentName, effects.county(), key));
  shipment.set_subject(effects.context().subject);
  *shipment.mutable_create_time() = RecordTimeOf(effects.context());
  const v1::Movement movement =
      MovementOf(shipment, EndOfTime(effects.context()));
  for (int i = 0; i < shipment.lines_size(); ++i) {
    v1::Shipment::Line& line = *shipment.mutable_lines(i);
    const LineName name = LineOf(shipment, line);
    const auto item = state.Get<v1::Item>(kItems, name.item);
    if (!item.has_value()) return Missing("ITEM_NOT_FOUND", line.item());
    Pieces pieces = PiecesOf(line.quantity(), *item,
                             Concat("shipment.lines[", i, "].quantity"));
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    line.set_total(std::get<Amount>(pieces));
    line.set_reserved(line.total());
    LineBook book(state, name, EndOfLine(effects.context()));
    v1::Movement::Line asked;
    asked.set_item(line.item());
    asked.set_total(line.total());
    auto there = LotChoice(state, book, movement, store).Choose(asked);
    if (auto* problem = std::get_if<Decision>(&there)) {
      return std::move(*problem);
    }
    Hold(name, key, line.total(), {}, effects);
  }
  SetFigures(shipment);
  return std::nullopt;
}

Decision DecideCreateShipment(const v1::CreateShipmentRequest& request,
                              const DecisionContext& context, State& state) {
  v1::Shipment shipment = request.shipment();
  EffectsBuilder effects(context, state);
  const std::string id = context.NewId();
  auto problem =
      ReserveShipment(request.parent(), id, shipment, effects, state);
  if (problem.has_value()) return *std::move(problem);
  return effects.Take(kShipments, PathOf(shipment.name()), shipment);
}

absl::Status ValidatePickShipment(const v1::PickShipmentRequest& request) {
  std::set<std::string> lots;
  for (int i = 0; i < request.lots_size(); ++i) {
    const std::string& lot = request.lots(i).lot();
    if (lots.insert(lot).second) continue;
    return rpc::InvalidField(Concat("lots[", i, "].lot"), "LISTED_TWICE",
                             {{"found", lot}});
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfPickShipment(const v1::PickShipmentRequest& request) {
  return NeedsOf(request.name());
}

MaybeDecision SetAside(
    const std::vector<v1::PickShipmentRequest::NamedLot>& lots,
    v1::Shipment& shipment, EffectsBuilder& effects, State& state) {
  std::map<std::string, LinePicker::NamedLots> named;
  for (const auto& lot : lots) {
    named[lot.lot().substr(0, lot.lot().rfind("/lots/"))].push_back(lot);
  }
  for (v1::Shipment::Line& line : *shipment.mutable_lines()) {
    const auto of_line = named.extract(line.item());
    auto problem =
        LinePicker(shipment, line, effects, state)
            .Pick(of_line.empty() ? LinePicker::NamedLots() : of_line.mapped());
    if (problem.has_value()) return problem;
  }
  if (!named.empty()) {
    return Refuse("NOT_IN_SHIPMENT", {{"shipment", shipment.name()},
                                      {"item", named.begin()->first}});
  }
  shipment.mutable_pick()->set_subject(effects.context().subject);
  *shipment.mutable_pick()->mutable_record_time() =
      RecordTimeOf(effects.context());
  SetFigures(shipment);
  return std::nullopt;
}

Decision DecidePickShipment(const v1::PickShipmentRequest& request,
                            const DecisionContext& context, State& state) {
  auto found = FindHolding(request.name(), state);
  if (auto* problem = std::get_if<Decision>(&found)) {
    return std::move(*problem);
  }
  auto& shipment = std::get<v1::Shipment>(found);
  EffectsBuilder effects(context, state);
  auto problem = SetAside({request.lots().begin(), request.lots().end()},
                          shipment, effects, state);
  if (problem.has_value()) return *std::move(problem);
  return effects.Take(kShipments, PathOf(shipment.name()), shipment);
}

ledger::Needs NeedsOfShipShipment(const v1::ShipShipmentRequest& request) {
  return NeedsOf(request.name());
}

Decision DecideShipShipment(const v1::ShipShipmentRequest& request,
                            const DecisionContext& context, State& state) {
  if (absl::Status ahead =
          CheckNotAhead(request.ship_time(), "ship_time", context);
      !ahead.ok()) {
    return ahead;
  }
  auto found = FindHolding(request.name(), state);
  if (auto* problem = std::get_if<Decision>(&found)) {
    return std::move(*problem);
  }
  auto& shipment = std::get<v1::Shipment>(found);
  EffectsBuilder effects(context, state);
  std::vector<int> places;
  v1::Movement movement = LeavingOf(shipment, request, places);
  for (v1::Shipment::Line& line : *shipment.mutable_lines()) {
    Hold(LineOf(shipment, line), PathOf(shipment.name()), 0, {}, effects);
    line.set_reserved(0);
  }
  const std::string id = context.NewId();
  auto problem = AddMovement(StoreOf(shipment), id, movement, effects, state);
  if (problem.has_value()) return *std::move(problem);
  effects.Set(kMovements, PathOf(movement.name()), movement);
  TakeOver(movement, places, shipment, state);
  v1::Shipment::Shipping& shipping = *shipment.mutable_shipping();
  *shipping.mutable_ship_time() = request.ship_time();
  shipping.set_carrier(request.carrier());
  shipping.set_movement(movement.name());
  shipping.set_subject(context.subject);
  *shipping.mutable_record_time() = RecordTimeOf(context);
  SetFigures(shipment);
  return effects.Take(kShipments, PathOf(shipment.name()), shipment);
}

ledger::Needs NeedsOfCancelShipment(const v1::CancelShipmentRequest& request) {
  return NeedsOf(request.name());
}

MaybeDecision EndShipment(v1::Shipment& shipment, const std::string& reason,
                          EffectsBuilder& effects) {
  if (!IsWaiting(shipment)) return NotOpen(shipment);
  for (v1::Shipment::Line& line : *shipment.mutable_lines()) {
    Hold(LineOf(shipment, line), PathOf(shipment.name()), 0, {}, effects);
    line.set_reserved(0);
  }
  v1::Shipment::Cancellation& cancellation = *shipment.mutable_cancellation();
  cancellation.set_reason(reason);
  cancellation.set_subject(effects.context().subject);
  *cancellation.mutable_record_time() = RecordTimeOf(effects.context());
  SetFigures(shipment);
  effects.Set(kShipments, PathOf(shipment.name()), shipment);
  return std::nullopt;
}

Decision DecideCancelShipment(const v1::CancelShipmentRequest& request,
                              const DecisionContext& context, State& state) {
  auto shipment = state.Get<v1::Shipment>(kShipments, PathOf(request.name()));
  if (!shipment.has_value()) {
    return Missing("SHIPMENT_NOT_FOUND", request.name());
  }
  EffectsBuilder effects(context, state);
  if (auto problem = EndShipment(*shipment, request.reason(), effects)) {
    return *std::move(problem);
  }
  TellRequisition(*shipment, {}, effects);
  return effects.Take(kShipments, PathOf(shipment->name()), *shipment);
}

}  // namespace epiledger::supplies
