#include "services/supplies/count_rules.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/count_figures.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/line_book.h"
#include "services/supplies/line_effects.h"
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
using MaybeDecision = std::optional<Decision>;

// Whether one figure is more than five times the other.
bool IsBigChange(Amount expected, Amount counted) {
  const Amount a = std::max<Amount>(1, expected);
  const Amount b = std::max<Amount>(1, counted);
  return std::max(a, b) > limits::kMaxUnconfirmedChange * std::min(a, b);
}

absl::Status CheckLine(const v1::CountLine& line, bool supersedes,
                       const std::string& at) {
  if (line.withdraw() && !supersedes) {
    return rpc::InvalidField(at + ".withdraw", "WITHDRAW_WITHOUT_SUPERSEDES");
  }
  if (line.withdraw() == line.has_quantity()) {
    return rpc::InvalidField(at + ".quantity", line.withdraw()
                                                   ? "NOT_FOR_THIS_KIND"
                                                   : "QUANTITY_MISSING");
  }
  if (line.surplus_reason() >= v1::SURPLUS_REASON_TOLERANCE) {
    return rpc::InvalidField(at + ".surplus_reason", "OUTPUT_ONLY");
  }
  return absl::OkStatus();
}

// One count on its way to a decision.
class CountDecider {
 public:
  CountDecider(const v1::CreateCountRequest& request,
               const DecisionContext& context, State& state)
      : state_(state),
        context_(context),
        effects_(context, state),
        count_(request.count()),
        store_(PathOf(request.parent())),
        store_name_(request.parent()),
        id_(context.NewId()),
        position_(ToPosition(count_.count_time())) {}

  Decision Decide() {
    if (const absl::Status ahead =
            CheckNotAhead(count_.count_time(), "count.count_time", context_);
        !ahead.ok()) {
      return ahead;
    }
    if (!state_.Exists(kStores, store_)) {
      return Missing("STORE_NOT_FOUND", store_name_);
    }
    if (!FindSuperseded()) {
      return Missing("COUNT_NOT_FOUND", count_.supersedes());
    }
    const std::string key = Join(store_, id_);
    count_.set_name(NameOf(kCountName, context_.book.county, key));
    count_.set_subject(context_.subject);
    *count_.mutable_record_time() = RecordTimeOf(context_);
    for (int i = 0; i < count_.lines_size(); ++i) {
      if (MaybeDecision problem = Read(i)) return *std::move(problem);
    }
    if (!questions_.empty()) return Ask();
    for (Line& line : lines_) Finish(line);
    if (superseded_.has_value()) {
      effects_.Set(kCounts, PathOf(superseded_->name()), *superseded_);
    }
    return effects_.Take(kCounts, key, count_);
  }

 private:
  // A line of the count, and what will become of it.
  struct Line {
    v1::CountLine* line;
    std::string field;
    v1::Item item;
    LineName name;
    // The superseded line; null when there is none.
    v1::CountLine* old = nullptr;
    // The count and its line that the superseded line only repeats; null when
    // it stands for itself.
    v1::Count* repeated = nullptr;
    v1::CountLine* repeated_line = nullptr;
    // What changes; null when nothing does.
    std::unique_ptr<LineBook> book;
  };

  bool FindSuperseded() {
    if (count_.supersedes().empty()) return true;
    superseded_ = state_.Get<v1::Count>(kCounts, PathOf(count_.supersedes()));
    return superseded_.has_value();
  }

  static v1::CountLine* FindLine(v1::Count& count, const std::string& item) {
    for (v1::CountLine& line : *count.mutable_lines()) {
      if (line.item() == item) return &line;
    }
    return nullptr;
  }

  // The line of the superseded count, and the one it repeats: what it says is
  // taken back only with that one.
  void FindOld(Line& line) {
    if (!superseded_.has_value()) return;
    line.old = FindLine(*superseded_, line.line->item());
    if (line.old == nullptr || line.old->result().repeats().empty()) return;
    const std::string& name = line.old->result().repeats();
    auto found = repeated_.find(name);
    if (found == repeated_.end()) {
      auto count = state_.Get<v1::Count>(kCounts, PathOf(name));
      if (!count.has_value()) return;
      found = repeated_.emplace(name, *std::move(count)).first;
    }
    line.repeated = &found->second;
    line.repeated_line = FindLine(found->second, line.line->item());
  }

  MaybeDecision Read(int index) {
    v1::CountLine& line = *count_.mutable_lines(index);
    const std::string item_id(rpc::LastSegment(line.item()));
    const auto item = state_.Get<v1::Item>(kItems, item_id);
    if (!item.has_value()) return Missing("ITEM_NOT_FOUND", line.item());
    const std::string field = Concat("count.lines[", index, "]");
    Pieces pieces = PiecesOf(line.quantity(), *item, field + ".quantity");
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    line.mutable_result()->set_total(std::get<Amount>(pieces));
    lines_.push_back({&line,
                      field,
                      *item,
                      {store_, item_id},
                      nullptr,
                      nullptr,
                      nullptr,
                      nullptr});
    FindOld(lines_.back());
    if (MaybeDecision problem = CheckOld(lines_.back())) return problem;
    Change(lines_.back());
    return std::nullopt;
  }

  // What may be superseded.
  MaybeDecision CheckOld(const Line& line) const {
    if (line.old == nullptr) {
      if (!line.line->withdraw()) return std::nullopt;
      return Refuse("NOT_COUNTED",
                    {{"count", count_.supersedes()}, {"item", line.name.item}});
    }
    std::string by = line.old->result().superseded_by();
    if (by.empty() && line.repeated_line != nullptr) {
      by = line.repeated_line->result().superseded_by();
    }
    if (by.empty()) return std::nullopt;
    return Refuse(
        "ALREADY_SUPERSEDED",
        {{"count", count_.supersedes()}, {"item", line.name.item}, {"by", by}});
  }

  // Changes the line's book, or finds that it cannot be.
  void Change(Line& line) {
    const int64_t old_position =
        line.old == nullptr ? position_ : ToPosition(superseded_->count_time());
    line.book = std::make_unique<LineBook>(state_, line.name,
                                           std::min(position_, old_position));
    LineBook& book = *line.book;
    if (line.old != nullptr) {
      const v1::CountEntry* old = book.CountAt(old_position);
      const std::string_view old_id =
          rpc::LastSegment(line.repeated == nullptr ? superseded_->name()
                                                    : line.repeated->name());
      if (old != nullptr && old->count() == old_id) {
        book.SupersedeCount(old_position);
      }
    }
    v1::CountResult& result = *line.line->mutable_result();
    result.set_expected(book.ExpectedAt(position_));
    const v1::CountEntry* standing = book.CountAt(position_);
    if (line.line->withdraw()) {
      result.set_outcome(v1::CountResult::OUTCOME_WITHDRAWN);
      if (!book.Reconcile()) Contradict(line);
    } else if (standing == nullptr) {
      AddTo(line);
    } else if (standing->quantity() != result.total()) {
      Contradict(line);
    } else {
      Repeat(standing->count(), line);
    }
  }

  void Repeat(const std::string& standing, Line& line) {
    v1::CountResult& result = *line.line->mutable_result();
    result.set_repeats(
        NameOf(kCountName, context_.book.county, Join(store_, standing)));
    result.set_outcome(v1::CountResult::OUTCOME_REPEATED);
    if (line.book->Reconcile()) return;
    result.clear_repeats();
    Contradict(line);
  }

  void AddTo(Line& line) {
    LineBook& book = *line.book;
    v1::CountResult& result = *line.line->mutable_result();
    if (!line.line->confirm() && book.WasCountedBefore(position_) &&
        IsBigChange(result.expected(), result.total())) {
      Question(line, "CONFIRM_CHANGE",
               {{"expected", Concat(result.expected())},
                {"found", Concat(result.total())}});
    }
    v1::CountEntry entry;
    entry.set_count(id_);
    entry.set_subject(context_.subject);
    entry.set_quantity(result.total());
    book.AddCount(position_, std::move(entry));
    if (!book.Reconcile()) {
      result.set_needed(book.NeededAt(position_));
      return Contradict(line);
    }
    Explain(line);
  }

  void Contradict(Line& line) {
    line.line->mutable_result()->set_outcome(
        v1::CountResult::OUTCOME_CONTRADICTED);
    line.book.reset();
  }

  // Gives a surplus its reason.
  void Explain(Line& line) {
    v1::CountEntry& entry = *line.book->CountAt(position_);
    const Amount surplus = FiguresOf(entry).surplus;
    if (surplus == 0) return;
    v1::SurplusReason reason = line.line->surplus_reason();
    if (reason == v1::SURPLUS_REASON_UNSPECIFIED) {
      reason = surplus <= line.item.surplus_tolerance()
                   ? v1::SURPLUS_REASON_TOLERANCE
                   : v1::SURPLUS_REASON_UNEXPLAINED;
    }
    if (reason == v1::SURPLUS_REASON_UNEXPLAINED && !line.line->confirm()) {
      Question(line, "CONFIRM_SURPLUS",
               {{"surplus", Concat(surplus)},
                {"tolerance", Concat(line.item.surplus_tolerance())}});
    }
    entry.set_own_surplus(surplus);
    entry.set_surplus_reason(reason);
  }

  void Question(const Line& line, std::string_view reason, Figures figures) {
    figures["item"] = line.name.item;
    questions_.push_back(
        {line.field + ".confirm", std::string(reason), std::move(figures)});
  }

  [[nodiscard]] absl::Status Ask() const {
    rpc::Error error;
    error.code = absl::StatusCode::kFailedPrecondition;
    error.reason = "CONFIRMATION_NEEDED";
    error.metadata["outcome"] = "undecided";
    error.violations = questions_;
    return rpc::ToStatus(error);
  }

  void Finish(Line& line) {
    v1::CountResult& result = *line.line->mutable_result();
    if (line.book == nullptr) {
      Open(v1::Task::KIND_CONTRADICTED_COUNT, result.total(), line);
      return;
    }
    BookLine(*line.book, effects_);
    for (v1::BrokenReservation& broken :
         BreakReservations(*line.book, position_, effects_)) {
      *result.add_broken_reservations() = std::move(broken);
    }
    const bool stands =
        result.outcome() == v1::CountResult::OUTCOME_UNSPECIFIED;
    if (stands) Tell(line);
    if (line.old != nullptr) Supersede(*line.old);
    if (line.repeated_line == nullptr) return;
    Supersede(*line.repeated_line);
    effects_.Set(kCounts, PathOf(line.repeated->name()), *line.repeated);
  }

  // The result of a line that stands.
  void Tell(Line& line) {
    const v1::CountEntry& entry = *line.book->CountAt(position_);
    v1::CountResult& result = *line.line->mutable_result();
    FillFigures(entry, context_.book.county, line.name.item, result);
    auto correction =
        CorrectionAfter(*line.book, position_, context_.book.county);
    if (correction.has_value()) {
      *result.mutable_next_count() = *std::move(correction);
    }
    if (entry.surplus_reason() == v1::SURPLUS_REASON_UNEXPLAINED) {
      Open(v1::Task::KIND_UNEXPLAINED_SURPLUS, result.surplus(), line);
    }
  }

  void Open(v1::Task::Kind kind, Amount quantity, Line& line) {
    const std::string task = OpenTask(
        line.name, {kind, count_.name(), position_, quantity}, effects_);
    line.line->mutable_result()->set_task(
        NameOf(kTaskName, context_.book.county, Join(store_, task)));
  }

  void Supersede(v1::CountLine& old) {
    v1::CountResult& result = *old.mutable_result();
    result.set_superseded_by(count_.name());
    if (result.task().empty()) return;
    CloseTask(store_, std::string(rpc::LastSegment(result.task())), effects_);
  }

  State& state_;
  const DecisionContext& context_;
  EffectsBuilder effects_;
  v1::Count count_;
  const std::string store_;
  const std::string store_name_;
  const std::string id_;
  const int64_t position_;
  std::optional<v1::Count> superseded_;
  // By name: what lines of it repeat.
  std::map<std::string, v1::Count> repeated_;
  std::vector<Line> lines_;
  std::vector<rpc::FieldViolation> questions_;
};

}  // namespace

absl::Status ValidateCreateCount(const v1::CreateCountRequest& request) {
  const v1::Count& count = request.count();
  const bool supersedes = !count.supersedes().empty();
  if (supersedes && !count.supersedes().starts_with(request.parent() + "/")) {
    return rpc::InvalidField(
        "count.supersedes", "OTHER_STORE",
        {{"found", count.supersedes()}, {"store", request.parent()}});
  }
  if (supersedes && count.reason().empty()) {
    return rpc::InvalidField("count.reason", "REASON_MISSING");
  }
  std::set<std::string> items;
  for (int i = 0; i < count.lines_size(); ++i) {
    const std::string at = Concat("count.lines[", i, "]");
    const v1::CountLine& line = count.lines(i);
    if (!items.insert(line.item()).second) {
      return rpc::InvalidField(at + ".item", "LISTED_TWICE",
                               {{"found", line.item()}});
    }
    const absl::Status valid = CheckLine(line, supersedes, at);
    if (!valid.ok()) return valid;
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfCount(const v1::CreateCountRequest& request) {
  const std::string store = PathOf(request.parent());
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStores), store});
  if (!request.count().supersedes().empty()) {
    needs.resources.push_back(
        {std::string(kCounts), PathOf(request.count().supersedes())});
  }
  for (const v1::CountLine& line : request.count().lines()) {
    const std::string item(rpc::LastSegment(line.item()));
    needs.resources.push_back({std::string(kItems), item});
    needs.resources.push_back({std::string(kLines), Join(store, item)});
  }
  return needs;
}

Decision DecideCreateCount(const v1::CreateCountRequest& request,
                           const DecisionContext& context, State& state) {
  return CountDecider(request, context, state).Decide();
}

}  // namespace epiledger::supplies
