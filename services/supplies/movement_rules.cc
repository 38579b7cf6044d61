#include "services/supplies/movement_rules.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/line_book.h"
#include "services/supplies/line_effects.h"
#include "services/supplies/lots.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/tasks.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::State;

absl::Status CheckReceived(const v1::Movement::Line& line,
                           const std::string& at) {
  if (line.lot().empty()) return absl::OkStatus();
  return rpc::InvalidField(at + ".lot", "NOT_FOR_THIS_KIND");
}

absl::Status CheckIssued(const v1::Movement::Line& line,
                         const std::string& at) {
  if (!line.batch().empty() || line.has_expiry_date()) {
    return rpc::InvalidField(
        at + (line.batch().empty() ? ".expiry_date" : ".batch"),
        "NOT_FOR_THIS_KIND");
  }
  if (line.lot().empty() || line.lot().starts_with(line.item() + "/")) {
    return absl::OkStatus();
  }
  return rpc::InvalidField(at + ".lot", "LOT_OF_OTHER_ITEM",
                           {{"found", line.lot()}, {"item", line.item()}});
}

using MaybeDecision = std::optional<Decision>;

// One movement on its way to a decision.
class MovementDecider {
 public:
  MovementDecider(const std::string& store, const std::string& id,
                  v1::Movement& movement, EffectsBuilder& effects, State& state)
      : state_(state),
        context_(effects.context()),
        effects_(effects),
        movement_(movement),
        store_(PathOf(store)),
        store_name_(store),
        id_(id),
        position_(ToPosition(movement_.movement_time())) {}

  MaybeDecision Decide() {
    if (!state_.Exists(kStores, store_)) {
      return Missing("STORE_NOT_FOUND", store_name_);
    }
    movement_.set_name(
        NameOf(kMovementName, context_.book.county, Join(store_, id_)));
    movement_.set_subject(context_.subject);
    *movement_.mutable_record_time() =
        ToTimestamp(absl::ToUnixMicros(context_.record_time));
    if (auto problem = ReadLines()) return problem;
    for (const auto& [item, lines] : lines_) {
      auto problem = movement_.kind() == v1::Movement::KIND_RECEIVE
                         ? Receive(item, lines)
                         : Issue(item, lines);
      if (problem.has_value()) return problem;
    }
    return std::nullopt;
  }

 private:
  // Finds items and converts quantities.
  MaybeDecision ReadLines() {
    for (int i = 0; i < movement_.lines_size(); ++i) {
      v1::Movement::Line& line = *movement_.mutable_lines(i);
      const std::string item_id(rpc::LastSegment(line.item()));
      const auto item = state_.Get<v1::Item>(kItems, item_id);
      if (!item.has_value()) return Missing("ITEM_NOT_FOUND", line.item());
      Pieces pieces = PiecesOf(line.quantity(), *item,
                               Concat("movement.lines[", i, "].quantity"));
      if (auto* problem = std::get_if<Decision>(&pieces)) {
        return std::move(*problem);
      }
      line.set_total(std::get<Amount>(pieces));
      lines_[item_id].push_back(&line);
    }
    return std::nullopt;
  }

  void AddLot(const std::string& item, const std::string& lot, Amount amount,
              v1::Movement::Line& line) const {
    v1::LotQuantity& moved = *line.add_lots();
    moved.set_lot(rpc::MakeName(kLotName, {context_.book.county, item, lot}));
    moved.set_quantity(amount);
  }

  struct NewLot {
    std::string id;
    v1::LotRecord record;
  };
  using NewLots = std::map<std::string, NewLot>;

  // The lot a received line belongs to; a new one is added to `made`.
  std::string FindLot(const std::string& item, const v1::Movement::Line& line,
                      NewLots& made) {
    v1::LotRecord record;
    record.set_batch(line.batch());
    if (line.has_expiry_date()) {
      *record.mutable_expiry_date() = line.expiry_date();
    }
    *record.mutable_origin() = movement_.origin();
    record.set_receipt_position(position_);
    const std::string key = LotIndexKey(item, record);
    if (const auto known = state_.resources().Find(kLotIndex, key)) {
      return std::string(*known);
    }
    const auto [it, is_new] = made.try_emplace(key);
    if (is_new) it->second = {effects_.NewId(), record};
    return it->second.id;
  }

  MaybeDecision Receive(const std::string& item,
                        const std::vector<v1::Movement::Line*>& lines) {
    LineBook book(state_, {store_, item}, position_);
    NewLots made;
    Amount total = 0;
    for (v1::Movement::Line* line : lines) {
      const std::string lot = FindLot(item, *line, made);
      AddLot(item, lot, line->total(), *line);
      total += line->total();
    }
    for (const auto& [key, lot] : made) book.AddLot(lot.id, lot.record);
    for (const v1::Movement::Line* line : lines) {
      book.AddMovement(position_, id_,
                       std::string(rpc::LastSegment(line->lots(0).lot())),
                       line->total());
    }
    if (!book.Reconcile()) {
      Contradict(book.line(), lines, total);
      return std::nullopt;
    }
    for (const auto& [key, lot] : made) {
      effects_.Set(kLots, Join(item, lot.id), lot.record);
      effects_.SetText(kLotIndex, key, lot.id);
    }
    Post(book, lines);
    return std::nullopt;
  }

  void Contradict(const LineName& name,
                  const std::vector<v1::Movement::Line*>& lines, Amount total) {
    const std::string task = OpenTask(name,
                                      {v1::Task::KIND_CONTRADICTED_RECEIPT,
                                       movement_.name(), position_, total},
                                      effects_);
    for (v1::Movement::Line* line : lines) {
      line->clear_lots();
      line->set_outcome(v1::Movement::OUTCOME_CONTRADICTED);
      line->set_task(
          NameOf(kTaskName, context_.book.county, Join(store_, task)));
    }
  }

  void Post(LineBook& book, const std::vector<v1::Movement::Line*>& lines) {
    BookLine(book, effects_);
    for (v1::Movement::Line* line : lines) {
      line->set_outcome(v1::Movement::OUTCOME_POSTED);
    }
    // A count of this very instant holds the movement and is corrected.
    auto correction =
        CorrectionAfter(book, position_ - 1, context_.book.county);
    if (correction.has_value()) {
      *lines.front()->mutable_next_count() = *std::move(correction);
    }
  }

  MaybeDecision Issue(const std::string& item,
                      const std::vector<v1::Movement::Line*>& lines) {
    LineBook book(state_, {store_, item}, position_);
    for (v1::Movement::Line* line : lines) {
      if (auto problem = TakeLots(item, book, *line)) return problem;
    }
    if (movement_.kind() == v1::Movement::KIND_PUT_IN_SERVICE) {
      book.PutInService(position_, id_);
    }
    if (!book.Reconcile()) {
      return Refuse("ISSUE_CONTRADICTED",
                    {{"store", store_name_}, {"item", item}});
    }
    Post(book, lines);
    return std::nullopt;
  }

  // Takes one line out of the lot it names, or out of those to be used first.
  MaybeDecision TakeLots(const std::string& item, LineBook& book,
                         v1::Movement::Line& line) {
    const std::string lot(rpc::LastSegment(line.lot()));
    if (!lot.empty() && !IsBuiltIn(lot) &&
        !state_.Exists(kLots, Join(item, lot))) {
      return Missing("LOT_NOT_FOUND", line.lot());
    }
    const Amount available = book.IssuableAt(position_, lot);
    if (available < line.total()) {
      return Refuse("STOCK_SHORT", {{"store", store_name_},
                                    {"item", item},
                                    {"lot", lot},
                                    {"available", Concat(available)},
                                    {"needed", Concat(line.total())}});
    }
    if (!lot.empty()) {
      book.AddMovement(position_, id_, lot, -line.total());
      AddLot(item, lot, line.total(), line);
      return std::nullopt;
    }
    for (const v1::LotChange& from :
         book.LotsToIssue(position_, line.total())) {
      book.AddMovement(position_, id_, from.lot(), -from.amount());
      AddLot(item, from.lot(), from.amount(), line);
    }
    return std::nullopt;
  }

  State& state_;
  const DecisionContext& context_;
  EffectsBuilder& effects_;
  v1::Movement& movement_;
  const std::string store_;
  const std::string store_name_;
  const std::string id_;
  const int64_t position_;
  // By item, in the order given.
  std::map<std::string, std::vector<v1::Movement::Line*>> lines_;
};

}  // namespace

absl::Status ValidateCreateMovement(const v1::CreateMovementRequest& request) {
  const v1::Movement& movement = request.movement();
  if (movement.kind() == v1::Movement::KIND_PUT_IN_SERVICE) {
    return rpc::InvalidField("movement.kind", "SERIAL_NUMBER_NEEDED");
  }
  const bool is_receipt = movement.kind() == v1::Movement::KIND_RECEIVE;
  if (is_receipt) {
    const absl::Status origin = CheckOrigin(
        movement.has_origin(), movement.origin(), "movement.origin");
    if (!origin.ok()) return origin;
  } else if (movement.has_origin()) {
    return rpc::InvalidField("movement.origin", "NOT_FOR_THIS_KIND");
  }
  for (int i = 0; i < movement.lines_size(); ++i) {
    const v1::Movement::Line& line = movement.lines(i);
    const std::string at = Concat("movement.lines[", i, "]");
    if (IsZero(line.quantity())) {
      return rpc::InvalidField(at + ".quantity", "REQUIRED");
    }
    const absl::Status valid =
        is_receipt ? CheckReceived(line, at) : CheckIssued(line, at);
    if (!valid.ok()) return valid;
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfMovement(const v1::CreateMovementRequest& request) {
  const std::string store = PathOf(request.parent());
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStores), store});
  for (const v1::Movement::Line& line : request.movement().lines()) {
    const std::string item(rpc::LastSegment(line.item()));
    needs.resources.push_back({std::string(kItems), item});
    needs.resources.push_back({std::string(kLines), Join(store, item)});
  }
  return needs;
}

Decision DecideCreateMovement(const v1::CreateMovementRequest& request,
                              const DecisionContext& context, State& state) {
  v1::Movement movement = request.movement();
  if (absl::Status ahead = CheckNotAhead(movement.movement_time(),
                                         "movement.movement_time", context);
      !ahead.ok()) {
    return ahead;
  }
  EffectsBuilder effects(context, state);
  const std::string id = context.NewId();
  auto problem = AddMovement(request.parent(), id, movement, effects, state);
  if (problem.has_value()) return *std::move(problem);
  return effects.Take(kMovements, Join(PathOf(request.parent()), id), movement);
}

std::optional<Decision> AddMovement(const std::string& store,
                                    const std::string& id,
                                    v1::Movement& movement,
                                    EffectsBuilder& effects, State& state) {
  return MovementDecider(store, id, movement, effects, state).Decide();
}

absl::Status CheckOrigin(bool has_origin, const v1::Origin& origin,
                         const std::string& field) {
  if (!has_origin) return rpc::InvalidField(field, "ORIGIN_MISSING");
  if (origin.kind() == v1::Origin::KIND_FOUND) {
    return rpc::InvalidField(field + ".kind", "NOT_FOR_THIS_KIND");
  }
  const bool is_donor = origin.kind() == v1::Origin::KIND_DONOR;
  if (is_donor == !origin.donor().empty()) return absl::OkStatus();
  return rpc::InvalidField(field + ".donor",
                           is_donor ? "DONOR_MISSING" : "NOT_FOR_THIS_KIND");
}

}  // namespace epiledger::supplies
