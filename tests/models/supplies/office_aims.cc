// Requests that would come up too rarely by chance.
#include <algorithm>

#include "tests/models/supplies/office.h"
#include "tests/models/supplies/settle.h"
#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

// Lines of which something is held back.
std::vector<LineName> HeldLines(const Notes& notes) {
  std::vector<LineName> held;
  for (const auto& [name, versions] : notes.holds) {
    if (!versions.Now()->all.empty()) held.push_back(name);
  }
  return held;
}

// Shipments that wait to leave, and that nothing is held for any more.
std::vector<std::string> EmptyShipments(const Notes& notes) {
  std::vector<std::string> empty;
  for (const auto& [label, versions] : notes.shipments) {
    const NotedShipment& shipment = *versions.Now();
    const bool holds =
        std::any_of(shipment.lines.begin(), shipment.lines.end(),
                    [&, &shipment_label = label](const ShipmentLine& line) {
                      return notes.HoldsOf({shipment.store, line.item})
                                 .For(shipment_label) != nullptr;
                    });
    if (shipment.is_waiting() && !holds) empty.push_back(label);
  }
  return empty;
}

}  // namespace

// The count then takes others in its place, and less is there than is held.
Request Office::NewChoiceBeforeCount() {
  const std::vector<LineName> held = HeldLines(notes_);
  if (held.empty()) return NewShipment();
  const LineName name = dice_.OneOf(held);
  const Line& line = notes_.LineOf(name);
  std::vector<int> used;
  for (const auto& [hour, finding] : line.findings) {
    if (finding.use() > 0) used.push_back(hour);
  }
  if (used.empty()) return NewCount();
  const int counted = dice_.OneOf(used);
  const int hour = std::max(0, counted - static_cast<int>(dice_.Between(0, 3)));
  if (dice_.Chance(30)) {
    // One that was not picked takes what others have set aside.
    std::vector<std::string> unpicked;
    for (const Hold& hold : notes_.HoldsOf(name).all) {
      if (hold.lots.empty()) unpicked.push_back(hold.shipment);
    }
    if (unpicked.empty()) return NewShipment();
    return Ship{dice_.OneOf(unpicked), dice_.Chance(70) ? used.back() : hour};
  }
  std::vector<std::string> boxes;
  for (const Hold& hold : notes_.HoldsOf(name).all) {
    for (const Pieces& box : hold.lots) boxes.push_back(box.lot);
  }
  Move move;
  move.kind = dice_.Chance(50) ? MoveKind::kIssue : MoveKind::kSendBack;
  move.store = name.first;
  move.hour = hour;
  MoveLine taken;
  taken.item = name.second;
  const Takeable takeable =
      TakeableAt(line, name.second, notes_.lots, move.hour);
  if (!boxes.empty()) taken.lot = dice_.OneOf(boxes);
  taken.pieces = dice_.Between(
      1,
      std::max<int64_t>(1, taken.lot.empty() ? line.findings.at(counted).use()
                                             : takeable.Of(taken.lot)));
  move.lines.push_back(taken);
  return move;
}

Request Office::NewLateShipping() {
  std::vector<std::string> late;
  for (const std::string& label : ShipmentsIn(kWaiting)) {
    const NotedShipment& shipment = *notes_.shipments.at(label).Now();
    const auto is_expired = [&](const Pieces& lot) {
      return IsExpired(notes_.lots.at(lot.lot), notes_.now) &&
             std::find(shipment.overridden.begin(), shipment.overridden.end(),
                       lot.lot) == shipment.overridden.end();
    };
    for (const ShipmentLine& line : shipment.lines) {
      const Hold* hold = notes_.HoldsOf({shipment.store, line.item}).For(label);
      if (hold != nullptr &&
          std::any_of(hold->lots.begin(), hold->lots.end(), is_expired)) {
        late.push_back(label);
      }
    }
  }
  if (late.empty()) return NewPick();
  return Ship{dice_.OneOf(late), notes_.now};
}

Request Office::NewShippingBeforeCount() {
  struct Case {
    LineName name;
    int hour;
    std::string used_lot;
    std::vector<std::string> unpicked;
    bool has_picked = false;
  };
  std::vector<Case> cases;
  for (const LineName& name : HeldLines(notes_)) {
    for (const auto& [hour, finding] : notes_.LineOf(name).findings) {
      if (hour == 0 || finding.use() == 0) continue;
      Case one = {name, hour - 1, finding.booked.front().lot, {}};
      for (const Hold& hold : notes_.HoldsOf(name).all) {
        if (hold.lots.empty()) one.unpicked.push_back(hold.shipment);
        one.has_picked |= !hold.lots.empty();
      }
      cases.push_back(one);
    }
  }
  if (cases.empty()) return NewShipment();
  const Case one = dice_.OneOf(cases);
  if (one.unpicked.empty()) {
    return MakeShipment{one.name.first,
                        OtherStore(one.name.first),
                        {{one.name.second, dice_.Between(1, 2)}}};
  }
  if (!one.has_picked) return Pick{dice_.OneOf(one.unpicked), {}};
  const bool is_withheld =
      WhyWithheld(notes_, one.name.first, one.used_lot,
                  Point{.hour = one.hour}) != Withheld::kNot;
  if (is_withheld) return Ship{dice_.OneOf(one.unpicked), one.hour};
  return Quarantine{one.name.first, one.used_lot, one.hour};
}

// What a store found too much is given out; then goods arrive that explain what
// was found.
Request Office::NewExplainingArrival() {
  const auto labels = ShipmentsIn(kThere);
  if (labels.empty()) return NewShipping();
  Arrival one;
  one.shipment = dice_.OneOf(labels);
  const NotedShipment& shipment = *notes_.shipments.at(one.shipment).Now();
  one.store = shipment.to;
  const std::string item = dice_.OneOf(shipment.lines).item;
  const Line& line = notes_.LineOf({shipment.to, item});
  const Finding* found = nullptr;
  for (const auto& [hour, finding] : line.findings) {
    if (hour < *shipment.ship_hour || finding.surplus() == 0) continue;
    found = &finding;
    one.hour = hour;
  }
  if (found == nullptr) {
    Count count;
    count.store = shipment.to;
    count.hour = HourFrom(*shipment.ship_hour);
    CountLine counted;
    counted.item = item;
    counted.pieces = line.ExpectedAt(count.hour) + dice_.Between(1, 3);
    counted.is_confirmed = true;
    count.lines.push_back(counted);
    return count;
  }
  const std::string& lot = found->booked.back().lot;
  const int64_t there = line.LotsAt(kEnd)[lot];
  if (there > 0) {
    Move loss;
    loss.kind = MoveKind::kLose;
    loss.store = shipment.to;
    loss.hour = notes_.now;
    loss.loss_reason = 1;
    MoveLine lost;
    lost.item = item;
    lost.lot = lot;
    lost.pieces = there;
    loss.lines.push_back(lost);
    return loss;
  }
  one.is_all = dice_.Chance(50);
  if (one.is_all) return one;
  for (const ShippedLot& of : shipment.LotsOf(item)) {
    if (of.on_its_way() == 0) continue;
    one.lines.push_back({item, of.lot, of.on_its_way(), {}});
  }
  if (one.lines.empty()) one.is_all = true;
  return one;
}

Request Office::NewBreaking() {
  const std::vector<std::string> empty = EmptyShipments(notes_);
  if (!empty.empty() && dice_.Chance(70)) {
    const std::string label = dice_.OneOf(empty);
    if (dice_.Chance(30)) return Ship{label, notes_.now};
    Pick pick = {label, {}};
    const NotedShipment& shipment = *notes_.shipments.at(label).Now();
    if (dice_.Chance(70)) {
      const std::string& item = shipment.lines.front().item;
      pick.lots.push_back({AnyLot(item), dice_.Between(1, 3), false});
    }
    return pick;
  }
  const std::vector<LineName> held = HeldLines(notes_);
  if (held.empty()) return NewShipment();
  const LineName name = dice_.OneOf(held);
  Count count;
  count.store = name.first;
  count.hour = notes_.now - static_cast<int>(dice_.Between(0, 2));
  CountLine line;
  line.item = name.second;
  line.pieces =
      std::max<int64_t>(0, notes_.HoldsOf(name).Sum() - dice_.Between(1, 8));
  line.is_confirmed = true;
  count.lines.push_back(line);
  return count;
}

}  // namespace epiledger::goods
