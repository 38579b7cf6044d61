// kill −9 of the service while sheets of payments are under way that are to be
// accepted all or none: each is there whole or not at all, and sent again it is
// answered the same.
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/faults/expect_sound.h"
#include "tests/faults/how_often.h"
#include "tests/faults/sheet_load.h"
#include "tests/faults/sheet_round.h"
#include "tests/faults/stores.h"

namespace epiledger::faults {
namespace {

using ::testing::IsEmpty;

// Aimed kills, until one struck between a COMMIT and its answer, and a sheet
// was refused before one.
constexpr int kMostAimed = 60;

struct SheetTotals {
  int rounds = 0;
  SheetRound sum;
  int least_in_flight = INT32_MAX;

  void Add(const SheetRound& round) {
    ++rounds;
    sum.accepted += round.accepted;
    sum.refused += round.refused;
    sum.open += round.open;
    sum.open_but_whole += round.open_but_whole;
    sum.open_but_refused += round.open_but_refused;
    sum.sent_again += round.sent_again;
    least_in_flight = std::min(least_in_flight, round.in_flight);
  }

  [[nodiscard]] bool HasSeenAll() const {
    return sum.open_but_whole > 0 && sum.refused > 0;
  }

  void Print() const {
    std::printf(
        "%d kills amid sheets: %lld accepted and %lld refused before them, "
        "%lld left open (at least %d in flight), of which %lld were there "
        "whole, %lld refused and the others not at all; %lld sent again\n",
        rounds, static_cast<long long>(sum.accepted),
        static_cast<long long>(sum.refused), static_cast<long long>(sum.open),
        least_in_flight, static_cast<long long>(sum.open_but_whole),
        static_cast<long long>(sum.open_but_refused),
        static_cast<long long>(sum.sent_again));
  }
};

class Sheets : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void TellRound(FundingRun& run, KillMoment moment) {
    const auto round = KillAmidSheets(run, source_, place_, moment);
    ASSERT_TRUE(round.ok()) << round.status();
    EXPECT_GE(round->in_flight, kLeastSheetsInFlight);
    EXPECT_GE(round->open, round->in_flight);
    EXPECT_THAT(round->wrong, IsEmpty());
    totals_.Add(*round);
  }

  SheetSource source_;
  BookPlace place_;
  SheetTotals totals_;
};

INSTANTIATE_TEST_SUITE_P(Engines, Sheets,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

TEST_P(Sheets, AreThereWholeOrNotAtAllAfterAKill) {
  const auto run = FundingRun::Begin({NewStore(GetParam()), ""});
  ASSERT_TRUE(run.ok()) << run.status();
  for (int i = 0; i < kServiceKills; ++i) {
    TellRound(**run, KillMoment::kAny);
    if (HasFatalFailure()) return;
  }
  for (int i = 0; i < kMostAimed && !totals_.HasSeenAll(); ++i) {
    TellRound(**run, KillMoment::kAmidAnswers);
    if (HasFatalFailure()) return;
  }
  totals_.Print();
  EXPECT_GT(totals_.sum.open_but_whole, 0);
  EXPECT_GT(totals_.sum.refused, 0);
  ExpectSound(**run);
}

}  // namespace
}  // namespace epiledger::faults
