#include "services/supplies/requisition_rules.h"

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/shipment_rules.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::Amount;
using ledger::State;
using MaybeDecision = std::optional<Decision>;

Decision Decided(const v1::Requisition& requisition) {
  static constexpr std::array<std::string_view, 6> kWords = {
      "requisition_unspecified", "requisition_submitted",
      "requisition_approved",    "requisition_rejected",
      "requisition_cancelled",   "requisition_closed"};
  static_assert(kWords.size() == v1::Requisition::State_ARRAYSIZE);
  return Refuse("REQUISITION_DECIDED",
                {{"requisition", requisition.name()},
                 {"state", std::string(kWords[requisition.state()])}});
}

ledger::Needs NeedsOfNamed(const std::string& name) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kRequisitions), PathOf(name)});
  return needs;
}

// An approval on its way to a decision.
class ApprovalDecider {
 public:
  ApprovalDecider(const v1::GrantRequisitionRequest& request,
                  const DecisionContext& context, State& state)
      : request_(request), state_(state), effects_(context, state) {}

  Decision Decide() {
    const std::string key = PathOf(request_.name());
    auto found = state_.Get<v1::Requisition>(kRequisitions, key);
    if (!found.has_value()) {
      return Missing("REQUISITION_NOT_FOUND", request_.name());
    }
    requisition_ = *std::move(found);
    if (requisition_.state() != v1::Requisition::STATE_SUBMITTED) {
      return Decided(requisition_);
    }
    v1::Requisition::Decision& decision = *requisition_.mutable_decision();
    *decision.mutable_grants() = request_.grants();
    if (decision.grants().empty()) GrantAll(decision);
    for (int i = 0; i < decision.grants_size(); ++i) {
      if (auto problem = Grant(i)) return *std::move(problem);
    }
    if (auto problem = Reserve()) return *std::move(problem);
    decision.set_note(request_.note());
    decision.set_subject(effects_.context().subject);
    *decision.mutable_record_time() = RecordTimeOf(effects_.context());
    requisition_.set_state(v1::Requisition::STATE_APPROVED);
    return effects_.Take(kRequisitions, key, requisition_);
  }

 private:
  void GrantAll(v1::Requisition::Decision& decision) const {
    for (const v1::Requisition::Line& line : requisition_.lines()) {
      decision.add_grants()->set_item(line.item());
    }
  }

  v1::Requisition::Line* FindLine(const std::string& item) {
    for (v1::Requisition::Line& line : *requisition_.mutable_lines()) {
      if (line.item() == item) return &line;
    }
    return nullptr;
  }

  MaybeDecision Grant(int place) {
    v1::Grant& grant = *requisition_.mutable_decision()->mutable_grants(place);
    if (grant.store().empty()) grant.set_store(request_.store());
    v1::Requisition::Line* line = FindLine(grant.item());
    if (line == nullptr) {
      return Refuse("NOT_REQUESTED", {{"requisition", requisition_.name()},
                                      {"item", grant.item()}});
    }
    if (grant.store() == requisition_.store()) {
      return Refuse("SAME_STORE", {{"found", grant.store()}});
    }
    Pieces pieces = line->total() - line->approved();
    if (grant.has_quantity()) {
      const auto item = state_.Get<v1::Item>(
          kItems, std::string(rpc::LastSegment(grant.item())));
      if (!item.has_value()) return Missing("ITEM_NOT_FOUND", grant.item());
      pieces = PiecesOf(grant.quantity(), *item,
                        Concat("grants[", place, "].quantity"));
    }
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    grant.set_total(std::get<Amount>(pieces));
    line->set_approved(line->approved() + grant.total());
    if (line->approved() <= line->total() && grant.total() > 0) {
      return std::nullopt;
    }
    return Refuse("APPROVED_TOO_MUCH",
                  {{"item", grant.item()},
                   {"asked", Concat(line->total())},
                   {"approved", Concat(line->approved())}});
  }

  // A shipment out of each store that gives.
  MaybeDecision Reserve() {
    std::vector<std::pair<std::string, v1::Shipment>> shipments;
    for (const v1::Grant& grant : requisition_.decision().grants()) {
      v1::Shipment& shipment = ShipmentFrom(grant.store(), shipments);
      v1::Shipment::Line& line = *shipment.add_lines();
      line.set_item(grant.item());
      line.mutable_quantity()->set_pieces(grant.total());
      line.set_remark(FindLine(grant.item())->remark());
    }
    const std::string id = effects_.context().NewId();
    for (auto& [store, shipment] : shipments) {
      auto problem = ReserveShipment(store, id, shipment, effects_, state_);
      if (problem.has_value()) return problem;
      effects_.Set(kShipments, PathOf(shipment.name()), shipment);
      requisition_.mutable_decision()->add_shipments(shipment.name());
    }
    return std::nullopt;
  }

  v1::Shipment& ShipmentFrom(
      const std::string& store,
      std::vector<std::pair<std::string, v1::Shipment>>& shipments) const {
    for (auto& [from, shipment] : shipments) {
      if (from == store) return shipment;
    }
    v1::Shipment& made = shipments.emplace_back(store, v1::Shipment()).second;
    made.set_to_store(requisition_.store());
    made.set_requisition(requisition_.name());
    made.set_note(request_.note());
    return made;
  }

  const v1::GrantRequisitionRequest& request_;
  State& state_;
  EffectsBuilder effects_;
  v1::Requisition requisition_;
};

// Ends the shipments that were not cancelled before.
MaybeDecision EndShipments(const v1::Requisition& requisition,
                           const std::string& reason, EffectsBuilder& effects) {
  for (const std::string& name : requisition.decision().shipments()) {
    auto shipment = effects.Get<v1::Shipment>(kShipments, PathOf(name));
    if (!shipment.has_value() || shipment->has_cancellation()) continue;
    if (auto problem = EndShipment(*shipment, reason, effects)) return problem;
  }
  return std::nullopt;
}

}  // namespace

absl::Status ValidateCreateRequisition(
    const v1::CreateRequisitionRequest& request) {
  const v1::Requisition& requisition = request.requisition();
  if (!requisition.store().starts_with(request.parent() + "/")) {
    return rpc::InvalidField(
        "requisition.store", "STORE_OF_OTHER_FACILITY",
        {{"found", requisition.store()}, {"facility", request.parent()}});
  }
  return CheckItemLines(requisition.lines(), "requisition.lines");
}

ledger::Needs NeedsOfCreateRequisition(
    const v1::CreateRequisitionRequest& request) {
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kStores), PathOf(request.requisition().store())});
  for (const v1::Requisition::Line& line : request.requisition().lines()) {
    needs.resources.push_back(
        {std::string(kItems), std::string(rpc::LastSegment(line.item()))});
  }
  return needs;
}

Decision DecideCreateRequisition(const v1::CreateRequisitionRequest& request,
                                 const DecisionContext& context, State& state) {
  v1::Requisition requisition = request.requisition();
  if (!state.Exists(kStores, PathOf(requisition.store()))) {
    return Missing("STORE_NOT_FOUND", requisition.store());
  }
  for (int i = 0; i < requisition.lines_size(); ++i) {
    v1::Requisition::Line& line = *requisition.mutable_lines(i);
    const auto item =
        state.Get<v1::Item>(kItems, std::string(rpc::LastSegment(line.item())));
    if (!item.has_value()) return Missing("ITEM_NOT_FOUND", line.item());
    Pieces pieces = PiecesOf(line.quantity(), *item,
                             Concat("requisition.lines[", i, "].quantity"));
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    line.set_total(std::get<Amount>(pieces));
  }
  const std::string key = PathOf(request.parent()) + context.NewId();
  requisition.set_name(
      rpc::MakeName(kRequisitionName,
                    {context.book.county, rpc::LastSegment(request.parent()),
                     rpc::LastSegment(key)}));
  requisition.set_state(v1::Requisition::STATE_SUBMITTED);
  requisition.set_subject(context.subject);
  *requisition.mutable_create_time() = RecordTimeOf(context);
  return EffectsBuilder(context, state).Take(kRequisitions, key, requisition);
}

absl::Status ValidateGrantRequisition(
    const v1::GrantRequisitionRequest& request) {
  if (request.grants().empty() && request.store().empty()) {
    return rpc::InvalidField("store", "REQUIRED");
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (int i = 0; i < request.grants_size(); ++i) {
    const v1::Grant& grant = request.grants(i);
    const std::string at = Concat("grants[", i, "]");
    const std::string& store =
        grant.store().empty() ? request.store() : grant.store();
    if (store.empty()) return rpc::InvalidField(at + ".store", "REQUIRED");
    if (!seen.emplace(grant.item(), store).second) {
      return rpc::InvalidField(at + ".item", "LISTED_TWICE",
                               {{"found", grant.item()}});
    }
    if (grant.has_quantity() && IsZero(grant.quantity())) {
      return rpc::InvalidField(at + ".quantity", "REQUIRED");
    }
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfGrantRequisition(
    const v1::GrantRequisitionRequest& request) {
  return NeedsOfNamed(request.name());
}

Decision DecideGrantRequisition(const v1::GrantRequisitionRequest& request,
                                const DecisionContext& context, State& state) {
  return ApprovalDecider(request, context, state).Decide();
}

ledger::Needs NeedsOfRejectRequisition(
    const v1::RejectRequisitionRequest& request) {
  return NeedsOfNamed(request.name());
}

Decision DecideRejectRequisition(const v1::RejectRequisitionRequest& request,
                                 const DecisionContext& context, State& state) {
  const std::string key = PathOf(request.name());
  auto requisition = state.Get<v1::Requisition>(kRequisitions, key);
  if (!requisition.has_value()) {
    return Missing("REQUISITION_NOT_FOUND", request.name());
  }
  if (requisition->state() != v1::Requisition::STATE_SUBMITTED) {
    return Decided(*requisition);
  }
  v1::Requisition::Decision& decision = *requisition->mutable_decision();
  decision.set_note(request.reason());
  decision.set_subject(context.subject);
  *decision.mutable_record_time() = RecordTimeOf(context);
  requisition->set_state(v1::Requisition::STATE_REJECTED);
  return EffectsBuilder(context, state).Take(kRequisitions, key, *requisition);
}

ledger::Needs NeedsOfCancelRequisition(
    const v1::CancelRequisitionRequest& request) {
  return NeedsOfNamed(request.name());
}

Decision DecideCancelRequisition(const v1::CancelRequisitionRequest& request,
                                 const DecisionContext& context, State& state) {
  const std::string key = PathOf(request.name());
  auto requisition = state.Get<v1::Requisition>(kRequisitions, key);
  if (!requisition.has_value()) {
    return Missing("REQUISITION_NOT_FOUND", request.name());
  }
  if (requisition->state() != v1::Requisition::STATE_SUBMITTED &&
      requisition->state() != v1::Requisition::STATE_APPROVED) {
    return Decided(*requisition);
  }
  EffectsBuilder effects(context, state);
  if (auto problem = EndShipments(*requisition, request.reason(), effects)) {
    return *std::move(problem);
  }
  v1::Requisition::Cancellation& cancellation =
      *requisition->mutable_cancellation();
  cancellation.set_reason(request.reason());
  cancellation.set_subject(context.subject);
  *cancellation.mutable_record_time() = RecordTimeOf(context);
  requisition->set_state(v1::Requisition::STATE_CANCELLED);
  return effects.Take(kRequisitions, key, *requisition);
}

}  // namespace epiledger::supplies
