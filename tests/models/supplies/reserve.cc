#include "tests/models/supplies/reserve.h"

#include <algorithm>

#include "tests/models/supplies/offer.h"
#include "tests/models/supplies/record.h"
#include "tests/models/supplies/settle.h"

namespace epiledger::goods {

int64_t FreeNow(const Notes& notes, const LineName& name) {
  return SumOf(Offer(notes, name, kEnd, "").AtMost(Offer::Of::kGivenOut));
}

PickPlan PlanPick(const Notes& notes, const LineName& name,
                  const std::string& shipment, const std::vector<Pieces>& named,
                  int64_t rest) {
  Offer offer(notes, name, kEnd, shipment);
  PickPlan plan;
  for (const Pieces& lot : named) {
    const int64_t available = offer.OfNamed(lot.lot);
    if (available < lot.amount) return {available, {}};
    offer.Take(lot.lot, lot.amount);
    AddPieces(plan.lots, lot.lot, lot.amount);
  }
  const std::vector<Pieces> others = offer.AtMost(Offer::Of::kGivenOut);
  if (SumOf(others) < rest) return {SumOf(others), {}};
  for (const Pieces& lot : others) {
    const int64_t some = std::min(rest, lot.amount);
    if (some == 0) continue;
    AddPieces(plan.lots, lot.lot, some);
    rest -= some;
  }
  return plan;
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
    AddTask({kBrokenReservation, name.first, name.second, youngest.shipment},
            some, sequence, notes);
    notes.shipments.at(youngest.shipment).Set(sequence, std::move(shipment));
    if (youngest.pieces > 0) break;
    holds.all.pop_back();
  }
  if (!broken.empty()) notes.holds[name].Set(sequence, std::move(holds));
  return broken;
}

}  // namespace epiledger::goods
