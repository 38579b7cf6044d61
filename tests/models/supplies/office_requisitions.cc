// What facilities ask for, and what the headquarters say.
#include "tests/models/supplies/office.h"
#include "tests/models/supplies/reserve.h"

namespace epiledger::goods {

Request Office::NewRequisition() {
  Requisition one;
  one.store = AnyStore();
  one.lines = AnyWanted(OtherStore(one.store));
  MayGoWrong<Requisition>(
      {
          [](Requisition& asked) { asked.store = "hospital/cellar"; },
          [](Requisition& asked) {
            asked.lines.push_back(asked.lines.front());
          },
          [](Requisition& asked) { asked.lines.back().item = "hats"; },
      },
      one);
  return one;
}

std::string Office::AnyRequisition(
    std::initializer_list<RequisitionState> states) {
  std::vector<std::string> all;
  std::vector<std::string> fitting;
  for (const auto& [label, versions] : notes_.requisitions) {
    all.push_back(label);
    for (const RequisitionState state : states) {
      if (versions.Now()->state == state) fitting.push_back(label);
    }
  }
  if (!fitting.empty() && dice_.Chance(90)) return dice_.OneOf(fitting);
  return all.empty() || dice_.Chance(20) ? "u0" : dice_.OneOf(all);
}

Request Office::NewGrant() {
  if (notes_.requisitions.empty() && dice_.Chance(85)) return NewRequisition();
  Grant one;
  one.requisition = AnyRequisition({RequisitionState::kSubmitted});
  one.store = AnyStore();
  const auto found = notes_.requisitions.find(one.requisition);
  if (found == notes_.requisitions.end()) return one;
  const Requisition& wanted = found->second.Now()->asked;
  one.store = OtherStore(wanted.store);
  if (dice_.Chance(40)) {
    MayGoWrong<Grant>({[&](Grant& asked) { asked.store = wanted.store; },
                       [](Grant& asked) { asked.store.clear(); },
                       [](Grant& asked) { asked.store = "hospital/cellar"; }},
                      one);
    return one;
  }
  for (const WantedLine& line : wanted.lines) {
    Grant::Line granted;
    granted.item = line.item;
    if (dice_.Chance(40)) granted.store = OtherStore(wanted.store);
    const std::string from = granted.store.empty() ? one.store : granted.store;
    const int64_t free = FreeNow(notes_, {from, line.item});
    if (dice_.Chance(75)) {
      granted.pieces = dice_.Near(std::min(line.pieces, free));
    }
    one.lines.push_back(granted);
  }
  MayGoWrong<Grant>(
      {
          [](Grant& asked) { asked.lines.push_back(asked.lines.front()); },
          [this](Grant& asked) { asked.lines.back().item = AnyItem(); },
          [](Grant& asked) { asked.lines.back().item = "hats"; },
          [](Grant& asked) { asked.requisition = "u0"; },
          [&](Grant& asked) { asked.lines.back().store = wanted.store; },
          [](Grant& asked) { asked.lines.back().store = "hospital/cellar"; },
          [](Grant& asked) {
            asked.lines.back().store.clear();
            asked.store.clear();
          },
      },
      one);
  return one;
}

Request Office::NewRejection() {
  return RejectRequisition{AnyRequisition({RequisitionState::kSubmitted})};
}

Request Office::NewWithdrawal() {
  return CancelRequisition{AnyRequisition(
      {RequisitionState::kSubmitted, RequisitionState::kApproved})};
}

}  // namespace epiledger::goods
