#include "tests/models/supplies/reserve.h"

#include <algorithm>

#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

bool IsGivenOut(const Notes& notes, const LineName& name,
                const std::string& lot) {
  return WhyWithheld(notes, name.first, lot, Point{.hour = notes.now}) ==
         Withheld::kNot;
}

// Of the line, in the order of use.
std::vector<Pieces> LotsNow(const Notes& notes, const LineName& name) {
  std::vector<Pieces> lots;
  for (const auto& [lot, amount] : notes.LineOf(name).LotsAt(kEnd)) {
    lots.push_back({lot, amount});
  }
  std::sort(lots.begin(), lots.end(), [&](const auto& one, const auto& other) {
    return notes.lots.at(one.lot).Rank() < notes.lots.at(other.lot).Rank();
  });
  return lots;
}

}  // namespace

int64_t FreeNow(const Notes& notes, const LineName& name) {
  const Holds& holds = notes.HoldsOf(name);
  int64_t free = -holds.Unpicked();
  for (const Pieces& pieces : LotsNow(notes, name)) {
    if (!IsGivenOut(notes, name, pieces.lot)) continue;
    free += pieces.amount - holds.SetAside(pieces.lot);
  }
  return std::max<int64_t>(0, free);
}

int64_t LooseNow(const Notes& notes, const LineName& name,
                 const std::string& lot, const std::string& shipment) {
  const auto lots = notes.LineOf(name).LotsAt(kEnd);
  const auto found = lots.find(lot);
  if (found == lots.end()) return 0;
  return std::max<int64_t>(
      0, found->second - notes.HoldsOf(name).SetAside(lot, shipment));
}

std::vector<Pieces> LotsToSetAside(const Notes& notes, const LineName& name,
                                   const std::string& shipment, int64_t amount,
                                   const std::vector<Pieces>& named) {
  std::vector<Pieces> taken;
  for (const Pieces& pieces : LotsNow(notes, name)) {
    if (!IsGivenOut(notes, name, pieces.lot)) continue;
    int64_t loose = LooseNow(notes, name, pieces.lot, shipment);
    for (const Pieces& one : named) {
      if (one.lot == pieces.lot) loose -= one.amount;
    }
    const int64_t some = std::min(amount, loose);
    if (some <= 0) continue;
    taken.push_back({pieces.lot, some});
    amount -= some;
  }
  return taken;
}

std::vector<Broken> BreakHolds(const LineName& name, int64_t sequence,
                               Notes& notes) {
  std::vector<Broken> broken;
  Holds holds = notes.HoldsOf(name);
  int64_t lacking = holds.Sum() - notes.LineOf(name).StockAt(kEnd);
  while (lacking > 0 && !holds.all.empty()) {
    Hold& youngest = holds.all.back();
    const int64_t some = std::min(lacking, youngest.pieces);
    broken.push_back({youngest.shipment, some});
    lacking -= some;
    youngest.pieces -= some;
    // It has to be picked anew.
    youngest.lots.clear();
    NotedShipment shipment = *notes.shipments.at(youngest.shipment).Now();
    for (ShipmentLine& line : shipment.lines) {
      if (line.item == name.second) line.lapsed += some;
    }
    shipment.is_picked = false;
    notes
        .tasks[{kBrokenReservation, name.first, name.second, youngest.shipment}]
        .Set(sequence, some);
    notes.shipments.at(youngest.shipment).Set(sequence, std::move(shipment));
    if (youngest.pieces > 0) break;
    holds.all.pop_back();
  }
  if (!broken.empty()) notes.holds[name].Set(sequence, std::move(holds));
  return broken;
}

}  // namespace epiledger::goods
