#include "services/supplies/shipment_receipt_rules.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/movement_rules.h"
#include "services/supplies/requisition_progress.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/shipment_leg.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::Amount;
using ledger::State;
using MaybeDecision = std::optional<Decision>;
using Settlement = v1::Shipment::Settlement;
using Lots = ShipmentLeg::Lots;

// What comes into a store with a shipment; a line for each lot of each line of
// the request, whose places are kept.
class Arrival {
 public:
  Arrival(const v1::Shipment& shipment,
          const google::protobuf::Timestamp& time) {
    movement_.set_kind(v1::Movement::KIND_ARRIVE);
    movement_.set_shipment(shipment.name());
    *movement_.mutable_movement_time() = time;
  }

  void Add(int place, const std::string& item, const Lots& lots) {
    for (const v1::LotQuantity& lot : lots) {
      v1::Movement::Line& line = *movement_.add_lines();
      line.set_item(item);
      line.set_lot(lot.lot());
      line.mutable_quantity()->set_pieces(lot.quantity());
      places_.push_back(place);
    }
  }

  // Nothing happens where nothing arrived.
  MaybeDecision Record(const std::string& store, const std::string& note,
                       EffectsBuilder& effects, State& state) {
    if (places_.empty()) return std::nullopt;
    movement_.set_note(note);
    auto problem = AddMovement(store, effects.context().NewId(), movement_,
                               effects, state);
    if (problem.has_value()) return problem;
    effects.Set(kMovements, PathOf(movement_.name()), movement_);
    return std::nullopt;
  }

  [[nodiscard]] const std::string& name() const { return movement_.name(); }
  // The lines made of the request's line `place`.
  [[nodiscard]] std::vector<const v1::Movement::Line*> LinesOf(
      int place) const {
    std::vector<const v1::Movement::Line*> lines;
    for (size_t i = 0; i < places_.size(); ++i) {
      if (places_[i] == place) {
        lines.push_back(&movement_.lines(static_cast<int>(i)));
      }
    }
    return lines;
  }

 private:
  v1::Movement movement_;
  std::vector<int> places_;
};

bool IsPosted(const v1::Movement::Line& line) {
  return line.outcome() == v1::Movement::OUTCOME_POSTED;
}

// Lines that name their lot come before those that take what is left.
template <typename LineList>
std::vector<int> NamedFirst(const LineList& lines) {
  std::vector<int> places(lines.size());
  std::iota(places.begin(), places.end(), 0);
  std::stable_partition(places.begin(), places.end(), [&](int place) {
    return !lines.Get(place).lot().empty();
  });
  return places;
}

// A receipt on its way to a decision.
class ReceiptDecider {
 public:
  ReceiptDecider(const v1::CreateShipmentReceiptRequest& request,
                 const DecisionContext& context, State& state)
      : state_(state),
        context_(context),
        effects_(context, state),
        store_(request.parent()),
        receipt_(request.shipment_receipt()) {}

  Decision Decide() {
    if (auto problem = FindShipment()) return *std::move(problem);
    const std::string key = Join(PathOf(store_), context_.NewId());
    receipt_.set_name(NameOf(kShipmentReceiptName, context_.book.county, key));
    receipt_.set_subject(context_.subject);
    *receipt_.mutable_record_time() = RecordTimeOf(context_);
    leg_.emplace(shipment_, Leg::kThere, ToPosition(receipt_.receipt_time()),
                 effects_, state_);
    if (auto problem = AcceptAll()) return *std::move(problem);
    Arrival arrival(shipment_, receipt_.receipt_time());
    for (const int place : NamedFirst(receipt_.lines())) {
      if (auto problem = Read(place, arrival)) return *std::move(problem);
    }
    if (auto problem =
            arrival.Record(store_, receipt_.note(), effects_, state_)) {
      return *std::move(problem);
    }
    receipt_.set_movement(arrival.name());
    for (int place = 0; place < receipt_.lines_size(); ++place) {
      if (auto problem = Settle(place, arrival)) return *std::move(problem);
    }
    SetFigures(shipment_);
    effects_.Set(kShipments, PathOf(shipment_.name()), shipment_);
    TellRequisition(shipment_, accepted_, effects_);
    receipt_.set_shipment_state(shipment_.state());
    return effects_.Take(kShipmentReceipts, key, receipt_);
  }

 private:
  MaybeDecision FindShipment() {
    if (absl::Status ahead = CheckNotAhead(
            receipt_.receipt_time(), "shipment_receipt.receipt_time", context_);
        !ahead.ok()) {
      return ahead;
    }
    auto shipment =
        state_.Get<v1::Shipment>(kShipments, PathOf(receipt_.shipment()));
    // Of another facility's nothing is told.
    if (!shipment.has_value() ||
        rpc::FirstSegment(PathOf(shipment->to_store())) !=
            rpc::FirstSegment(PathOf(store_))) {
      return Missing("SHIPMENT_NOT_FOUND", receipt_.shipment());
    }
    shipment_ = *std::move(shipment);
    if (shipment_.to_store() != store_) {
      return Refuse("OTHER_DESTINATION", {{"shipment", shipment_.name()},
                                          {"store", shipment_.to_store()}});
    }
    if (!shipment_.has_shipping()) {
      return Refuse("NOT_SHIPPED",
                    {{"shipment", shipment_.name()},
                     {"state", std::string(WordOf(shipment_.state()))}});
    }
    const auto& ship_time = shipment_.shipping().ship_time();
    if (ToPosition(receipt_.receipt_time()) < ToPosition(ship_time)) {
      return Refuse("RECEIVED_TOO_EARLY", {{"shipment", shipment_.name()},
                                           {"since", ToText(ship_time)}});
    }
    return std::nullopt;
  }

  // Lines of all that is on its way here.
  MaybeDecision AcceptAll() {
    if (!receipt_.accept_all()) return std::nullopt;
    for (const v1::Shipment::Line& line : shipment_.lines()) {
      const Amount left = leg_->LeftOf(line.item());
      if (left == 0) continue;
      v1::ShipmentReceipt::Line& all = *receipt_.add_lines();
      all.set_item(line.item());
      all.mutable_accepted()->set_pieces(left);
    }
    if (!receipt_.lines().empty()) return std::nullopt;
    return Refuse("NOTHING_ON_ITS_WAY", {{"shipment", shipment_.name()}});
  }

  MaybeDecision Read(int place, Arrival& arrival) {
    v1::ShipmentReceipt::Line& line = *receipt_.mutable_lines(place);
    const std::string at = Concat("shipment_receipt.lines[", place, "]");
    Lots lots;
    if (auto problem = TakeOff(line, line.accepted(), at + ".accepted", lots)) {
      return problem;
    }
    line.set_accepted_total(TotalOf(lots));
    arrival.Add(place, line.item(), lots);
    for (int i = 0; i < line.rejections_size(); ++i) {
      v1::ShipmentReceipt::Rejection& rejection = *line.mutable_rejections(i);
      Lots rejected;
      if (auto problem =
              TakeOff(line, rejection.quantity(),
                      Concat(at, ".rejections[", i, "].quantity"), rejected)) {
        return problem;
      }
      rejection.set_total(TotalOf(rejected));
      rejection.mutable_lots()->Assign(rejected.begin(), rejected.end());
      line.set_rejected_total(line.rejected_total() + rejection.total());
    }
    return std::nullopt;
  }

  MaybeDecision TakeOff(const v1::ShipmentReceipt::Line& line,
                        const v1::Quantity& quantity, const std::string& field,
                        Lots& lots) {
    Pieces pieces = leg_->PiecesOf(quantity, line.item(), field);
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    auto taken = leg_->Take(line.item(), line.lot(), std::get<Amount>(pieces));
    if (auto* problem = std::get_if<Decision>(&taken)) {
      return std::move(*problem);
    }
    lots = std::get<Lots>(std::move(taken));
    return std::nullopt;
  }

  static Amount TotalOf(const Lots& lots) {
    return std::accumulate(lots.begin(), lots.end(), Amount{0},
                           [](Amount sum, const v1::LotQuantity& lot) {
                             return sum + lot.quantity();
                           });
  }

  // What a line says becomes of the shipment.
  MaybeDecision Settle(int place, const Arrival& arrival) {
    v1::ShipmentReceipt::Line& line = *receipt_.mutable_lines(place);
    for (const v1::Movement::Line* moved : arrival.LinesOf(place)) {
      line.set_outcome(moved->outcome());
      line.set_task(moved->task());
      line.mutable_lots()->MergeFrom(moved->lots());
      if (moved->has_next_count()) {
        *line.mutable_next_count() = moved->next_count();
      }
      // What is contradicted stays on its way, in the open.
      if (!IsPosted(*moved)) continue;
      Settlement accepted = Told(Settlement::KIND_ACCEPTED);
      accepted_[line.item()] += moved->total();
      const Lots lots(moved->lots().begin(), moved->lots().end());
      if (auto problem = leg_->Settle(lots, accepted)) return problem;
    }
    for (const v1::ShipmentReceipt::Rejection& rejection : line.rejections()) {
      if (auto problem = Reject(rejection)) return problem;
    }
    return std::nullopt;
  }

  MaybeDecision Reject(const v1::ShipmentReceipt::Rejection& rejection) {
    Settlement rejected = Told(Settlement::KIND_REJECTED);
    rejected.set_rejection_reason(rejection.reason());
    rejected.set_note(rejection.note());
    const Lots lots(rejection.lots().begin(), rejection.lots().end());
    if (rejection.reason() == v1::REJECTION_REASON_MISSING) {
      leg_->Lose(lots, "missing");
    }
    return leg_->Settle(lots, rejected);
  }

  [[nodiscard]] Settlement Told(Settlement::Kind kind) const {
    Settlement settlement;
    settlement.set_kind(kind);
    settlement.set_shipment_receipt(receipt_.name());
    return settlement;
  }

  State& state_;
  const DecisionContext& context_;
  EffectsBuilder effects_;
  const std::string store_;
  v1::ShipmentReceipt receipt_;
  v1::Shipment shipment_;
  std::optional<ShipmentLeg> leg_;
  // By the name of the item.
  std::map<std::string, Amount> accepted_;
};

// Goods that come back, on their way to a decision.
class TakeBackDecider {
 public:
  TakeBackDecider(const v1::TakeBackShipmentRequest& request,
                  const DecisionContext& context, State& state)
      : request_(request), state_(state), effects_(context, state) {}

  Decision Decide() {
    if (absl::Status ahead = CheckNotAhead(request_.return_time(),
                                           "return_time", effects_.context());
        !ahead.ok()) {
      return ahead;
    }
    auto found = state_.Get<v1::Shipment>(kShipments, PathOf(request_.name()));
    if (!found.has_value()) {
      return Missing("SHIPMENT_NOT_FOUND", request_.name());
    }
    v1::Shipment& shipment = *found;
    const int64_t position = ToPosition(request_.return_time());
    ShipmentLeg leg(shipment, Leg::kBack, position, effects_, state_);
    Arrival arrival(shipment, request_.return_time());
    for (const int place : NamedFirst(request_.lines())) {
      if (auto problem = Read(place, leg, arrival)) return *std::move(problem);
    }
    const std::string store =
        request_.name().substr(0, request_.name().rfind("/shipments/"));
    if (auto problem = arrival.Record(store, "", effects_, state_)) {
      return *std::move(problem);
    }
    for (int place = 0; place < request_.lines_size(); ++place) {
      if (auto problem = SettleBack(place, arrival, leg)) {
        return *std::move(problem);
      }
    }
    SetFigures(shipment);
    effects_.Set(kShipments, PathOf(shipment.name()), shipment);
    TellRequisition(shipment, {}, effects_);
    return effects_.Take(kShipments, PathOf(shipment.name()), shipment);
  }

 private:
  MaybeDecision Read(int place, ShipmentLeg& leg, Arrival& arrival) {
    const auto& line = request_.lines(place);
    Pieces pieces = leg.PiecesOf(line.quantity(), line.item(),
                                 Concat("lines[", place, "].quantity"));
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    auto taken = leg.Take(line.item(), line.lot(), std::get<Amount>(pieces));
    if (auto* problem = std::get_if<Decision>(&taken)) {
      return std::move(*problem);
    }
    const Lots lots = std::get<Lots>(std::move(taken));
    if (line.loss_reason() == v1::LOSS_REASON_UNSPECIFIED) {
      arrival.Add(place, line.item(), lots);
      return std::nullopt;
    }
    leg.Lose(lots, IdOf(line.loss_reason()));
    Settlement settlement;
    settlement.set_kind(Settlement::KIND_WRITTEN_OFF);
    settlement.set_loss_reason(line.loss_reason());
    settlement.set_note(line.note());
    return leg.Settle(lots, settlement);
  }

  MaybeDecision SettleBack(int place, const Arrival& arrival,
                           ShipmentLeg& leg) const {
    for (const v1::Movement::Line* moved : arrival.LinesOf(place)) {
      if (!IsPosted(*moved)) continue;
      Settlement settlement;
      settlement.set_kind(Settlement::KIND_TAKEN_BACK);
      settlement.set_note(request_.lines(place).note());
      const Lots lots(moved->lots().begin(), moved->lots().end());
      if (auto problem = leg.Settle(lots, settlement)) return problem;
    }
    return std::nullopt;
  }

  const v1::TakeBackShipmentRequest& request_;
  State& state_;
  EffectsBuilder effects_;
};

absl::Status CheckReceiptLine(const v1::ShipmentReceipt::Line& line,
                              const std::string& at) {
  absl::Status lot = CheckLotOfItem(line.lot(), line.item(), at + ".lot");
  if (!lot.ok()) return lot;
  if (IsZero(line.accepted()) && line.rejections().empty()) {
    return rpc::InvalidField(at + ".accepted", "QUANTITY_MISSING");
  }
  for (int i = 0; i < line.rejections_size(); ++i) {
    const v1::ShipmentReceipt::Rejection& rejection = line.rejections(i);
    const std::string of = Concat(at, ".rejections[", i, "]");
    if (IsZero(rejection.quantity())) {
      return rpc::InvalidField(of + ".quantity", "REQUIRED");
    }
    if (rejection.reason() == v1::REJECTION_REASON_OTHER &&
        IsBlank(rejection.note())) {
      return rpc::InvalidField(of + ".note", "NOTE_MISSING");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateCreateShipmentReceipt(
    const v1::CreateShipmentReceiptRequest& request) {
  const v1::ShipmentReceipt& receipt = request.shipment_receipt();
  if (receipt.accept_all() != receipt.lines().empty()) {
    return rpc::InvalidField("shipment_receipt.lines", receipt.accept_all()
                                                           ? "NOT_FOR_THIS_KIND"
                                                           : "REQUIRED");
  }
  for (int i = 0; i < receipt.lines_size(); ++i) {
    absl::Status valid = CheckReceiptLine(
        receipt.lines(i), Concat("shipment_receipt.lines[", i, "]"));
    if (!valid.ok()) return valid;
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfCreateShipmentReceipt(
    const v1::CreateShipmentReceiptRequest& request) {
  const std::string store = PathOf(request.parent());
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStores), store});
  needs.resources.push_back(
      {std::string(kShipments), PathOf(request.shipment_receipt().shipment())});
  for (const auto& line : request.shipment_receipt().lines()) {
    const std::string item(rpc::LastSegment(line.item()));
    needs.resources.push_back({std::string(kItems), item});
    needs.resources.push_back({std::string(kLines), Join(store, item)});
  }
  return needs;
}

Decision DecideCreateShipmentReceipt(
    const v1::CreateShipmentReceiptRequest& request,
    const DecisionContext& context, State& state) {
  return ReceiptDecider(request, context, state).Decide();
}

absl::Status ValidateTakeBackShipment(
    const v1::TakeBackShipmentRequest& request) {
  for (int i = 0; i < request.lines_size(); ++i) {
    const auto& line = request.lines(i);
    const std::string at = Concat("lines[", i, "]");
    absl::Status lot = CheckLotOfItem(line.lot(), line.item(), at + ".lot");
    if (!lot.ok()) return lot;
    if (IsZero(line.quantity())) {
      return rpc::InvalidField(at + ".quantity", "REQUIRED");
    }
    if (line.loss_reason() == v1::LOSS_REASON_OTHER && IsBlank(line.note())) {
      return rpc::InvalidField(at + ".note", "NOTE_MISSING");
    }
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfTakeBackShipment(
    const v1::TakeBackShipmentRequest& request) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kShipments), PathOf(request.name())});
  return needs;
}

Decision DecideTakeBackShipment(const v1::TakeBackShipmentRequest& request,
                                const DecisionContext& context, State& state) {
  return TakeBackDecider(request, context, state).Decide();
}

}  // namespace epiledger::supplies
