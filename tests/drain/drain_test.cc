// SIGTERM under load: every call that was sent before it gets an answer that
// says what became of it, and what was acknowledged is there after a restart.
#include <cstdio>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "tests/faults/expect_sound.h"
#include "tests/faults/funding_run.h"
#include "tests/faults/payment_load.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::faults {
namespace {

constexpr int kStops = 3;
constexpr absl::Duration kLookAgain = absl::Milliseconds(50);
constexpr absl::Duration kGiveUp = absl::Seconds(20);

// Holds the service still until every writer's call waits, so that the signal
// meets all of them, and none is begun after it.
int GatherCalls(FundingServer& server, PaymentLoad& load) {
  EXPECT_TRUE(load.WaitForAnswers(kWriters));
  server.Freeze();
  const absl::Time give_up = absl::Now() + kGiveUp;
  while (load.in_flight() < kWriters && absl::Now() < give_up) {
    absl::SleepFor(kLookAgain);
  }
  load.Pause();
  // Calls that were just begun are still on their way to the service.
  absl::SleepFor(kLookAgain);
  return load.in_flight();
}

// How many answers have come since `before`, of each kind.
LoadCounts Since(const LoadCounts& before, const PaymentLoad& load) {
  LoadCounts counts = load.counts();
  counts.acknowledged -= before.acknowledged;
  counts.undecided -= before.undecided;
  counts.unknown -= before.unknown;
  return counts;
}

// The answers to `calls` calls that were under way. Those that a writer begins
// when the load ends, to a service that is gone, are no longer among them.
LoadCounts AwaitAnswers(int calls, const LoadCounts& before,
                        const PaymentLoad& load) {
  const absl::Time give_up = absl::Now() + kGiveUp;
  LoadCounts counts = Since(before, load);
  while (counts.acknowledged + counts.undecided + counts.unknown < calls &&
         absl::Now() < give_up) {
    absl::SleepFor(kLookAgain);
    counts = Since(before, load);
  }
  return counts;
}

void StopUnderLoad(FundingRun& run) {
  PaymentLoad load(run.client(), run.history(), run.source(), {});
  const int in_flight = GatherCalls(run.server(), load);
  EXPECT_GE(in_flight, kLeastInFlight);
  const LoadCounts before = load.counts();
  run.server().Thaw();
  const absl::Status stopped = run.server().Stop();
  EXPECT_TRUE(stopped.ok()) << stopped;
  const LoadCounts answers = AwaitAnswers(in_flight, before, load);
  EXPECT_EQ(answers.unknown, 0);
  EXPECT_EQ(answers.acknowledged + answers.undecided, in_flight);
  load.Stop();
  EXPECT_TRUE(load.status().ok()) << load.status();
  std::printf("%d in flight: %lld acknowledged, %lld refused as undecided\n",
              in_flight, static_cast<long long>(answers.acknowledged),
              static_cast<long long>(answers.undecided));
}

class Drain : public ::testing::TestWithParam<bool> {
 protected:
  static std::string Store() {
    if (!GetParam()) return "";
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }
};

TEST_P(Drain, SigtermLeavesNoOutcomeUnknown) {
  const auto run = FundingRun::Begin({Store(), ""});
  ASSERT_TRUE(run.ok()) << run.status();
  for (int i = 0; i < kStops; ++i) {
    StopUnderLoad(**run);
    const absl::Status restarted = (*run)->server().Restart();
    ASSERT_TRUE(restarted.ok()) << restarted;
    const absl::Status connected = (*run)->Reconnect();
    ASSERT_TRUE(connected.ok()) << connected;
  }
  ExpectSound(**run);
}

INSTANTIATE_TEST_SUITE_P(Engines, Drain, ::testing::Bool(),
                         [](const auto& mariadb) {
                           return mariadb.param ? "MariaDB" : "SQLite";
                         });

}  // namespace
}  // namespace epiledger::faults
