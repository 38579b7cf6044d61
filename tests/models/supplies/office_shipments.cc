// Goods that are to go from one store to another.
#include <algorithm>

#include "tests/models/supplies/offer.h"
#include "tests/models/supplies/office.h"
#include "tests/models/supplies/reserve.h"

namespace epiledger::goods {

std::vector<WantedLine> Office::AnyWanted(const std::string& from) {
  std::vector<WantedLine> lines;
  for (const auto& [item, unused] : notes_.items) {
    const int64_t free = FreeNow(notes_, {from, item});
    if (free == 0 && !dice_.Chance(15)) continue;
    if (!lines.empty() && dice_.Chance(60)) continue;
    // Often less, so that something is left for another one.
    lines.push_back({item, free > 1 && dice_.Chance(50)
                               ? dice_.Between(1, free - 1)
                               : dice_.Near(free)});
  }
  if (lines.empty()) lines.push_back({AnyItem(), dice_.Between(1, 3)});
  return lines;
}

std::string Office::OtherStore(const std::string& store) {
  std::vector<std::string> others;
  for (const std::string& other : notes_.stores) {
    if (other != store) others.push_back(other);
  }
  return dice_.OneOf(others);
}

Request Office::NewShipment() {
  MakeShipment one;
  one.store = AnyStocked().first;
  one.to = OtherStore(one.store);
  one.lines = AnyWanted(one.store);
  MayGoWrong<MakeShipment>(
      {
          [](MakeShipment& asked) { asked.to = asked.store; },
          [](MakeShipment& asked) { asked.to = "hospital/cellar"; },
          [](MakeShipment& asked) {
            asked.lines.push_back(asked.lines.front());
          },
          [](MakeShipment& asked) { asked.lines.back().item = "hats"; },
      },
      one);
  return one;
}

std::vector<std::string> Office::ShipmentsIn(
    std::initializer_list<ShipmentState> states) const {
  std::vector<std::string> labels;
  for (const auto& [label, versions] : notes_.shipments) {
    const ShipmentState state = versions.Now()->State();
    if (std::find(states.begin(), states.end(), state) != states.end()) {
      labels.push_back(label);
    }
  }
  return labels;
}

std::string Office::AnyShipment(std::initializer_list<ShipmentState> states) {
  const auto fitting = ShipmentsIn(states);
  if (!fitting.empty() && dice_.Chance(92)) return dice_.OneOf(fitting);
  std::vector<std::string> all;
  for (const auto& [label, versions] : notes_.shipments) all.push_back(label);
  if (all.empty() || dice_.Chance(20)) return "s0";
  return dice_.OneOf(all);
}

Request Office::NewPick() {
  if (IsMostlyNone(ShipmentsIn(kWaiting))) return NewShipment();
  Pick one;
  one.shipment = AnyShipment(kWaiting);
  const auto found = notes_.shipments.find(one.shipment);
  if (found == notes_.shipments.end() || dice_.Chance(50)) return one;
  const NotedShipment& shipment = *found->second.Now();
  for (const ShipmentLine& line : shipment.lines) {
    const LineName name = {shipment.store, line.item};
    const Hold* hold = notes_.HoldsOf(name).For(one.shipment);
    const int64_t held = hold == nullptr ? 1 : hold->pieces;
    Pick::Named named;
    named.lot = AnyLot(line.item);
    std::vector<std::string> there;
    for (const auto& [lot, amount] : notes_.LineOf(name).LotsAt(kEnd)) {
      if (amount > 0) there.push_back(lot);
    }
    if (!there.empty() && dice_.Chance(90)) named.lot = dice_.OneOf(there);
    const int64_t loose =
        Offer(notes_, name, kEnd, one.shipment).OfNamed(named.lot);
    named.pieces = dice_.Near(std::max<int64_t>(1, std::min(held, loose)));
    named.is_overridden = dice_.Chance(30);
    one.lots.push_back(named);
  }
  MayGoWrong<Pick>(
      {
          [](Pick& asked) { asked.lots.back().lot = "masks/nowhere"; },
          [](Pick& asked) { asked.lots.push_back(asked.lots.front()); },
          [this](Pick& asked) { asked.lots.back().lot = AnyLot(AnyItem()); },
          [](Pick& asked) { asked.lots.back().lot = "hats/nowhere"; },
          [](Pick& asked) { asked.shipment = "s0"; },
      },
      one);
  return one;
}

Request Office::NewShipping() {
  if (IsMostlyNone(ShipmentsIn(kWaiting))) return NewShipment();
  Ship one;
  one.shipment = AnyShipment(kWaiting);
  one.hour = dice_.Chance(60)
                 ? notes_.now - static_cast<int>(dice_.Between(0, 20))
                 : AnyHour();
  MayGoWrong<Ship>({[this](Ship& asked) { asked.hour = Ahead(); }}, one);
  return one;
}

Request Office::NewCancelling() {
  return CancelShipment{AnyShipment(kWaiting)};
}

}  // namespace epiledger::goods
