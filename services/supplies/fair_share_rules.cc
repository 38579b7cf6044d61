#include "services/supplies/fair_share_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "services/book/four_eyes.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/line_book.h"
#include "services/supplies/lots.h"
#include "services/supplies/shipment_rules.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using google::protobuf::RepeatedPtrField;
using ledger::Amount;
using ledger::State;
using MaybeDecision = std::optional<Decision>;
using Lines = RepeatedPtrField<v1::FairShareLine>;
using NamedLot = v1::PickShipmentRequest::NamedLot;

std::string KeyOf(const std::string& name) {
  return std::string(rpc::LastSegment(name));
}

// What is wrong with the lots of a line; the item may be empty.
absl::Status CheckShareLots(const v1::FairShareLine& line,
                            const std::string& item, const std::string& at) {
  std::set<std::string> lots;
  for (int i = 0; i < line.lots_size(); ++i) {
    const std::string field = Concat(at, ".lots[", i, "].lot");
    const std::string& lot = line.lots(i).lot();
    if (!lots.insert(lot).second) {
      return rpc::InvalidField(field, "LISTED_TWICE", {{"found", lot}});
    }
    if (item.empty()) continue;
    if (absl::Status status = CheckLotOfItem(lot, item, field); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

absl::Status CheckShareLines(const Lines& lines, const std::string& item,
                             std::string_view field) {
  std::set<std::pair<std::string, std::string>> seen;
  for (int i = 0; i < lines.size(); ++i) {
    const std::string at = Concat(field, "[", i, "]");
    const v1::FairShareLine& line = lines[i];
    if (line.from_store() == line.to_store()) {
      return rpc::InvalidField(at + ".to_store", "SAME_STORE",
                               {{"found", line.to_store()}});
    }
    if (!seen.emplace(line.from_store(), line.to_store()).second) {
      return rpc::InvalidField(at + ".to_store", "LISTED_TWICE",
                               {{"found", line.to_store()}});
    }
    if (absl::Status status = CheckShareLots(line, item, at); !status.ok()) {
      return status;
    }
  }
  return absl::OkStatus();
}

// Whether all lots of a line exist, and are its quantity.
MaybeDecision CheckLotsOfShare(const v1::FairShareLine& line, State& state) {
  if (line.lots().empty()) return std::nullopt;
  Amount sum = 0;
  for (const v1::ShareLot& lot : line.lots()) {
    const std::string key = PathOf(lot.lot());
    if (!IsBuiltIn(rpc::LastSegment(key)) && !state.Exists(kLots, key)) {
      return Missing("LOT_NOT_FOUND", lot.lot());
    }
    sum += lot.quantity();
  }
  if (sum == line.total()) return std::nullopt;
  return Refuse("LOTS_DIFFER", {{"store", line.to_store()},
                                {"lots", Concat(sum)},
                                {"quantity", Concat(line.total())}});
}

// Fills in what a line comes to. What stands against it, or nothing.
MaybeDecision CompleteLine(const v1::Item& item, const std::string& field,
                           v1::FairShareLine& line, State& state) {
  for (const std::string& store : {line.from_store(), line.to_store()}) {
    if (!state.Exists(kStores, PathOf(store))) {
      return Missing("STORE_NOT_FOUND", store);
    }
  }
  Pieces pieces = PiecesOf(line.quantity(), item, field);
  if (auto* problem = std::get_if<Decision>(&pieces)) {
    return std::move(*problem);
  }
  line.set_total(std::get<Amount>(pieces));
  return CheckLotsOfShare(line, state);
}

// A revision as it is recorded, under its digest.
Decision Record(v1::FairShare& share, EffectsBuilder& effects) {
  const DecisionContext& context = effects.context();
  share.set_state(v1::FairShare::STATE_PROPOSED);
  share.set_revision(share.revision() + 1);
  share.set_subject(context.subject);
  *share.mutable_revise_time() = RecordTimeOf(context);
  share.set_revise_sequence(context.sequence);
  share.clear_digest();
  share.set_digest(book::DigestOf(share));
  return effects.Take(kFairShares, KeyOf(share.name()), share);
}

// A fair share that nobody decided, or why there is none.
std::variant<v1::FairShare, Decision> FindProposed(const std::string& name,
                                                   State& state) {
  static constexpr std::array<std::string_view, 4> kWords = {
      "fair_share_unspecified", "fair_share_proposed", "fair_share_approved",
      "fair_share_withdrawn"};
  static_assert(kWords.size() == v1::FairShare::State_ARRAYSIZE);
  auto share = state.Get<v1::FairShare>(kFairShares, KeyOf(name));
  if (!share.has_value()) return Missing("FAIR_SHARE_NOT_FOUND", name);
  if (share->state() != v1::FairShare::STATE_PROPOSED) {
    return Refuse(
        "FAIR_SHARE_DECIDED",
        {{"fair_share", name}, {"state", std::string(kWords[share->state()])}});
  }
  return *std::move(share);
}

ledger::Needs NeedsOfShare(const std::string& name) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kFairShares), KeyOf(name)});
  return needs;
}

// Puts `change` in place of the line between its two stores.
void Replace(const v1::FairShareLine& change, Lines& lines) {
  auto line = std::find_if(lines.begin(), lines.end(),
                           [&change](const v1::FairShareLine& known) {
                             return known.from_store() == change.from_store() &&
                                    known.to_store() == change.to_store();
                           });
  if (change.total() == 0) {
    if (line != lines.end()) lines.erase(line);
  } else if (line == lines.end()) {
    *lines.Add() = change;
  } else {
    *line = change;
  }
}

// An approval on its way to a decision.
class ShareApprover {
 public:
  ShareApprover(const DecisionContext& context, v1::FairShare share,
                State& state)
      : share_(std::move(share)), state_(state), effects_(context, state) {}

  Decision Decide() {
    for (const auto step :
         {&ShareApprover::CheckNotSharedOut, &ShareApprover::CheckNotMoved,
          &ShareApprover::CheckFree, &ShareApprover::MakeShipments}) {
      if (auto problem = (this->*step)()) return *std::move(problem);
    }
    const DecisionContext& context = effects_.context();
    v1::FairShare::Decision& decision = *share_.mutable_decision();
    decision.set_subject(context.subject);
    *decision.mutable_record_time() = RecordTimeOf(context);
    decision.set_sequence(context.sequence);
    share_.set_state(v1::FairShare::STATE_APPROVED);
    v1::FairShare last;
    last.set_name(share_.name());
    *last.mutable_decision() = decision;
    effects_.Set(kApprovedFairShares, KeyOf(share_.item()), last);
    return effects_.Take(kFairShares, KeyOf(share_.name()), share_);
  }

 private:
  // What another fair share sends is in no figure of this one.
  MaybeDecision CheckNotSharedOut() {
    const auto last =
        state_.Get<v1::FairShare>(kApprovedFairShares, KeyOf(share_.item()));
    if (!last.has_value() ||
        last->decision().sequence() <= share_.revise_sequence()) {
      return std::nullopt;
    }
    return Refuse("SHARED_OUT_SINCE",
                  {{"fair_share", share_.name()},
                   {"other", last->name()},
                   {"time", ToText(last->decision().record_time())}});
  }

  // What was seen must be what is there, of all stores that give or get.
  MaybeDecision CheckNotMoved() {
    std::set<std::string> stores;
    for (const v1::FairShareLine& line : share_.lines()) {
      stores.insert({line.from_store(), line.to_store()});
    }
    const absl::Time now = effects_.context().record_time;
    const int64_t end = absl::ToUnixMicros(now + limits::kMaxAhead);
    for (const std::string& store : stores) {
      const LineName name{PathOf(store), KeyOf(share_.item())};
      const LineBook book(state_, name, {end, now});
      const LineEntries later =
          book.RecordedAfter(share_.revise_sequence(), end, "");
      if (later.empty()) continue;
      return Refuse("STOCK_MOVED_SINCE",
                    {{"fair_share", share_.name()},
                     {"store", store},
                     {"sequence", Concat(later.begin()->second.sequence())},
                     {"time", ToText(share_.revise_time())}});
    }
    return std::nullopt;
  }

  // Whether each store has what it gives to all of them together: holding back
  // line by line would not see what the others take.
  MaybeDecision CheckFree() {
    std::map<std::string, std::vector<const v1::FairShareLine*>> by_store;
    for (const v1::FairShareLine& line : share_.lines()) {
      by_store[line.from_store()].push_back(&line);
    }
    for (const auto& [store, lines] : by_store) {
      v1::Shipment together = ShipmentOf(*lines.front());
      Amount total = 0;
      std::map<std::string, Amount> lots;
      for (const v1::FairShareLine* line : lines) {
        total += line->total();
        for (const v1::ShareLot& lot : line->lots()) {
          lots[lot.lot()] += lot.quantity();
        }
      }
      together.mutable_lines(0)->mutable_quantity()->set_pieces(total);
      EffectsBuilder trial(effects_.context(), state_);
      auto problem = Reserve(store, trial.NewId(), lots, together, trial);
      if (problem.has_value()) return problem;
    }
    return std::nullopt;
  }

  MaybeDecision MakeShipments() {
    for (const v1::FairShareLine& line : share_.lines()) {
      v1::Shipment shipment = ShipmentOf(line);
      std::map<std::string, Amount> lots;
      for (const v1::ShareLot& lot : line.lots()) {
        lots[lot.lot()] = lot.quantity();
      }
      auto problem = Reserve(line.from_store(), effects_.NewId(), lots,
                             shipment, effects_);
      if (problem.has_value()) return problem;
      effects_.Set(kShipments, PathOf(shipment.name()), shipment);
      share_.mutable_decision()->add_shipments(shipment.name());
    }
    return std::nullopt;
  }

  [[nodiscard]] v1::Shipment ShipmentOf(const v1::FairShareLine& line) const {
    v1::Shipment shipment;
    shipment.set_to_store(line.to_store());
    shipment.set_note(share_.note());
    shipment.set_fair_share(share_.name());
    v1::Shipment::Line& of = *shipment.add_lines();
    of.set_item(share_.item());
    of.mutable_quantity()->set_pieces(line.total());
    return shipment;
  }

  // Holds back what is to go, and sets its lots aside where it names some.
  MaybeDecision Reserve(const std::string& store, const std::string& id,
                        const std::map<std::string, Amount>& lots,
                        v1::Shipment& shipment, EffectsBuilder& effects) {
    auto problem = ReserveShipment(store, id, shipment, effects, state_);
    if (problem.has_value() || lots.empty()) return problem;
    std::vector<NamedLot> named;
    for (const auto& [lot, quantity] : lots) {
      NamedLot& of = named.emplace_back();
      of.set_lot(lot);
      of.set_quantity(quantity);
    }
    return SetAside(named, shipment, effects, state_);
  }

  v1::FairShare share_;
  State& state_;
  EffectsBuilder effects_;
};

}  // namespace

absl::Status ValidateCreateFairShare(
    const v1::CreateFairShareRequest& request) {
  const v1::FairShare& share = request.fair_share();
  for (int i = 0; i < share.lines_size(); ++i) {
    if (IsZero(share.lines(i).quantity())) {
      return rpc::InvalidField(Concat("fair_share.lines[", i, "].quantity"),
                               "REQUIRED");
    }
  }
  return CheckShareLines(share.lines(), share.item(), "fair_share.lines");
}

ledger::Needs NeedsOfCreateFairShare(
    const v1::CreateFairShareRequest& request) {
  const v1::FairShare& share = request.fair_share();
  ledger::Needs needs;
  needs.resources.push_back({std::string(kItems), KeyOf(share.item())});
  for (const v1::FairShareLine& line : share.lines()) {
    for (const std::string& store : {line.from_store(), line.to_store()}) {
      needs.resources.push_back({std::string(kStores), PathOf(store)});
    }
  }
  return needs;
}

Decision DecideCreateFairShare(const v1::CreateFairShareRequest& request,
                               const DecisionContext& context, State& state) {
  v1::FairShare share = request.fair_share();
  const auto item = state.Get<v1::Item>(kItems, KeyOf(share.item()));
  if (!item.has_value()) return Missing("ITEM_NOT_FOUND", share.item());
  for (int i = 0; i < share.lines_size(); ++i) {
    auto problem =
        CompleteLine(*item, Concat("fair_share.lines[", i, "].quantity"),
                     *share.mutable_lines(i), state);
    if (problem.has_value()) return *std::move(problem);
  }
  share.set_name(
      rpc::MakeName(kFairShareName, {context.book.county, context.NewId()}));
  EffectsBuilder effects(context, state);
  return Record(share, effects);
}

absl::Status ValidateReviseFairShare(
    const v1::ReviseFairShareRequest& request) {
  return CheckShareLines(request.lines(), "", "lines");
}

ledger::Needs NeedsOfReviseFairShare(
    const v1::ReviseFairShareRequest& request) {
  return NeedsOfShare(request.name());
}

Decision DecideReviseFairShare(const v1::ReviseFairShareRequest& request,
                               const DecisionContext& context, State& state) {
  auto found = FindProposed(request.name(), state);
  if (auto* problem = std::get_if<Decision>(&found)) {
    return std::move(*problem);
  }
  auto& share = std::get<v1::FairShare>(found);
  if (share.revision() != request.revision()) {
    return Refuse("FAIR_SHARE_REVISED", {{"fair_share", share.name()},
                                         {"found", Concat(request.revision())},
                                         {"revision", Concat(share.revision())},
                                         {"subject", share.subject()}});
  }
  const auto item = state.Get<v1::Item>(kItems, KeyOf(share.item()));
  if (!item.has_value()) return Missing("ITEM_NOT_FOUND", share.item());
  Lines changes = request.lines();
  absl::Status status = CheckShareLines(changes, share.item(), "lines");
  if (!status.ok()) return status;
  for (int i = 0; i < changes.size(); ++i) {
    auto problem = CompleteLine(*item, Concat("lines[", i, "].quantity"),
                                changes[i], state);
    if (problem.has_value()) return *std::move(problem);
    Replace(changes[i], *share.mutable_lines());
  }
  if (share.lines().empty()) {
    return Refuse("NO_LINES_LEFT", {{"fair_share", share.name()}});
  }
  if (share.lines_size() > limits::kMaxListElements) {
    return rpc::InvalidField("lines", "TOO_MANY_ELEMENTS",
                             {{"count", Concat(share.lines_size())},
                              {"limit", Concat(limits::kMaxListElements)}});
  }
  if (!request.note().empty()) share.set_note(request.note());
  EffectsBuilder effects(context, state);
  return Record(share, effects);
}

ledger::Needs NeedsOfApproveFairShare(
    const v1::ApproveFairShareRequest& request) {
  return NeedsOfShare(request.name());
}

Decision DecideApproveFairShare(const v1::ApproveFairShareRequest& request,
                                const DecisionContext& context, State& state) {
  auto found = FindProposed(request.name(), state);
  if (auto* problem = std::get_if<Decision>(&found)) {
    return std::move(*problem);
  }
  auto& share = std::get<v1::FairShare>(found);
  if (share.digest() != request.digest()) {
    return Refuse("FAIR_SHARE_DIFFERS", {{"fair_share", share.name()},
                                         {"revision", Concat(share.revision())},
                                         {"digest", share.digest()},
                                         {"found", request.digest()}});
  }
  return ShareApprover(context, std::move(share), state).Decide();
}

ledger::Needs NeedsOfWithdrawFairShare(
    const v1::WithdrawFairShareRequest& request) {
  return NeedsOfShare(request.name());
}

Decision DecideWithdrawFairShare(const v1::WithdrawFairShareRequest& request,
                                 const DecisionContext& context, State& state) {
  auto found = FindProposed(request.name(), state);
  if (auto* problem = std::get_if<Decision>(&found)) {
    return std::move(*problem);
  }
  auto& share = std::get<v1::FairShare>(found);
  v1::FairShare::Decision& decision = *share.mutable_decision();
  decision.set_subject(context.subject);
  *decision.mutable_record_time() = RecordTimeOf(context);
  decision.set_sequence(context.sequence);
  decision.set_reason(request.reason());
  share.set_state(v1::FairShare::STATE_WITHDRAWN);
  EffectsBuilder effects(context, state);
  return effects.Take(kFairShares, KeyOf(share.name()), share);
}

}  // namespace epiledger::supplies
