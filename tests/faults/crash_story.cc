#include "tests/faults/crash_story.h"

#include <algorithm>
#include <cstdio>

#include "gtest/gtest.h"
#include "tests/faults/crash_round.h"
#include "tests/faults/expect_sound.h"
#include "tests/faults/payment_load.h"
#include "tests/faults/stores.h"

namespace epiledger::faults {
namespace {

constexpr absl::Duration kBackWithin = absl::Seconds(5);

struct Totals {
  int rounds = 0;
  int64_t acknowledged = 0;
  int64_t unknown = 0;
  int64_t unknown_but_done = 0;
  int64_t replays = 0;
  int least_in_flight = INT32_MAX;
  int64_t least_unknown = INT64_MAX;
  absl::Duration longest_recovery;

  void Add(const CrashRound& round) {
    ++rounds;
    acknowledged += round.acknowledged;
    unknown += round.unknown;
    unknown_but_done += round.unknown_but_done;
    replays += round.replays;
    least_in_flight = std::min(least_in_flight, round.in_flight);
    least_unknown = std::min(least_unknown, round.unknown);
    longest_recovery = std::max(longest_recovery, round.recovery);
  }

  void Print() const {
    std::printf(
        "%d kills: %lld acknowledged before them, %lld left open (at least "
        "%lld a round, at least %d calls in flight), of which %lld had been "
        "done; %lld replays in their rounds; longest recovery %lld ms\n",
        rounds, static_cast<long long>(acknowledged),
        static_cast<long long>(unknown), static_cast<long long>(least_unknown),
        least_in_flight, static_cast<long long>(unknown_but_done),
        static_cast<long long>(replays),
        static_cast<long long>(absl::ToInt64Milliseconds(longest_recovery)));
  }
};

void TellRound(FundingRun& run, KillMoment moment, Totals& totals) {
  const auto round = KillOnce(run, moment);
  ASSERT_TRUE(round.ok()) << round.status();
  EXPECT_GE(round->in_flight, kLeastInFlight);
  EXPECT_GE(round->unknown, round->in_flight);
  EXPECT_LE(round->recovery, kBackWithin);
  totals.Add(*round);
}

}  // namespace

void TellCrashStory(storage::Engine engine, int rounds, int most_aimed) {
  const auto run = FundingRun::Begin({NewStore(engine), ""});
  ASSERT_TRUE(run.ok()) << run.status();
  Totals totals;
  for (int i = 0; i < rounds; ++i) {
    TellRound(**run, KillMoment::kAny, totals);
    if (::testing::Test::HasFatalFailure()) return;
  }
  for (int i = 0; i < most_aimed && totals.unknown_but_done == 0; ++i) {
    TellRound(**run, KillMoment::kAmidAnswers, totals);
    if (::testing::Test::HasFatalFailure()) return;
  }
  totals.Print();
  if (most_aimed > 0) {
    EXPECT_GT(totals.unknown_but_done, 0);
  }
  ExpectSound(**run);
}

}  // namespace epiledger::faults
