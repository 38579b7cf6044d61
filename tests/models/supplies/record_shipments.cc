// What the steps of a shipment do, until it left.
#include <algorithm>

#include "tests/models/supplies/record.h"
#include "tests/models/supplies/reserve.h"
#include "tests/models/supplies/settle.h"
#include "tests/models/supplies/trial.h"

namespace epiledger::goods {
namespace {

// Nothing is held for it any more; what was held of the item.
Hold LetGo(const LineName& name, const std::string& shipment, int64_t sequence,
           Notes& notes) {
  Holds holds = notes.HoldsOf(name);
  const Hold* hold = holds.For(shipment);
  if (hold == nullptr) return {};
  const Hold held = *hold;
  std::erase_if(holds.all,
                [&](const Hold& one) { return one.shipment == shipment; });
  notes.holds[name].Set(sequence, std::move(holds));
  return held;
}

}  // namespace

std::string NoteShipment(const MakeShipment& asked,
                         const std::string& requisition, int64_t sequence,
                         Notes& notes) {
  const std::string label = "s" + std::to_string(notes.shipments.size() + 1);
  NotedShipment noted;
  noted.sequence = sequence;
  noted.store = asked.store;
  noted.to = asked.to;
  noted.requisition = requisition;
  for (const WantedLine& line : asked.lines) {
    noted.lines.push_back({line.item, line.pieces, 0, {}});
    const LineName name = {asked.store, line.item};
    Holds holds = notes.HoldsOf(name);
    holds.all.push_back({label, line.pieces, {}});
    notes.holds[name].Set(sequence, std::move(holds));
  }
  notes.shipments[label].Set(sequence, std::move(noted));
  return label;
}

Figures RecordOne(const MakeShipment& asked, int64_t sequence, Notes& notes) {
  (void)NoteShipment(asked, "", sequence, notes);
  return {};
}

Figures RecordOne(const Pick& asked, int64_t sequence, Notes& notes) {
  NotedShipment shipment = *notes.shipments.at(asked.shipment).Now();
  shipment.is_picked = true;
  shipment.overridden.clear();
  Figures told;
  for (const ShipmentLine& line : shipment.lines) {
    const LineName name = {shipment.store, line.item};
    Holds holds = notes.HoldsOf(name);
    for (Hold& hold : holds.all) {
      if (hold.shipment != asked.shipment) continue;
      std::vector<Pieces> named;
      for (const Pick::Named& one : asked.lots) {
        if (notes.lots.at(one.lot).item != line.item) continue;
        named.push_back({one.lot, one.pieces});
        if (one.is_overridden) shipment.overridden.push_back(one.lot);
      }
      hold.lots = PlanPick(notes, name, asked.shipment, named,
                           hold.pieces - SumOf(named))
                      .lots;
      for (const Pieces& lot : hold.lots) {
        told[line.item + " lot " + lot.lot] = lot.amount;
      }
    }
    notes.holds[name].Set(sequence, std::move(holds));
  }
  notes.shipments[asked.shipment].Set(sequence, std::move(shipment));
  return told;
}

Figures RecordOne(const Ship& asked, int64_t sequence, Notes& notes) {
  NotedShipment shipment = *notes.shipments.at(asked.shipment).Now();
  Figures told;
  for (ShipmentLine& line : shipment.lines) {
    const LineName name = {shipment.store, line.item};
    if (notes.HoldsOf(name).For(asked.shipment) == nullptr) continue;
    const ShipTrial trial = Try(notes, shipment, asked, line.item);
    line.shipped = trial.lots;
    for (const Pieces& lot : trial.lots) {
      told[line.item + " lot " + lot.lot] = lot.amount;
    }
    NoteLine(name, *trial.after, sequence, notes);
    (void)LetGo(name, asked.shipment, sequence, notes);
  }
  shipment.ship_hour = asked.hour;
  shipment.ship_sequence = sequence;
  notes.shipments[asked.shipment].Set(sequence, std::move(shipment));
  return told;
}

void EndShipment(const std::string& label, int64_t sequence, Notes& notes) {
  NotedShipment shipment = *notes.shipments.at(label).Now();
  for (const ShipmentLine& line : shipment.lines) {
    (void)LetGo({shipment.store, line.item}, label, sequence, notes);
  }
  shipment.is_cancelled = true;
  notes.shipments[label].Set(sequence, std::move(shipment));
}

Figures RecordOne(const CancelShipment& asked, int64_t sequence, Notes& notes) {
  EndShipment(asked.shipment, sequence, notes);
  CloseWhereOver(asked.shipment, sequence, notes);
  return {};
}

}  // namespace epiledger::goods
