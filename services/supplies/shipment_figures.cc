#include "services/supplies/shipment_figures.h"

#include <algorithm>
#include <array>
#include <limits>

#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using ledger::Amount;
using v1::Shipment;
using Settlement = v1::Shipment::Settlement;

// The item of a lot's name.
std::string_view ItemOfLot(std::string_view lot) {
  return lot.substr(0, lot.rfind("/lots/"));
}

bool IsBack(const Settlement& settlement) {
  return settlement.kind() == Settlement::KIND_TAKEN_BACK ||
         settlement.kind() == Settlement::KIND_WRITTEN_OFF;
}

bool IsMissing(const Settlement& settlement) {
  return settlement.kind() == Settlement::KIND_REJECTED &&
         settlement.rejection_reason() == v1::REJECTION_REASON_MISSING;
}

void AddTo(Shipment::Line& line, const Settlement& settlement) {
  const Amount amount = settlement.quantity();
  if (IsBack(settlement)) {
    line.set_returning(line.returning() - amount);
    line.set_in_transit(line.in_transit() - amount);
  } else if (settlement.kind() == Settlement::KIND_ACCEPTED) {
    line.set_accepted(line.accepted() + amount);
    line.set_in_transit(line.in_transit() - amount);
  } else if (IsMissing(settlement)) {
    line.set_not_arrived(line.not_arrived() + amount);
    line.set_in_transit(line.in_transit() - amount);
  } else {
    line.set_rejected(line.rejected() + amount);
    line.set_returning(line.returning() + amount);
  }
}

void SetLineFigures(const Shipment& shipment, Shipment::Line& line) {
  Amount shipped = 0;
  if (shipment.has_shipping()) {
    for (const Shipment::ShipmentLot& lot : line.lots()) {
      shipped += lot.quantity();
    }
  }
  line.set_shipped(shipped);
  line.set_accepted(0);
  line.set_not_arrived(0);
  line.set_rejected(0);
  line.set_returning(0);
  line.set_in_transit(shipped);
  for (const Settlement& settlement : shipment.settlements()) {
    if (ItemOfLot(settlement.lot()) == line.item()) AddTo(line, settlement);
  }
}

Shipment::State StateOf(const Shipment& shipment) {
  if (shipment.has_cancellation()) return Shipment::STATE_CANCELLED;
  if (!shipment.has_shipping()) {
    return shipment.has_pick() ? Shipment::STATE_PICKED
                               : Shipment::STATE_RESERVED;
  }
  Amount in_transit = 0;
  Amount returning = 0;
  for (const Shipment::Line& line : shipment.lines()) {
    in_transit += line.in_transit();
    returning += line.returning();
  }
  if (in_transit == 0) return Shipment::STATE_RECEIVED;
  if (in_transit == returning) return Shipment::STATE_RETURNING;
  return shipment.settlements().empty() ? Shipment::STATE_SHIPPED
                                        : Shipment::STATE_PARTLY_RECEIVED;
}

// Whether an act that was recorded at `time` was still to come.
template <typename Act>
bool IsLater(const Act& act, int64_t position) {
  return ToPosition(act.record_time()) > position;
}

// What a settlement adds to what is on that leg, or takes off it.
Amount ChangeOnLeg(const Settlement& settlement, Leg leg) {
  const Amount amount = settlement.quantity();
  if (leg == Leg::kThere) return IsBack(settlement) ? 0 : -amount;
  if (IsBack(settlement)) return -amount;
  const bool comes_back =
      settlement.kind() == Settlement::KIND_REJECTED && !IsMissing(settlement);
  return comes_back ? amount : 0;
}

// What is on that leg at the end of `position`, by the name of the lot.
std::map<std::string, Amount> OnLegAt(const Shipment& shipment, Leg leg,
                                      int64_t position) {
  std::map<std::string, Amount> amounts;
  if (!shipment.has_shipping()) return amounts;
  for (const Shipment::Line& line : shipment.lines()) {
    for (const Shipment::ShipmentLot& lot : line.lots()) {
      amounts[lot.lot()] += leg == Leg::kThere ? lot.quantity() : 0;
    }
  }
  for (const Settlement& settlement : shipment.settlements()) {
    if (ToPosition(settlement.settle_time()) > position) continue;
    amounts[settlement.lot()] += ChangeOnLeg(settlement, leg);
  }
  return amounts;
}

}  // namespace

void SetFigures(Shipment& shipment) {
  for (Shipment::Line& line : *shipment.mutable_lines()) {
    SetLineFigures(shipment, line);
  }
  shipment.set_state(StateOf(shipment));
}

bool ShowAt(int64_t position, Shipment& shipment) {
  const bool has_left = shipment.has_shipping() &&
                        ToPosition(shipment.shipping().ship_time()) <= position;
  // One that left before it was recorded was there when it left.
  if (!has_left && ToPosition(shipment.create_time()) > position) return false;
  if (!has_left) shipment.clear_shipping();
  if (IsLater(shipment.cancellation(), position)) {
    shipment.clear_cancellation();
  }
  if (!has_left && IsLater(shipment.pick(), position)) shipment.clear_pick();
  auto& settlements = *shipment.mutable_settlements();
  settlements.erase(
      std::remove_if(settlements.begin(), settlements.end(),
                     [position](const Settlement& settlement) {
                       return ToPosition(settlement.settle_time()) > position;
                     }),
      settlements.end());
  for (Shipment::Line& line : *shipment.mutable_lines()) {
    if (!has_left && !shipment.has_pick()) line.clear_lots();
  }
  SetFigures(shipment);
  for (Shipment::Line& line : *shipment.mutable_lines()) {
    line.set_reserved(IsWaiting(shipment) ? line.total() - line.lapsed() : 0);
  }
  return true;
}

std::string_view WordOf(Shipment::State state) {
  static constexpr std::array<std::string_view, 8> kWords = {
      "shipment_unspecified", "shipment_reserved",        "shipment_picked",
      "shipment_shipped",     "shipment_partly_received", "shipment_returning",
      "shipment_received",    "shipment_cancelled"};
  static_assert(kWords.size() == Shipment::State_ARRAYSIZE);
  return kWords[state];
}

bool IsWaiting(const Shipment& shipment) {
  return shipment.state() == Shipment::STATE_RESERVED ||
         shipment.state() == Shipment::STATE_PICKED;
}

bool IsInTransit(const Shipment& shipment) {
  return shipment.state() == Shipment::STATE_SHIPPED ||
         shipment.state() == Shipment::STATE_PARTLY_RECEIVED ||
         shipment.state() == Shipment::STATE_RETURNING;
}

std::map<std::string, Amount> OnLeg(const Shipment& shipment, Leg leg) {
  return OnLegAt(shipment, leg, std::numeric_limits<int64_t>::max());
}

std::map<std::string, Amount> BackFrom(const Shipment& shipment,
                                       int64_t position) {
  std::map<std::string, Amount> amounts =
      OnLegAt(shipment, Leg::kBack, position);
  std::map<std::string, Amount> least = amounts;
  // What is settled at one time is there together.
  std::map<int64_t, std::map<std::string, Amount>> later;
  for (const Settlement& settlement : shipment.settlements()) {
    const int64_t time = ToPosition(settlement.settle_time());
    if (time <= position) continue;
    later[time][settlement.lot()] += ChangeOnLeg(settlement, Leg::kBack);
  }
  for (const auto& [time, changes] : later) {
    for (const auto& [lot, change] : changes) {
      Amount& of_lot = least[lot];
      of_lot = std::min(of_lot, amounts[lot] += change);
    }
  }
  return least;
}

}  // namespace epiledger::supplies
