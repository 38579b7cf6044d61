// What speaks against the steps of a shipment.
#include <algorithm>
#include <set>

#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/reserve.h"
#include "tests/models/supplies/settle.h"
#include "tests/models/supplies/trial.h"
#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

const NotedShipment* FindShipment(const Notes& notes, const std::string& label,
                                  Verdict& verdict) {
  const auto found = notes.shipments.find(label);
  if (verdict.RefuseIf(found == notes.shipments.end(), "SHIPMENT_NOT_FOUND")) {
    return nullptr;
  }
  return found->second.Now();
}

// One that has not left, and holds something back.
const NotedShipment* FindWaiting(const Notes& notes, const std::string& label,
                                 Verdict& verdict) {
  const NotedShipment* shipment = FindShipment(notes, label, verdict);
  if (shipment == nullptr ||
      verdict.RefuseIf(!shipment->is_waiting(), "SHIPMENT_NOT_OPEN")) {
    return nullptr;
  }
  return shipment;
}

const Hold* HoldOf(const Notes& notes, const NotedShipment& shipment,
                   const std::string& label, const std::string& item) {
  return notes.HoldsOf({shipment.store, item}).For(label);
}

bool HoldsSomething(const Notes& notes, const NotedShipment& shipment,
                    const std::string& label) {
  return std::any_of(shipment.lines.begin(), shipment.lines.end(),
                     [&](const ShipmentLine& line) {
                       return HoldOf(notes, shipment, label, line.item) !=
                              nullptr;
                     });
}

void JudgeNamed(const Notes& notes, const LineName& name,
                const Pick::Named& named, Verdict& verdict) {
  verdict.RefuseIf(
      !named.is_overridden && IsExpired(notes.lots.at(named.lot), notes.now),
      "EXPIRED_LOT");
  verdict.RefuseIf(
      IsQuarantined(notes, name.first, named.lot, Point{.hour = notes.now}),
      "LOT_QUARANTINED");
}

// The lots that were named for an item and, beyond them, those whose turn it
// is.
void JudgePickLine(const Notes& notes, const NotedShipment& shipment,
                   const Pick& asked, const std::string& item,
                   Verdict& verdict) {
  const LineName name = {shipment.store, item};
  int64_t told = 0;
  std::vector<Pieces> named;
  for (const Pick::Named& one : asked.lots) {
    if (!one.lot.starts_with(item + "/")) continue;
    told += one.pieces;
    if (!notes.lots.contains(one.lot)) continue;
    named.push_back({one.lot, one.pieces});
    JudgeNamed(notes, name, one, verdict);
  }
  const Hold* hold = HoldOf(notes, shipment, asked.shipment, item);
  const int64_t held = hold == nullptr ? 0 : hold->pieces;
  if (verdict.RefuseIf(told > held, "PICKED_TOO_MUCH")) return;
  const PickPlan plan =
      PlanPick(notes, name, asked.shipment, named, held - told);
  verdict.RefuseIf(plan.available.has_value(), "STOCK_SHORT", plan.available);
}

}  // namespace

void JudgeForm(const MakeShipment& asked, Verdict& verdict) {
  verdict.RejectIf(asked.store == asked.to, "SAME_STORE");
  std::set<std::string> listed;
  for (const WantedLine& line : asked.lines) {
    verdict.RejectIf(!listed.insert(line.item).second, "LISTED_TWICE");
  }
}

void JudgeForm(const Pick& asked, Verdict& verdict) {
  std::set<std::string> listed;
  for (const Pick::Named& one : asked.lots) {
    verdict.RejectIf(!listed.insert(one.lot).second, "LISTED_TWICE");
  }
}

void JudgeForm(const Ship&, Verdict&) {}
void JudgeForm(const CancelShipment&, Verdict&) {}

void JudgeOne(const Notes& notes, const MakeShipment& asked, Verdict& verdict) {
  if (verdict.RefuseIf(!notes.stores.contains(asked.store) ||
                           !notes.stores.contains(asked.to),
                       "STORE_NOT_FOUND")) {
    return;
  }
  for (const WantedLine& line : asked.lines) {
    if (verdict.RefuseIf(!notes.items.contains(line.item), "ITEM_NOT_FOUND")) {
      continue;
    }
    const int64_t free = FreeNow(notes, {asked.store, line.item});
    verdict.RefuseIf(free < line.pieces, "STOCK_SHORT", free);
  }
}

void JudgeOne(const Notes& notes, const Pick& asked, Verdict& verdict) {
  const NotedShipment* shipment = FindWaiting(notes, asked.shipment, verdict);
  if (shipment == nullptr ||
      verdict.RefuseIf(!HoldsSomething(notes, *shipment, asked.shipment),
                       "NOTHING_RESERVED")) {
    return;
  }
  for (const Pick::Named& one : asked.lots) {
    verdict.RefuseIf(!notes.lots.contains(one.lot), "LOT_NOT_FOUND");
    const std::string item = one.lot.substr(0, one.lot.find('/'));
    verdict.RefuseIf(shipment->LineOf(item) == nullptr, "NOT_IN_SHIPMENT");
  }
  for (const ShipmentLine& line : shipment->lines) {
    JudgePickLine(notes, *shipment, asked, line.item, verdict);
  }
}

void JudgeOne(const Notes& notes, const Ship& asked, Verdict& verdict) {
  const NotedShipment* shipment = FindWaiting(notes, asked.shipment, verdict);
  if (shipment == nullptr ||
      verdict.RefuseIf(!HoldsSomething(notes, *shipment, asked.shipment),
                       "NOTHING_RESERVED")) {
    return;
  }
  for (const ShipmentLine& line : shipment->lines) {
    const Hold* hold = HoldOf(notes, *shipment, asked.shipment, line.item);
    if (hold == nullptr) continue;
    const ShipTrial trial = Try(notes, *shipment, asked, line.item);
    for (const Pieces& lot : hold->lots) {
      verdict.RefuseIf(
          std::find(shipment->overridden.begin(), shipment->overridden.end(),
                    lot.lot) == shipment->overridden.end() &&
              IsExpired(notes.lots.at(lot.lot), asked.hour),
          "EXPIRED_LOT");
      verdict.RefuseIf(IsQuarantined(notes, shipment->store, lot.lot,
                                     Point{.hour = asked.hour}),
                       "LOT_QUARANTINED");
    }
    if (verdict.RefuseIf(trial.is_short, "STOCK_SHORT", trial.available)) {
      continue;
    }
    if (verdict.RefuseIf(!trial.after.has_value(), "ISSUE_CONTRADICTED")) {
      continue;
    }
    verdict.RefuseIf(!trial.leaves_held, "STOCK_RESERVED");
  }
}

void JudgeOne(const Notes& notes, const CancelShipment& asked,
              Verdict& verdict) {
  (void)FindWaiting(notes, asked.shipment, verdict);
}

}  // namespace epiledger::goods
