// Goods of a shipment that arrive, and those that go back.
#include <algorithm>

#include "tests/models/supplies/office.h"

namespace epiledger::goods {

int Office::HourFrom(int first) {
  if (first >= notes_.now) return notes_.now;
  return static_cast<int>(dice_.Between(first, notes_.now));
}

Arrival::Line Office::AnyArrived(const std::string& item,
                                 const ShippedLot& lot) {
  Arrival::Line line;
  line.item = item;
  if (dice_.Chance(40)) line.lot = lot.lot;
  const int64_t there = std::max<int64_t>(1, lot.on_its_way());
  int64_t rejected = 0;
  if (dice_.Chance(60)) {
    Rejection one;
    one.reason = static_cast<int>(dice_.Between(kNotInParcel, kOtherRejection));
    one.pieces = dice_.Between(1, there);
    if (dice_.Chance(80)) one.note = "seen";
    rejected = one.pieces;
    line.rejections.push_back(one);
  }
  if (dice_.Chance(80)) {
    line.accepted = std::max<int64_t>(0, dice_.Near(there) - rejected);
  }
  return line;
}

// Mostly any from the one it left at; now and then right before a count that
// found too much, which was given out since.
int Office::HourOfArrival(const NotedShipment& shipment) {
  const int left = shipment.ship_hour.value_or(0);
  std::vector<int> found;
  for (const ShipmentLine& line : shipment.lines) {
    for (const auto& [hour, finding] :
         notes_.LineOf({shipment.to, line.item}).findings) {
      if (finding.surplus() > 0 && hour >= left) found.push_back(hour);
    }
  }
  if (!found.empty() && dice_.Chance(50)) return dice_.OneOf(found);
  return std::max(0, HourFrom(left - static_cast<int>(dice_.Between(0, 3))));
}

Request Office::NewArrival() {
  if (IsMostlyNone(ShipmentsIn(kThere))) return NewShipping();
  Arrival one;
  one.shipment = AnyShipment(kThere);
  one.store = AnyStore();
  one.hour = AnyHour();
  one.is_all = dice_.Chance(35);
  const auto found = notes_.shipments.find(one.shipment);
  if (found == notes_.shipments.end()) {
    one.is_all = true;
    return one;
  }
  const NotedShipment& shipment = *found->second.Now();
  one.store = shipment.to;
  one.hour = HourOfArrival(shipment);
  if (!one.is_all) {
    for (const ShipmentLine& line : shipment.lines) {
      for (const ShippedLot& lot : shipment.LotsOf(line.item)) {
        if (!one.lines.empty() && dice_.Chance(60)) continue;
        one.lines.push_back(AnyArrived(line.item, lot));
      }
    }
    if (one.lines.empty()) one.lines.push_back({AnyItem(), "", 1, {}});
  }
  MayGoWrong<Arrival>(
      {
          [this](Arrival& asked) { asked.store = OtherStore(asked.store); },
          [](Arrival& asked) { asked.store = "hospital/cellar"; },
          [this](Arrival& asked) { asked.hour = Ahead(); },
          [](Arrival& asked) { asked.is_all = !asked.is_all; },
          [](Arrival& asked) {
            if (asked.lines.empty()) return;
            asked.lines.back().accepted.reset();
            asked.lines.back().rejections.clear();
          },
          [this](Arrival& asked) {
            if (asked.lines.empty()) return;
            asked.lines.back().lot = AnyLotOfOther(asked.lines.back().item);
          },
          [](Arrival& asked) {
            if (asked.lines.empty()) return;
            asked.lines.back().item = "hats";
            asked.lines.back().lot.clear();
          },
      },
      one);
  return one;
}

Request Office::NewTakingBack() {
  if (IsMostlyNone(ShipmentsIn(kBack))) return NewArrival();
  TakeBack one;
  one.shipment = AnyShipment(kBack);
  one.hour = AnyHour();
  const auto found = notes_.shipments.find(one.shipment);
  if (found == notes_.shipments.end()) {
    one.lines.push_back({AnyItem(), "", 1, 0, ""});
    return one;
  }
  const NotedShipment& shipment = *found->second.Now();
  int last = 0;
  for (const Settlement& settled : shipment.settlements) {
    last = std::max(last, settled.hour);
  }
  if (dice_.Chance(80)) one.hour = HourFrom(last);
  for (const ShipmentLine& line : shipment.lines) {
    for (const ShippedLot& lot : shipment.LotsOf(line.item)) {
      if (lot.returning() == 0 && dice_.Chance(90)) continue;
      TakeBack::Line told;
      told.item = line.item;
      if (dice_.Chance(40)) told.lot = lot.lot;
      told.pieces = dice_.Near(std::max<int64_t>(1, lot.returning()));
      if (dice_.Chance(35)) {
        told.loss_reason = dice_.Chance(40)
                               ? kOtherLoss
                               : static_cast<int>(dice_.Between(1, kOtherLoss));
      }
      if (dice_.Chance(70)) told.note = "seen";
      one.lines.push_back(told);
      break;
    }
  }
  if (one.lines.empty()) one.lines.push_back({AnyItem(), "", 1, 0, ""});
  MayGoWrong<TakeBack>({
                           [this](TakeBack& asked) { asked.hour = Ahead(); },
                           [this](TakeBack& asked) {
                             asked.lines.back().lot =
                                 AnyLotOfOther(asked.lines.back().item);
                           },
                           [](TakeBack& asked) {
                             asked.lines.back().item = "hats";
                             asked.lines.back().lot.clear();
                           },
                       },
                       one);
  return one;
}

}  // namespace epiledger::goods
