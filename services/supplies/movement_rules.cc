#include "services/supplies/movement_rules.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/line_book.h"
#include "services/supplies/line_effects.h"
#include "services/supplies/lot_choice.h"
#include "services/supplies/reservations.h"
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

absl::Status CheckOverride(v1::Movement::Kind kind,
                           const v1::Movement::Line& line,
                           const std::string& at) {
  if (line.override_reason().empty()) return absl::OkStatus();
  if (kind != v1::Movement::KIND_ISSUE) {
    return rpc::InvalidField(at + ".override_reason", "NOT_FOR_THIS_KIND");
  }
  if (!line.lot().empty()) return absl::OkStatus();
  return rpc::InvalidField(at + ".override_reason", "OVERRIDE_WITHOUT_LOT");
}

absl::Status CheckLoss(const v1::Movement& movement) {
  const bool has_reason = movement.loss_reason() != v1::LOSS_REASON_UNSPECIFIED;
  if (movement.kind() != v1::Movement::KIND_LOSE) {
    return has_reason
               ? rpc::InvalidField("movement.loss_reason", "NOT_FOR_THIS_KIND")
               : absl::OkStatus();
  }
  if (!has_reason) {
    return rpc::InvalidField("movement.loss_reason", "LOSS_REASON_MISSING");
  }
  const bool needs_note = movement.loss_reason() == v1::LOSS_REASON_OTHER;
  return needs_note && IsBlank(movement.note())
             ? rpc::InvalidField("movement.note", "NOTE_MISSING")
             : absl::OkStatus();
}

absl::Status CheckTaken(const v1::Movement::Line& line, const std::string& at) {
  if (!line.batch().empty() || line.has_expiry_date()) {
    return rpc::InvalidField(
        at + (line.batch().empty() ? ".expiry_date" : ".batch"),
        "NOT_FOR_THIS_KIND");
  }
  return CheckLotOfItem(line.lot(), line.item(), at + ".lot");
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
    *movement_.mutable_record_time() = RecordTimeOf(context_);
    if (auto problem = ReadLines()) return problem;
    for (const auto& [item, lines] : lines_) {
      if (auto problem = Move(item, lines)) return problem;
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

  using Lines = std::vector<v1::Movement::Line*>;

  MaybeDecision Move(const std::string& item, const Lines& lines) {
    switch (movement_.kind()) {
      case v1::Movement::KIND_RECEIVE:
        return Receive(item, lines);
      case v1::Movement::KIND_LOSE:
        return Lose(item, lines);
      case v1::Movement::KIND_BRING_BACK:
        return BringBack(item, lines);
      case v1::Movement::KIND_ARRIVE:
        return Arrive(item, lines);
      default:
        return TakeOut(item, lines);
    }
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

  LineBook BookOf(const std::string& item) {
    return {state_, {store_, item}, {position_, context_.record_time}};
  }

  MaybeDecision Receive(const std::string& item, const Lines& lines) {
    LineBook book = BookOf(item);
    NewLots made;
    for (v1::Movement::Line* line : lines) {
      const std::string lot = FindLot(item, *line, made);
      AddLot(item, lot, line->total(), *line);
    }
    for (const auto& [key, lot] : made) book.AddLot(lot.id, lot.record);
    for (const v1::Movement::Line* line : lines) {
      book.AddMovement(position_, id_,
                       std::string(rpc::LastSegment(line->lots(0).lot())),
                       line->total());
    }
    if (!book.Reconcile()) {
      Contradict(book.line(), lines);
      return std::nullopt;
    }
    for (const auto& [key, lot] : made) {
      effects_.Set(kLots, Join(item, lot.id), lot.record);
      effects_.SetText(kLotIndex, key, lot.id);
    }
    Post(book, lines);
    return std::nullopt;
  }

  // Of a fact: what does not fit.
  [[nodiscard]] v1::Task::Kind TaskKind() const {
    switch (movement_.kind()) {
      case v1::Movement::KIND_LOSE:
        return v1::Task::KIND_CONTRADICTED_LOSS;
      case v1::Movement::KIND_BRING_BACK:
        return v1::Task::KIND_CONTRADICTED_RETURN;
      case v1::Movement::KIND_ARRIVE:
        return v1::Task::KIND_CONTRADICTED_ARRIVAL;
      default:
        return v1::Task::KIND_CONTRADICTED_RECEIPT;
    }
  }

  void Contradict(const LineName& name, const Lines& lines) {
    Amount total = 0;
    for (const v1::Movement::Line* line : lines) total += line->total();
    const std::string task = OpenTask(
        name, {TaskKind(), movement_.name(), position_, total}, effects_);
    for (v1::Movement::Line* line : lines) {
      line->clear_lots();
      line->set_outcome(v1::Movement::OUTCOME_CONTRADICTED);
      line->set_task(
          NameOf(kTaskName, context_.book.county, Join(store_, task)));
    }
  }

  void Post(LineBook& book, const Lines& lines) {
    BookLine(book, effects_);
    for (v1::Movement::Line* line : lines) {
      line->set_outcome(v1::Movement::OUTCOME_POSTED);
    }
    for (v1::BrokenReservation& broken :
         BreakReservations(book, position_, effects_)) {
      *lines.front()->add_broken_reservations() = std::move(broken);
    }
    // A count of this very instant holds the movement and is corrected.
    auto correction =
        CorrectionAfter(book, position_ - 1, context_.book.county);
    if (correction.has_value()) {
      *lines.front()->mutable_next_count() = *std::move(correction);
    }
  }

  // `lots` go out of the line, or come back in when `sign` is 1.
  void Add(const std::string& item, const LotChoice::Lots& lots, Amount sign,
           LineBook& book, v1::Movement::Line& line) {
    for (const v1::LotChange& lot : lots) {
      book.AddMovement(position_, id_, lot.lot(), sign * lot.amount());
      AddLot(item, lot.lot(), lot.amount(), line);
    }
  }

  void SetKind(LineBook& book) {
    if (movement_.kind() == v1::Movement::KIND_ISSUE) return;
    v1::MovementEntry kind;
    kind.set_movement(id_);
    kind.set_kind(movement_.kind());
    kind.set_loss_reason(movement_.loss_reason());
    kind.set_shipment(PathOf(movement_.shipment()));
    book.SetKind(position_, kind);
  }

  // What a person chose to take out.
  MaybeDecision TakeOut(const std::string& item, const Lines& lines) {
    LineBook book = BookOf(item);
    SetKind(book);
    LotChoice choice(state_, book, movement_, store_name_);
    for (v1::Movement::Line* line : lines) {
      auto chosen = choice.Choose(*line);
      if (auto* problem = std::get_if<Decision>(&chosen)) {
        return std::move(*problem);
      }
      Add(item, std::get<LotChoice::Lots>(chosen), -1, book, *line);
    }
    const Figures figures = {{"store", store_name_}, {"item", item}};
    if (!book.Reconcile()) return Refuse("ISSUE_CONTRADICTED", figures);
    if (!choice.LeavesReserved()) return Refuse("STOCK_RESERVED", figures);
    Post(book, lines);
    return std::nullopt;
  }

  // The lot a line names with all of it, or `others`.
  template <typename Others>
  static LotChoice::Lots LotsOf(const v1::Movement::Line& line,
                                const Others& others) {
    if (line.lot().empty()) return others();
    LotChoice::Lots lots(1);
    lots.front().set_lot(std::string(rpc::LastSegment(line.lot())));
    lots.front().set_amount(line.total());
    return lots;
  }

  MaybeDecision Lose(const std::string& item, const Lines& lines) {
    LineBook book = BookOf(item);
    SetKind(book);
    bool fits = true;
    for (v1::Movement::Line* line : lines) {
      if (auto missing = CheckLotExists(*line, state_)) return missing;
      const LotChoice::Lots lots = LotsOf(*line, [&] {
        return book.LotsToIssue(position_, line->total(), {});
      });
      fits = fits && !lots.empty();
      Add(item, lots, -1, book, *line);
    }
    PostOrContradict(fits, book, lines);
    return std::nullopt;
  }

  MaybeDecision BringBack(const std::string& item, const Lines& lines) {
    LineBook book = BookOf(item);
    SetKind(book);
    for (v1::Movement::Line* line : lines) {
      if (auto missing = CheckLotExists(*line, state_)) return missing;
      const LotChoice::Lots lots = LotsOf(
          *line, [&] { return book.LotsToReturn(position_, line->total()); });
      Add(item, lots, 1, book, *line);
    }
    PostOrContradict(true, book, lines);
    return std::nullopt;
  }

  // Each line names its lot, which exists.
  MaybeDecision Arrive(const std::string& item, const Lines& lines) {
    LineBook book = BookOf(item);
    SetKind(book);
    for (v1::Movement::Line* line : lines) {
      Add(item, LotsOf(*line, [] { return LotChoice::Lots(); }), 1, book,
          *line);
    }
    PostOrContradict(true, book, lines);
    return std::nullopt;
  }

  void PostOrContradict(bool fits, LineBook& book, const Lines& lines) {
    if (fits && book.Reconcile()) {
      Post(book, lines);
    } else {
      Contradict(book.line(), lines);
    }
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
  std::map<std::string, Lines> lines_;
};

}  // namespace

absl::Status ValidateCreateMovement(const v1::CreateMovementRequest& request) {
  const v1::Movement& movement = request.movement();
  if (movement.kind() == v1::Movement::KIND_PUT_IN_SERVICE) {
    return rpc::InvalidField("movement.kind", "SERIAL_NUMBER_NEEDED");
  }
  if (movement.kind() == v1::Movement::KIND_SHIP ||
      movement.kind() == v1::Movement::KIND_ARRIVE) {
    return rpc::InvalidField("movement.kind", "SHIPMENT_NEEDED");
  }
  const bool is_receipt = movement.kind() == v1::Movement::KIND_RECEIVE;
  if (is_receipt) {
    const absl::Status origin = CheckOrigin(
        movement.has_origin(), movement.origin(), "movement.origin");
    if (!origin.ok()) return origin;
  } else if (movement.has_origin()) {
    return rpc::InvalidField("movement.origin", "NOT_FOR_THIS_KIND");
  }
  if (const absl::Status loss = CheckLoss(movement); !loss.ok()) return loss;
  for (int i = 0; i < movement.lines_size(); ++i) {
    const v1::Movement::Line& line = movement.lines(i);
    const std::string at = Concat("movement.lines[", i, "]");
    if (IsZero(line.quantity())) {
      return rpc::InvalidField(at + ".quantity", "REQUIRED");
    }
    const absl::Status valid =
        is_receipt ? CheckReceived(line, at) : CheckTaken(line, at);
    if (!valid.ok()) return valid;
    const absl::Status override_valid =
        CheckOverride(movement.kind(), line, at);
    if (!override_valid.ok()) return override_valid;
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
  if (is_donor == origin.donor().empty()) {
    return rpc::InvalidField(field + ".donor",
                             is_donor ? "DONOR_MISSING" : "NOT_FOR_THIS_KIND");
  }
  const bool is_bought = origin.kind() == v1::Origin::KIND_COMMITMENT;
  if (is_bought == origin.commitment().empty()) {
    return rpc::InvalidField(field + ".commitment", is_bought
                                                        ? "ORDER_LINE_MISSING"
                                                        : "NOT_FOR_THIS_KIND");
  }
  if (is_bought == (origin.line() != 0)) return absl::OkStatus();
  return rpc::InvalidField(
      field + ".line", is_bought ? "ORDER_LINE_MISSING" : "NOT_FOR_THIS_KIND");
}

}  // namespace epiledger::supplies
