// What speaks against a receipt of a shipment, and against what became of goods
// that were rejected. Both are facts: nothing that the stock says does.
#include "tests/models/supplies/arrivals.h"
#include "tests/models/supplies/judge.h"

namespace epiledger::goods {
namespace {

// Leaves of what is told what the shipment has.
template <typename AnyLine>
void JudgeGoods(const NotedShipment& shipment, std::vector<AnyLine>& lines,
                Verdict& verdict) {
  std::erase_if(lines, [&](const AnyLine& line) {
    return verdict.RefuseIf(shipment.LineOf(line.item) == nullptr,
                            "NOT_IN_SHIPMENT");
  });
}

std::string FacilityOf(const std::string& store) {
  return store.substr(0, store.find('/'));
}

bool IsOfOther(const std::string& lot, const std::string& item) {
  return !lot.empty() && !lot.starts_with(item + "/");
}

}  // namespace

void JudgeForm(const Arrival& asked, Verdict& verdict) {
  verdict.RejectIf(asked.is_all && !asked.lines.empty(), "NOT_FOR_THIS_KIND");
  verdict.RejectIf(!asked.is_all && asked.lines.empty(), "REQUIRED");
  for (const Arrival::Line& line : asked.lines) {
    verdict.RejectIf(!line.accepted.has_value() && line.rejections.empty(),
                     "QUANTITY_MISSING");
    verdict.RejectIf(IsOfOther(line.lot, line.item), "LOT_OF_OTHER_ITEM");
    for (const Rejection& one : line.rejections) {
      verdict.RejectIf(one.reason == kOtherRejection && one.note.empty(),
                       "NOTE_MISSING");
    }
  }
}

void JudgeForm(const TakeBack& asked, Verdict& verdict) {
  for (const TakeBack::Line& line : asked.lines) {
    verdict.RejectIf(IsOfOther(line.lot, line.item), "LOT_OF_OTHER_ITEM");
    verdict.RejectIf(line.loss_reason == kOtherLoss && line.note.empty(),
                     "NOTE_MISSING");
  }
}

// Of what goes to another facility nothing is told (decision 31).
void JudgeOne(const Notes& notes, const Arrival& asked, Verdict& verdict) {
  const auto found = notes.shipments.find(asked.shipment);
  if (verdict.RefuseIf(
          found == notes.shipments.end() ||
              FacilityOf(found->second.Now()->to) != FacilityOf(asked.store),
          "SHIPMENT_NOT_FOUND")) {
    return;
  }
  const NotedShipment& shipment = *found->second.Now();
  verdict.RefuseIf(shipment.to != asked.store, "OTHER_DESTINATION");
  if (verdict.RefuseIf(!shipment.ship_hour.has_value(), "NOT_SHIPPED")) return;
  verdict.RefuseIf(asked.hour < *shipment.ship_hour, "RECEIVED_TOO_EARLY");
  Arrival known = asked;
  JudgeGoods(shipment, known.lines, verdict);
  const ArrivalPlan plan = PlanArrival(shipment, known);
  if (asked.is_all) {
    verdict.RefuseIf(plan.settlements.empty(), "NOTHING_ON_ITS_WAY");
  } else {
    verdict.RefuseIf(plan.available.has_value(), "MORE_THAN_SHIPPED",
                     plan.available);
  }
}

void JudgeOne(const Notes& notes, const TakeBack& asked, Verdict& verdict) {
  const auto found = notes.shipments.find(asked.shipment);
  if (verdict.RefuseIf(found == notes.shipments.end(), "SHIPMENT_NOT_FOUND")) {
    return;
  }
  const NotedShipment& shipment = *found->second.Now();
  TakeBack known = asked;
  JudgeGoods(shipment, known.lines, verdict);
  const BackPlan plan = PlanBack(shipment, known);
  verdict.RefuseIf(plan.why_not == WhyNot::kMoreThanRejected,
                   "MORE_THAN_REJECTED", plan.available);
  verdict.RefuseIf(plan.why_not == WhyNot::kTooEarly, "RETURNED_TOO_EARLY");
}

}  // namespace epiledger::goods
