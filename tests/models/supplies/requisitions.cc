// What facilities ask for, and what the headquarters say: what speaks against
// it, and what it does.
#include <algorithm>
#include <set>

#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/record.h"
#include "tests/models/supplies/reserve.h"

namespace epiledger::goods {
namespace {

// A grant, with what it leaves open filled in.
std::vector<Grant::Line> Filled(const NotedRequisition& requisition,
                                const Grant& asked) {
  std::vector<Grant::Line> lines = asked.lines;
  if (lines.empty()) {
    for (const WantedLine& line : requisition.asked.lines) {
      lines.push_back({line.item, {}, ""});
    }
  }
  // What no line before says is left of what was asked for.
  std::map<std::string, int64_t> left;
  for (const WantedLine& wanted : requisition.asked.lines) {
    left[wanted.item] = wanted.pieces;
  }
  for (Grant::Line& line : lines) {
    if (line.store.empty()) line.store = asked.store;
    if (!line.pieces.has_value()) line.pieces = left[line.item];
    left[line.item] -= *line.pieces;
  }
  return lines;
}

const NotedRequisition* FindOpen(const Notes& notes, const std::string& label,
                                 Verdict& verdict) {
  const auto found = notes.requisitions.find(label);
  if (verdict.RefuseIf(found == notes.requisitions.end(),
                       "REQUISITION_NOT_FOUND")) {
    return nullptr;
  }
  const NotedRequisition* requisition = found->second.Now();
  if (verdict.RefuseIf(requisition->state != RequisitionState::kSubmitted,
                       "REQUISITION_DECIDED")) {
    return nullptr;
  }
  return requisition;
}

void JudgeGranted(const Notes& notes, const NotedRequisition& requisition,
                  const std::vector<Grant::Line>& lines, Verdict& verdict) {
  std::map<std::string, int64_t> granted;
  for (const Grant::Line& line : lines) {
    const bool is_known = notes.stores.contains(line.store);
    verdict.RefuseIf(!is_known, "STORE_NOT_FOUND");
    verdict.RefuseIf(line.store == requisition.asked.store, "SAME_STORE");
    const auto& wanted = requisition.asked.lines;
    const auto one =
        std::find_if(wanted.begin(), wanted.end(),
                     [&](const WantedLine& w) { return w.item == line.item; });
    if (verdict.RefuseIf(one == wanted.end(), "NOT_REQUESTED")) continue;
    granted[line.item] += *line.pieces;
    if (verdict.RefuseIf(granted[line.item] > one->pieces || *line.pieces <= 0,
                         "APPROVED_TOO_MUCH")) {
      continue;
    }
    if (!is_known) continue;
    const int64_t free = FreeNow(notes, {line.store, line.item});
    verdict.RefuseIf(free < *line.pieces, "STOCK_SHORT", free);
  }
}

}  // namespace

void JudgeForm(const Requisition& asked, Verdict& verdict) {
  std::set<std::string> listed;
  for (const WantedLine& line : asked.lines) {
    verdict.RejectIf(!listed.insert(line.item).second, "LISTED_TWICE");
  }
}

void JudgeForm(const Grant& asked, Verdict& verdict) {
  std::set<std::pair<std::string, std::string>> listed;
  bool needs_store = asked.lines.empty();
  for (const Grant::Line& line : asked.lines) {
    const std::string& store = line.store.empty() ? asked.store : line.store;
    verdict.RejectIf(!listed.insert({line.item, store}).second, "LISTED_TWICE");
    needs_store = needs_store || line.store.empty();
  }
  verdict.RejectIf(needs_store && asked.store.empty(), "REQUIRED");
}

void JudgeForm(const RejectRequisition&, Verdict&) {}
void JudgeForm(const CancelRequisition&, Verdict&) {}

void JudgeOne(const Notes& notes, const Requisition& asked, Verdict& verdict) {
  verdict.RefuseIf(!notes.stores.contains(asked.store), "STORE_NOT_FOUND");
  for (const WantedLine& line : asked.lines) {
    verdict.RefuseIf(!notes.items.contains(line.item), "ITEM_NOT_FOUND");
  }
}

void JudgeOne(const Notes& notes, const Grant& asked, Verdict& verdict) {
  const auto* requisition = FindOpen(notes, asked.requisition, verdict);
  if (requisition == nullptr) return;
  JudgeGranted(notes, *requisition, Filled(*requisition, asked), verdict);
}

void JudgeOne(const Notes& notes, const RejectRequisition& asked,
              Verdict& verdict) {
  (void)FindOpen(notes, asked.requisition, verdict);
}

void JudgeOne(const Notes& notes, const CancelRequisition& asked,
              Verdict& verdict) {
  const auto found = notes.requisitions.find(asked.requisition);
  if (verdict.RefuseIf(found == notes.requisitions.end(),
                       "REQUISITION_NOT_FOUND")) {
    return;
  }
  const NotedRequisition& requisition = *found->second.Now();
  if (verdict.RefuseIf(requisition.state != RequisitionState::kSubmitted &&
                           requisition.state != RequisitionState::kApproved,
                       "REQUISITION_DECIDED")) {
    return;
  }
  bool has_left = false;
  for (const std::string& label : requisition.shipments) {
    has_left =
        has_left || notes.shipments.at(label).Now()->ship_hour.has_value();
  }
  verdict.RefuseIf(has_left, "SHIPMENT_NOT_OPEN");
}

Figures RecordOne(const Requisition& asked, int64_t sequence, Notes& notes) {
  const std::string label = "u" + std::to_string(notes.requisitions.size() + 1);
  NotedRequisition noted;
  noted.sequence = sequence;
  noted.asked = asked;
  notes.requisitions[label].Set(sequence, std::move(noted));
  return {};
}

// A shipment out of each store that gives, in the order of the stores told.
Figures RecordOne(const Grant& asked, int64_t sequence, Notes& notes) {
  NotedRequisition requisition =
      *notes.requisitions.at(asked.requisition).Now();
  std::vector<MakeShipment> shipments;
  for (const Grant::Line& line : Filled(requisition, asked)) {
    requisition.approved[line.item] += *line.pieces;
    auto same = std::find_if(
        shipments.begin(), shipments.end(),
        [&](const MakeShipment& one) { return one.store == line.store; });
    if (same == shipments.end()) {
      shipments.push_back({line.store, requisition.asked.store, {}});
      same = std::prev(shipments.end());
    }
    same->lines.push_back({line.item, *line.pieces});
  }
  for (const MakeShipment& shipment : shipments) {
    requisition.shipments.push_back(
        NoteShipment(shipment, asked.requisition, sequence, notes));
  }
  requisition.state = RequisitionState::kApproved;
  const auto made = std::ssize(shipments);
  notes.requisitions.at(asked.requisition)
      .Set(sequence, std::move(requisition));
  return {{"shipments", made}};
}

Figures RecordOne(const RejectRequisition& asked, int64_t sequence,
                  Notes& notes) {
  NotedRequisition requisition =
      *notes.requisitions.at(asked.requisition).Now();
  requisition.state = RequisitionState::kRejected;
  notes.requisitions.at(asked.requisition)
      .Set(sequence, std::move(requisition));
  return {};
}

Figures RecordOne(const CancelRequisition& asked, int64_t sequence,
                  Notes& notes) {
  NotedRequisition requisition =
      *notes.requisitions.at(asked.requisition).Now();
  for (const std::string& label : requisition.shipments) {
    if (!notes.shipments.at(label).Now()->is_waiting()) continue;
    EndShipment(label, sequence, notes);
  }
  requisition.state = RequisitionState::kCancelled;
  notes.requisitions.at(asked.requisition)
      .Set(sequence, std::move(requisition));
  return {};
}

// A requisition is closed when the last of its shipments is over.
void CloseWhereOver(const std::string& shipment, int64_t sequence,
                    Notes& notes) {
  const std::string label = notes.shipments.at(shipment).Now()->requisition;
  if (label.empty()) return;
  NotedRequisition requisition = *notes.requisitions.at(label).Now();
  if (requisition.state != RequisitionState::kApproved) return;
  for (const std::string& one : requisition.shipments) {
    const ShipmentState state = notes.shipments.at(one).Now()->State();
    if (state != ShipmentState::kReceived &&
        state != ShipmentState::kCancelled) {
      return;
    }
  }
  requisition.state = RequisitionState::kClosed;
  notes.requisitions.at(label).Set(sequence, std::move(requisition));
}

}  // namespace epiledger::goods
