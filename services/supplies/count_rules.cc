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
#include "services/supplies/count_repair.h"
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
        position_(ToPosition(count_.count_time())),
        all_or_nothing_(request.all_or_nothing()) {}

  Decision Decide() {
    for (const absl::Status& valid :
         {CheckNotAhead(count_.count_time(), "count.count_time", context_),
          CheckDrawnAt(count_, context_)}) {
      if (!valid.ok()) return valid;
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
    LoadAll();
    for (int i = 0; i < count_.lines_size(); ++i) Read(i);
    if (IsRefused()) return Refusal();
    for (Line& line : lines_) Finish(line);
    TellNotCounted();
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
    // It comes back for repair, and has problems.
    bool is_bad = false;
    // What it makes of a count of which nothing is recorded; nothing where it
    // only asks back.
    MaybeDecision refusal;
  };

  bool FindSuperseded() {
    if (count_.supersedes().empty()) return true;
    superseded_ = state_.Get<v1::Count>(kCounts, PathOf(count_.supersedes()));
    return superseded_.has_value();
  }

  void LoadAll() {
    std::vector<std::string> items;
    for (const v1::CountLine& line : count_.lines()) {
      items.emplace_back(rpc::LastSegment(line.item()));
    }
    const int64_t old = superseded_.has_value()
                            ? ToPosition(superseded_->count_time())
                            : position_;
    LoadLines(state_, store_, items,
              {std::min(position_, old), context_.record_time});
  }

  static v1::CountLine* FindLine(v1::Count& count, const std::string& item) {
    for (v1::CountLine& line : *count.mutable_lines()) {
      if (line.item() == item && IsPosted(line)) return &line;
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

  void Read(int index) {
    v1::CountLine& said = *count_.mutable_lines(index);
    Line& line = lines_.emplace_back();
    line.line = &said;
    line.field = Concat("count.lines[", index, "]");
    line.name = {store_, std::string(rpc::LastSegment(said.item()))};
    const auto item = state_.Get<v1::Item>(kItems, line.name.item);
    if (!item.has_value()) {
      return Reject(Missing("ITEM_NOT_FOUND", said.item()), "item", line);
    }
    line.item = *item;
    if (said.absent_reason() != type::v1::ABSENT_REASON_UNSPECIFIED) {
      said.mutable_result()->set_outcome(v1::CountResult::OUTCOME_NOT_COUNTED);
      return;
    }
    Pieces pieces = PiecesOf(said.quantity(), *item, line.field + ".quantity");
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return Reject(std::move(*problem), "quantity", line);
    }
    said.mutable_result()->set_total(std::get<Amount>(pieces));
    FindOld(line);
    if (MaybeDecision problem = CheckOld(line)) {
      return Reject(*std::move(problem), "item", line);
    }
    Change(line);
    if (line.is_bad) SendBack(line);
  }

  // The line cannot be posted as it is.
  static void Reject(Decision refusal, std::string_view field, Line& line) {
    line.is_bad = true;
    v1::CountResult& result = *line.line->mutable_result();
    result.set_outcome(v1::CountResult::OUTCOME_REJECTED);
    *result.add_problems() = ProblemOf(refusal, field);
    line.refusal = std::move(refusal);
  }

  // The line is not posted until its questions are answered.
  static void SendBack(Line& line) {
    line.book.reset();
    v1::CountResult& result = *line.line->mutable_result();
    result.clear_needed();
    result.clear_repeats();
    result.set_outcome(result.moved().empty()
                           ? v1::CountResult::OUTCOME_UNCONFIRMED
                           : v1::CountResult::OUTCOME_MOVED);
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

  // Whether taking it back changes anything: what was contradicted, or only
  // took another back, booked nothing.
  static bool Stood(const v1::CountLine& old) {
    const v1::CountResult::Outcome outcome = old.result().outcome();
    return outcome != v1::CountResult::OUTCOME_CONTRADICTED &&
           outcome != v1::CountResult::OUTCOME_WITHDRAWN;
  }

  // Changes the line's book, or finds that it cannot be.
  void Change(Line& line) {
    const int64_t old_position = line.old != nullptr && Stood(*line.old)
                                     ? ToPosition(superseded_->count_time())
                                     : position_;
    line.book = std::make_unique<LineBook>(
        state_, line.name,
        LineTime{std::min(position_, old_position), context_.record_time});
    LineBook& book = *line.book;
    std::string old_id;
    if (line.old != nullptr) {
      const v1::CountEntry* old = book.CountAt(old_position);
      old_id =
          rpc::LastSegment(line.repeated == nullptr ? superseded_->name()
                                                    : line.repeated->name());
      if (old != nullptr && old->count() == old_id) {
        book.SupersedeCount(old_position);
      }
    }
    CheckMoved(old_id, line);
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

  // Whether the stock moved since the sheet was drawn, apart from what the
  // person takes back.
  void CheckMoved(const std::string& superseded, Line& line) {
    if (!count_.has_drawn_at() ||
        line.line->if_moved() == v1::IF_MOVED_USE_MY_COUNT) {
      return;
    }
    const LineEntries moved = line.book->RecordedAfter(
        count_.drawn_at().sequence(), position_, superseded);
    if (moved.empty()) return;
    AddMoved(moved, context_.book.county, store_, *line.line->mutable_result());
    Question(line, "if_moved", "CONFIRM_MOVED", FiguresOfMoved(moved));
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
      Question(line, "confirm", "CONFIRM_CHANGE",
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
      Question(line, "confirm", "CONFIRM_SURPLUS",
               {{"surplus", Concat(surplus)},
                {"tolerance", Concat(line.item.surplus_tolerance())}});
    }
    entry.set_own_surplus(surplus);
    entry.set_surplus_reason(reason);
  }

  void Question(Line& line, std::string_view field, std::string_view reason,
                Figures figures) {
    figures["item"] = line.name.item;
    line.is_bad = true;
    *line.line->mutable_result()->add_problems() =
        ProblemOf(field, reason, figures);
    questions_.push_back({Concat(line.field, ".", field), std::string(reason),
                          std::move(figures)});
  }

  // Whether nothing is recorded.
  [[nodiscard]] bool IsRefused() const {
    const auto bad =
        std::count_if(lines_.begin(), lines_.end(),
                      [](const Line& line) { return line.is_bad; });
    return bad > 0 && (all_or_nothing_ || bad == std::ssize(lines_));
  }

  // The first line that cannot be posted as it is, or else all questions.
  Decision Refusal() {
    for (Line& line : lines_) {
      if (line.refusal.has_value()) return *std::move(line.refusal);
    }
    rpc::Error error;
    error.code = absl::StatusCode::kFailedPrecondition;
    error.reason = "CONFIRMATION_NEEDED";
    error.metadata["outcome"] = "undecided";
    error.violations = questions_;
    return rpc::ToStatus(error);
  }

  void Finish(Line& line) {
    v1::CountResult& result = *line.line->mutable_result();
    if (!IsPosted(*line.line)) return;
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

  // What the store has or ever had and no quantity is said of.
  void TellNotCounted() {
    if (count_.kind() != v1::COUNT_KIND_FULL) return;
    std::set<std::string_view> said;
    for (const Line& line : lines_) {
      const auto outcome = line.line->result().outcome();
      if (outcome == v1::CountResult::OUTCOME_NOT_COUNTED) continue;
      said.insert(line.name.item);
    }
    for (const auto& [key, body] :
         state_.resources().Children(kLines, store_)) {
      const std::string_view item = rpc::LastSegment(key);
      if (said.contains(item)) continue;
      count_.add_not_counted(
          rpc::MakeName(kItemName, {context_.book.county, item}));
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
  const bool all_or_nothing_;
  std::optional<v1::Count> superseded_;
  // By name: what lines of it repeat.
  std::map<std::string, v1::Count> repeated_;
  std::vector<Line> lines_;
  std::vector<rpc::FieldViolation> questions_;
};

}  // namespace

Decision DecideCreateCount(const v1::CreateCountRequest& request,
                           const DecisionContext& context, State& state) {
  return CountDecider(request, context, state).Decide();
}

}  // namespace epiledger::supplies
