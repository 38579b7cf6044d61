// SIGTERM under load: every call that was sent before it gets an answer that
// says what became of it, and what was acknowledged is there after a restart.
#include <cstdint>
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
// At which all calls may have been read before the service knew of its stop:
// chance decides which of its threads goes on first.
constexpr int kMostStops = 20;
constexpr absl::Duration kLookAgain = absl::Milliseconds(50);
constexpr absl::Duration kGiveUp = absl::Seconds(20);

// Writers whose calls are all under way when the signal comes; none is begun
// after it.
class CallsUnderWay {
 public:
  explicit CallsUnderWay(FundingRun& run)
      : load_(run.client(), run.history(), run.source(), {}) {}

  [[nodiscard]] PaymentLoad& load() { return load_; }

  // Waits, while the service is frozen, until every writer's call waits.
  void Gather() {
    const absl::Time give_up = absl::Now() + kGiveUp;
    while (load_.in_flight() < kWriters && absl::Now() < give_up) {
      absl::SleepFor(kLookAgain);
    }
    load_.Pause();
    // Calls that were just begun are still on their way to the service.
    absl::SleepFor(kLookAgain);
    in_flight_ = load_.in_flight();
    before_ = load_.counts();
    EXPECT_GE(in_flight_, kLeastInFlight);
  }

  // What became of them. (Those that a writer begins when the load ends, to a
  // service that is gone, are no longer among them.)
  LoadCounts AwaitAnswers() {
    const absl::Time give_up = absl::Now() + kGiveUp;
    LoadCounts answers = Since();
    while (answers.acknowledged + answers.undecided + answers.unknown <
               in_flight_ &&
           absl::Now() < give_up) {
      absl::SleepFor(kLookAgain);
      answers = Since();
    }
    EXPECT_EQ(answers.unknown, 0);
    EXPECT_EQ(answers.undecided, answers.stopping);
    EXPECT_EQ(answers.acknowledged + answers.undecided, in_flight_);
    load_.Stop();
    EXPECT_TRUE(load_.status().ok()) << load_.status();
    return answers;
  }

 private:
  // How many answers have come, of each kind.
  [[nodiscard]] LoadCounts Since() const {
    LoadCounts counts = load_.counts();
    counts.acknowledged -= before_.acknowledged;
    counts.undecided -= before_.undecided;
    counts.stopping -= before_.stopping;
    counts.unknown -= before_.unknown;
    return counts;
  }

  PaymentLoad load_;
  int in_flight_ = 0;
  LoadCounts before_;
};

// The signal meets calls that the service works on and, because it is held
// still meanwhile, as many that it has not read. How many were told to come
// back.
int64_t StopUnderLoad(FundingRun& run) {
  CallsUnderWay begun(run);
  EXPECT_TRUE(begun.load().WaitForAnswers(kWriters));
  run.server().Freeze();
  CallsUnderWay unread(run);
  begun.Gather();
  unread.Gather();
  run.server().BeginStop();
  run.server().Thaw();
  const absl::Status stopped = run.server().AwaitEnd();
  EXPECT_TRUE(stopped.ok()) << stopped;
  int64_t told = 0;
  for (CallsUnderWay* calls : {&begun, &unread}) {
    const LoadCounts answers = calls->AwaitAnswers();
    told += answers.stopping;
    std::printf("%lld acknowledged, %lld told to come back\n",
                static_cast<long long>(answers.acknowledged),
                static_cast<long long>(answers.stopping));
  }
  return told;
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
  int64_t told = 0;
  for (int i = 0; i < kStops || (told == 0 && i < kMostStops); ++i) {
    told += StopUnderLoad(**run);
    const absl::Status restarted = (*run)->server().Restart();
    ASSERT_TRUE(restarted.ok()) << restarted;
    const absl::Status connected = (*run)->Reconnect();
    ASSERT_TRUE(connected.ok()) << connected;
  }
  EXPECT_GT(told, 0) << "nobody was told that the service stops";
  ExpectSound(**run);
}

INSTANTIATE_TEST_SUITE_P(Engines, Drain, ::testing::Bool(),
                         [](const auto& mariadb) {
                           return mariadb.param ? "MariaDB" : "SQLite";
                         });

}  // namespace
}  // namespace epiledger::faults
