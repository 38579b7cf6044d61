#include "tests/models/funding/service/history.h"

#include "services/text.h"
#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/record.h"
#include "tests/models/funding/service/calendar.h"
#include "tests/models/funding/service/service_figures.h"

namespace epiledger::ladder {
namespace {

// Whom in-process calls are made as.
constexpr char kClerk[] = "clerk";
constexpr int kLastDay = 12;
constexpr int kReplayPercent = 6;
constexpr int kSheetPercent = 12;
constexpr size_t kStepsPerRead = 20;
// Of histories.
constexpr int kUnwindPercent = 20;

// It is that day, and no later one. Says so.
int BeginOn(int day, funding::FundingFixture& funding) {
  funding.service().clock().Set(MorningOf(day));
  return day;
}

std::string InWords(const Verdict& verdict) {
  if (verdict.accepted()) return "must be accepted";
  std::string text = "must be refused with";
  const char* between = " ";
  for (const Refusal& refusal : verdict.refusals) {
    text += Concat(between, refusal.reason);
    if (refusal.available.has_value()) {
      text += Concat(" available ", *refusal.available);
    }
    if (refusal.ceiling_left.has_value()) {
      text += Concat(" ceiling_left ", *refusal.ceiling_left);
    }
    if (!refusal.is_decided) text += " (undecided)";
    between = " or ";
  }
  return text;
}

}  // namespace

History::History(funding::FundingFixture::Store store, std::optional<Aim> aim,
                 VerdictTable& table)
    : funding_(store),
      clerk_(funding_),
      notes_(BeginOn(kLastDay, funding_), kClerk),
      aim_(aim),
      table_(table) {}

std::string History::Run(const std::vector<uint32_t>& seeds) {
  size_t steps = 0;
  for (const uint32_t seed : seeds) {
    Step(seed);
    Dice dice(seed);
    if (fault_.empty() && ++steps % kStepsPerRead == 0) ReadAll(dice);
    if (!fault_.empty()) return Concat(story_, fault_);
  }
  Dice dice(seeds.empty() ? 0 : seeds.front());
  if (dice.Chance(kUnwindPercent)) Unwind(dice);
  if (fault_.empty()) ReadAll(dice);
  Verify();
  return fault_.empty() ? "" : Concat(story_, fault_);
}

void History::Step(uint32_t seed) {
  Dice dice(seed);
  LetTimePass(dice);
  if (!sent_.empty() && dice.Chance(kReplayPercent)) return Replay(dice);
  const int before = recorded_;
  if (dice.Chance(kSheetPercent)) {
    AskSheet(dice);
  } else {
    Ask(Office(notes_, dice, aim_).Next(), dice);
  }
  // Whatever was recorded last, nothing is lost.
  if (fault_.empty() && recorded_ > before) ReadAt({}, Extent::kMoney);
}

void History::LetTimePass(Dice& dice) {
  const int64_t before = notes_.waiting.minute;
  PassTime(dice, notes_);
  const int64_t minutes = notes_.waiting.minute - before;
  if (minutes == 0) return;
  funding_.service().clock().Advance(absl::Minutes(minutes));
  story_ += Concat("  ", minutes, " minutes go by\n");
}

void History::Ask(const Request& request, Dice& dice) {
  const std::string id = NextId(dice);
  const Answer answer = clerk_.Ask(id, request);
  Tell(request, answer, "");
  Hear(id, request, answer);
}

void History::Hear(const std::string& id, const Request& request,
                   const Answer& answer) {
  const std::string row = RowOf(request, notes_);
  const Verdict verdict = Judge(notes_, request);
  Compare(answer, verdict);
  CheckWaits(request, answer);
  CheckSequence(answer);
  CheckNamed(request, answer);
  if (!fault_.empty()) return;
  if (answer.is_accepted) {
    CountAccepted(request, row, verdict);
    Record(request, answer.sequence, notes_);
    ++recorded_;
  } else {
    table_.CountRefused(row, answer.reason);
    if (answer.sequence > 0) RecordRefused(answer.sequence, notes_);
  }
  if (answer.sequence > 0) sent_.push_back({id, request, answer});
}

void History::Compare(const Answer& answer, const Verdict& verdict) {
  const Refusal refusal = {answer.reason, answer.available, answer.ceiling_left,
                           answer.sequence > 0};
  const bool is_right =
      answer.is_accepted ? verdict.accepted() : verdict.Allows(refusal);
  if (!is_right) Fault(Concat("It ", InWords(verdict), "."));
}

// Nothing is done that must wait, and nothing waits that needs nobody.
void History::CheckWaits(const Request& request, const Answer& answer) {
  if (!answer.is_accepted) return;
  const bool must_wait = Waits(notes_, request);
  if (answer.is_proposal == must_wait) return;
  Fault(must_wait ? "It must wait for a second person."
                  : "It must not wait for a second person.");
}

void History::CountAccepted(const Request& request, const std::string& row,
                            const Verdict& verdict) {
  auto rules = verdict.rules;
  const bool has_limit = HasLimit(notes_, request);
  if (has_limit && !Waits(notes_, request)) rules.insert(kSecondPerson);
  table_.CountAccepted(row, rules);
  if (Waits(notes_, request)) table_.CountRefused(row, kSecondPerson);
}

void History::CheckSequence(const Answer& answer) {
  if (answer.is_replay) Fault("Nothing was sent under this id before.");
  if (answer.sequence == 0) return;
  if (answer.sequence != ++head_) Fault(Concat("It must be entry ", head_));
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
    Fault(Concat("It must be: ", ladder::Tell(expected), "."));
  }
}

void History::ReadAll(Dice& dice) {
  ReadAt({}, Extent::kAll);
  for (int i = 0; i < 2; ++i) {
    Point point;
    if (i == 0 || dice.Chance(50)) point.sequence = dice.Between(1, head_);
    if (i == 1 || dice.Chance(50)) {
      point.day = static_cast<int>(dice.Between(-1, notes_.today));
    }
    ReadAt(point, Extent::kAll);
  }
}

void History::ReadAt(Point point, Extent extent) {
  const Figures found = ReadFigures(funding_, clerk_, point, extent);
  std::string fault = FirstDifference(FiguresAt(notes_, point, extent), found);
  if (fault.empty()) fault = FirstImbalance(found);
  if (fault.empty()) return;
  const Point now;
  Fault(Concat("Read as of entry ",
               point.sequence == now.sequence ? "now" : Concat(point.sequence),
               ", day ", point.day == now.day ? "now" : Concat(point.day), ": ",
               fault, "."));
}

void History::Verify() {
  for (const std::string& finding : funding_.service().Verify().findings) {
    Fault(Concat("The verifier finds: ", finding));
  }
  const std::string overdrawn = notes_.journal.FirstOverdrawn();
  if (!overdrawn.empty()) {
    Fault(Concat("The model itself overdraws ", overdrawn));
  }
}

void History::Tell(const Request& request, const Answer& answer,
                   const char* how) {
  story_ += Concat("  ", how, ladder::Tell(request), " -> ",
                   ladder::Tell(answer), "\n");
}

// The first one tells more than what follows from it.
void History::Fault(const std::string& fault) {
  if (fault_.empty()) fault_ = fault;
}

}  // namespace epiledger::ladder
