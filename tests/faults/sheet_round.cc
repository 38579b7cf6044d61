#include "tests/faults/sheet_round.h"

#include <thread>
#include <utility>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/text.h"
#include "tests/faults/sheet_load.h"

namespace epiledger::faults {
namespace {

constexpr int kLeastLoadMilliseconds = 50;
constexpr int kMostLoadMilliseconds = 400;
// Answers under way have arrived when none came for so long.
constexpr absl::Duration kQuietSheets = absl::Milliseconds(30);
constexpr absl::Duration kBusySheets = absl::Seconds(20);
// Between looks at the load.
constexpr absl::Duration kGlance = absl::Microseconds(50);

void WaitForNextSheet(const SheetLoad& load) {
  const absl::Time give_up = absl::Now() + kBusySheets;
  const int64_t before = load.answered();
  while (load.answered() == before && absl::Now() < give_up) {
    std::this_thread::yield();
  }
}

int InFlightWhenStill(const SheetLoad& load) {
  int before = -1;
  int now = load.in_flight();
  while (now != before) {
    absl::SleepFor(kQuietSheets);
    before = now;
    now = load.in_flight();
  }
  return now;
}

// Kills the service with enough sheets in flight; how many.
absl::StatusOr<int> KillWithSheets(FundingServer& server, SheetLoad& load,
                                   KillMoment moment) {
  absl::BitGen random;
  absl::SleepFor(absl::Milliseconds(
      absl::Uniform(random, kLeastLoadMilliseconds, kMostLoadMilliseconds)));
  const absl::Time give_up = absl::Now() + kBusySheets;
  while (absl::Now() < give_up) {
    if (load.in_flight() < kLeastSheetsInFlight) {
      absl::SleepFor(kGlance);
      continue;
    }
    if (moment == KillMoment::kAmidAnswers) WaitForNextSheet(load);
    server.Freeze();
    load.Pause();
    const int in_flight = InFlightWhenStill(load);
    if (in_flight >= kLeastSheetsInFlight) {
      server.Kill9();
      return in_flight;
    }
    load.Resume();
    server.Thaw();
  }
  return absl::InternalError("there were never enough sheets in flight");
}

// What the round finds out about its sheets, one after another.
class Inquest {
 public:
  Inquest(FundingRun& run, SheetRound& round) : run_(run), round_(round) {}

  // What came since `place`, before anything is sent.
  absl::Status ReadTheBook(BookPlace& place) {
    auto entries = ReadEntries(run_.client(), place);
    if (!entries.ok()) return entries.status();
    entries_ = *std::move(entries);
    return absl::OkStatus();
  }

  // Of a sheet that was answered before the kill.
  absl::Status ExamineDecided(const SentSheet& sent) {
    const SheetState told = StateIn(sent.answers);
    round_.accepted += told == SheetState::kWhole;
    round_.refused += told == SheetState::kRefused;
    const SheetState state = Find(sent);
    if (told != state) Wrong(sent, "is not in the book as it was answered");
    return SendAgain(state, sent).status();
  }

  // Of one that was left open: what is answered now is answered ever after.
  absl::Status ExamineOpen(const SentSheet& sent) {
    const SheetState state = Find(sent);
    ++round_.open;
    round_.open_but_whole += state == SheetState::kWhole;
    round_.open_but_refused += state == SheetState::kRefused;
    const auto first = SendAgain(state, {sent.sheet, {}});
    if (!first.ok()) return first.status();
    return SendAgain(StateIn(first->answers), *first).status();
  }

 private:
  void Wrong(const SentSheet& sent, std::string_view what) {
    round_.wrong.push_back(Concat(sent.sheet.front().id, " ", what));
  }

  SheetState Find(const SentSheet& sent) {
    const SheetState state = StateIn(entries_, sent.sheet);
    if (state == SheetState::kTorn) Wrong(sent, "is torn in the book");
    return state;
  }

  // Sends a sheet that stands so in the book; its answers must be those that
  // were given before, if any.
  absl::StatusOr<SentSheet> SendAgain(SheetState before,
                                      const SentSheet& sent) {
    SentSheet again{sent.sheet, {}};
    const absl::Time give_up = absl::Now() + kRetryTime;
    do {
      again.answers = run_.client().PayAllOrNone(sent.sheet, 0);
    } while (StateIn(again.answers) == SheetState::kAbsent &&
             absl::Now() < give_up);
    ++round_.sent_again;
    const std::string wrong = WrongIn(again.answers, before);
    if (!wrong.empty()) Wrong(sent, wrong);
    if (!sent.answers.empty()) ExpectSame(sent, again);
    const absl::Status noted = NoteAnswers(again, run_.history());
    if (!noted.ok()) return noted;
    return again;
  }

  void ExpectSame(const SentSheet& one, const SentSheet& other) {
    for (size_t i = 0; i < one.answers.size(); ++i) {
      const Answer& first = one.answers[i];
      const Answer& second = other.answers[i];
      if (first.kind == second.kind &&
          first.acknowledgement == second.acknowledgement &&
          first.error.reason == second.error.reason) {
        continue;
      }
      return Wrong(one, Concat("has another answer for payment ", i));
    }
  }

  FundingRun& run_;
  SheetRound& round_;
  std::vector<journal::v1::Entry> entries_;
};

}  // namespace

absl::StatusOr<SheetRound> KillAmidSheets(FundingRun& run, SheetSource& source,
                                          BookPlace& place, KillMoment moment) {
  SheetRound round;
  std::vector<SentSheet> open;
  std::vector<SentSheet> decided;
  {
    SheetLoad load(run.client(), run.history(), source);
    const auto in_flight = KillWithSheets(run.server(), load, moment);
    if (!in_flight.ok()) return in_flight.status();
    round.in_flight = *in_flight;
    load.Stop();
    if (!load.status().ok()) return load.status();
    open = load.open();
    decided = load.decided();
  }
  absl::Status status = run.server().Restart();
  if (status.ok()) status = run.Reconnect();
  Inquest inquest(run, round);
  if (status.ok()) status = inquest.ReadTheBook(place);
  for (const SentSheet& sent : open) {
    if (status.ok()) status = inquest.ExamineOpen(sent);
  }
  for (const SentSheet& sent : decided) {
    if (status.ok()) status = inquest.ExamineDecided(sent);
  }
  if (!status.ok()) return status;
  return round;
}

}  // namespace epiledger::faults
