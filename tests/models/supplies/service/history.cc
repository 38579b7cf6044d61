#include "tests/models/supplies/service/history.h"

#include "services/text.h"
#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/opening.h"
#include "tests/models/supplies/record.h"
#include "tests/models/supplies/service/service_figures.h"

namespace epiledger::goods {
namespace {

// A little later than the hour it is, so that none lies within the minutes by
// which clocks may differ.
constexpr absl::Duration kBeyondHour = absl::Minutes(20);
constexpr int kReplayPercent = 6;
constexpr size_t kStepsPerRead = 20;

std::string InWords(const Verdict& verdict) {
  if (verdict.accepted()) return "must be accepted";
  std::string text = "must be refused with";
  const char* between = " ";
  for (const Refusal& refusal : verdict.refusals) {
    text += Concat(between, refusal.reason);
    if (refusal.available.has_value()) {
      text += Concat(" available ", *refusal.available);
    }
    if (!refusal.is_decided) text += " (undecided)";
    between = " or ";
  }
  return text;
}

}  // namespace

History::History(supplies::SuppliesFixture::Store store, VerdictTable& table)
    : supplies_(store), clerk_(supplies_), notes_(OpenedBook()), table_(table) {
  Open();
}

void History::Open() {
  supplies_.service().clock().Set(
      absl::FromUnixSeconds(TimeOf(kNow).seconds()) + kBeyondHour);
  for (const auto& [id, item] : notes_.items) {
    clerk_.CreateItem(id, item.tolerance);
  }
  for (const std::string& store : notes_.stores) clerk_.CreateStore(store);
}

std::string History::Run(const std::vector<uint32_t>& seeds) {
  size_t steps = 0;
  for (const uint32_t seed : seeds) {
    Step(seed);
    Dice dice(seed);
    if (fault_.empty() && ++steps % kStepsPerRead == 0) ReadAll(dice);
    if (!fault_.empty()) return Concat(story_, fault_);
  }
  Dice dice(seeds.empty() ? 0 : seeds.front());
  ReadAll(dice);
  Verify();
  return fault_.empty() ? "" : Concat(story_, fault_);
}

void History::Step(uint32_t seed) {
  Dice dice(seed);
  if (!sent_.empty() && dice.Chance(kReplayPercent)) return Replay(dice);
  LetHoursPass(Office(notes_, dice).HoursToPass());
  const int before = recorded_;
  Ask(Office(notes_, dice).Next());
  // Whatever was recorded last, nothing is lost.
  if (fault_.empty() && recorded_ > before) ReadAt({}, Extent::kStock);
}

// Something expires meanwhile.
void History::LetHoursPass(int hours) {
  if (hours == 0) return;
  notes_.now += hours;
  supplies_.service().clock().Advance(absl::Hours(hours));
  story_ += Concat("  ", hours, " hours go by\n");
}

void History::Ask(const Request& request) {
  const std::string id = Concat("r", ++requests_);
  const Answer answer = clerk_.Ask(id, request);
  Tell(request, answer, "");
  Hear(request, answer);
  if (answer.sequence > 0) sent_.push_back({id, request, answer});
}

// What the service said to a request that it had to decide.
void History::Hear(const Request& request, const Answer& answer) {
  const Verdict verdict = Judge(notes_, request);
  Compare(answer, verdict);
  CheckSequence(answer);
  if (!fault_.empty()) return;
  if (answer.is_accepted) return HearAccepted(request, answer, verdict);
  table_.CountRefused(RowOf(request), answer.reason);
  if (answer.sequence > 0) RecordRefused(answer.sequence, notes_);
}

void History::HearAccepted(const Request& request, const Answer& answer,
                           const Verdict& verdict) {
  table_.CountAccepted(RowOf(request), verdict.rules);
  const Figures told = Record(request, answer.sequence, notes_);
  CountFits(request, told, table_);
  ++recorded_;
  const std::string fault = FirstDifference(told, answer.told);
  if (!fault.empty()) Fault(Concat("In the answer, ", fault, "."));
}

void History::Compare(const Answer& answer, const Verdict& verdict) {
  const Refusal refusal = {answer.reason, answer.available,
                           answer.sequence > 0};
  const bool is_right =
      answer.is_accepted ? verdict.accepted() : verdict.Allows(refusal);
  if (!is_right) Fault(Concat("It ", InWords(verdict), "."));
}

void History::CheckSequence(const Answer& answer) {
  if (answer.is_replay) Fault("Nothing was sent under this id before.");
  if (answer.sequence == 0 || answer.sequence == notes_.head + 1) return;
  Fault(Concat("It must be entry ", notes_.head + 1));
}

// A retry is harmless (DOMAIN rule 10): it gets the first answer, and another
// body under the same id gets none.
void History::Replay(Dice& dice) {
  const Sent& earlier = dice.OneOf(sent_);
  const char* row = earlier.answer.is_accepted ? models::kReplayOfAccepted
                                               : models::kReplayOfRefused;
  if (dice.Chance(30)) {
    const Request other = Altered(earlier.request);
    const Answer answer = clerk_.Ask(earlier.id, other);
    Tell(other, answer, Concat(earlier.id, " with another body: ").c_str());
    table_.CountRefused(row, answer.reason);
    if (answer.reason != models::kReused || answer.sequence != 0) {
      Fault(Concat("It must be ", models::kReused, "."));
    }
    return;
  }
  Answer expected = earlier.answer;
  expected.is_replay = true;
  const Answer answer = clerk_.Ask(earlier.id, earlier.request);
  Tell(earlier.request, answer, Concat(earlier.id, " again: ").c_str());
  table_.CountAccepted(row, {models::kReused});
  if (answer != expected) {
    Fault(Concat("It must be: ", goods::Tell(expected), "."));
  }
}

void History::ReadAll(Dice& dice) {
  ReadAt({}, Extent::kAll);
  for (int i = 0; i < 2; ++i) {
    Point point;
    if (i == 0 || dice.Chance(50)) {
      point.sequence = dice.Between(1, notes_.head);
    }
    if (i == 1 || dice.Chance(50)) {
      point.hour = static_cast<int>(dice.Between(0, notes_.now));
    }
    ReadAt(point, Extent::kAll);
  }
}

void History::ReadAt(Point point, Extent extent) {
  const Figures found = ReadFigures(supplies_, clerk_, notes_, point, extent);
  std::string fault = FirstDifference(FiguresAt(notes_, point, extent), found);
  if (fault.empty()) fault = FirstImbalance(found);
  if (fault.empty()) return;
  const Point now;
  Fault(Concat("Read as of entry ",
               point.sequence == now.sequence ? "now" : Concat(point.sequence),
               ", hour ", point.hour == now.hour ? "now" : Concat(point.hour),
               ": ", fault, "."));
}

void History::Verify() {
  for (const std::string& finding : supplies_.service().Verify().findings) {
    Fault(Concat("The verifier finds: ", finding));
  }
}

void History::Tell(const Request& request, const Answer& answer,
                   const char* how) {
  story_ += Concat("  ", how, goods::Tell(request), " -> ", goods::Tell(answer),
                   "\n");
}

// The first one tells more than what follows from it.
void History::Fault(const std::string& fault) {
  if (fault_.empty()) fault_ = fault;
}

}  // namespace epiledger::goods
