// What receipts of shipments do, and what becomes of what was rejected.
#include <utility>

#include "tests/models/supplies/arrivals.h"
#include "tests/models/supplies/record.h"

namespace epiledger::goods {
namespace {

// Puts the pieces of that kind on the shelf of the store, item by item. What no
// split reconciles stays on its way, and is a task; those items are told.
void PutOnShelf(const std::string& store, const std::string& shipment,
                Settlement::Kind kind, int64_t sequence,
                std::vector<Settlement>& plan, Notes& notes, Figures& told) {
  std::map<std::string, int64_t> pieces;
  for (const Settlement& one : plan) {
    if (one.kind == kind) pieces[one.item] += one.pieces;
  }
  for (const auto& [item, amount] : pieces) {
    const LineName name = {store, item};
    auto line = WithArrived(notes, name, plan, kind);
    told[item + " outcome"] = line.has_value() ? 1 : 2;
    if (line.has_value()) {
      NoteLine(name, *std::move(line), sequence, notes);
      Figures unused;
      TellBroken(name, sequence, notes, unused);
      continue;
    }
    AddTask({kContradictedArrival, store, item, shipment}, amount, sequence,
            notes);
    std::erase_if(plan, [&, &contradicted = item](const Settlement& one) {
      return one.kind == kind && one.item == contradicted;
    });
  }
}

void NoteSettled(const std::string& label, std::vector<Settlement> plan,
                 int64_t sequence, Notes& notes) {
  NotedShipment shipment = *notes.shipments.at(label).Now();
  for (Settlement& one : plan) {
    one.sequence = sequence;
    shipment.settlements.push_back(std::move(one));
  }
  notes.shipments[label].Set(sequence, std::move(shipment));
  CloseWhereOver(label, sequence, notes);
}

}  // namespace

Figures RecordOne(const Arrival& asked, int64_t sequence, Notes& notes) {
  auto plan =
      PlanArrival(*notes.shipments.at(asked.shipment).Now(), asked).settlements;
  Figures told;
  PutOnShelf(asked.store, asked.shipment, Settlement::Kind::kAccepted, sequence,
             plan, notes, told);
  NoteSettled(asked.shipment, std::move(plan), sequence, notes);
  told["state"] =
      static_cast<int64_t>(notes.shipments.at(asked.shipment).Now()->State());
  return told;
}

Figures RecordOne(const TakeBack& asked, int64_t sequence, Notes& notes) {
  const std::string store = notes.shipments.at(asked.shipment).Now()->store;
  auto plan =
      PlanBack(*notes.shipments.at(asked.shipment).Now(), asked).settlements;
  Figures unused;
  PutOnShelf(store, asked.shipment, Settlement::Kind::kTakenBack, sequence,
             plan, notes, unused);
  NoteSettled(asked.shipment, std::move(plan), sequence, notes);
  return {{"state", static_cast<int64_t>(
                        notes.shipments.at(asked.shipment).Now()->State())}};
}

}  // namespace epiledger::goods
