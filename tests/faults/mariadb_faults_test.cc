// Payments while COMMITs get lost between the service and MariaDB, and while
// MariaDB itself is killed.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "tests/faults/busy_kill.h"
#include "tests/faults/expect_sound.h"
#include "tests/faults/funding_run.h"
#include "tests/faults/how_often.h"
#include "tests/faults/payment_load.h"
#include "tests/faults/stores.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::faults {
namespace {

using testing::FaultProxy;
using testing::PrivateMariadb;

constexpr double kShareOfSecondFaults = 0.1;
constexpr absl::Duration kShortPatience = absl::Seconds(1);
constexpr absl::Duration kSettledWithin = absl::Seconds(10);
constexpr absl::Duration kBackWithin = absl::Seconds(5);

PrivateMariadb& Mariadb() { return PrivateMariadb::Shared(); }

absl::Duration Chance(int most_milliseconds) {
  absl::BitGen random;
  return absl::Milliseconds(absl::Uniform(random, 0, most_milliseconds));
}

long long Number(int64_t number) { return number; }

// The service with a proxy before its store.
class ProxiedRun : public ::testing::Test {
 protected:
  void SetUp() override {
    auto proxy = FaultProxy::Start(Mariadb().port());
    ASSERT_TRUE(proxy.ok()) << proxy.status();
    proxy_ = *std::move(proxy);
    const auto schema = Mariadb().NewSchema();
    ASSERT_TRUE(schema.ok()) << schema.status();
    auto run =
        FundingRun::Begin({Mariadb().TcpUrl(*schema, proxy_->port()), ""});
    ASSERT_TRUE(run.ok()) << run.status();
    run_ = *std::move(run);
  }

  // One payment alone.
  Answer PayOnce() {
    const Payment payment = run_->source().Next();
    EXPECT_TRUE(run_->history().NoteSending({payment}).ok());
    const Answer answer = run_->client().Pay(payment, 0);
    EXPECT_EQ(answer.kind, Answer::Kind::kAcknowledged);
    EXPECT_FALSE(answer.replayed);
    EXPECT_TRUE(run_->history()
                    .NoteAnswers({{payment.id, answer.acknowledgement}})
                    .ok());
    return answer;
  }

  // Loses a COMMIT, or its answer, under load; sometimes another one when the
  // service comes to ask what became of the first.
  void LoseOne(const PaymentLoad& load, bool answer) {
    ASSERT_TRUE(load.WaitForAnswers(kLeastInFlight));
    absl::SleepFor(Chance(30));
    ASSERT_TRUE(load.WaitUntilBusy());
    absl::BitGen random;
    const int count = absl::Bernoulli(random, kShareOfSecondFaults) ? 2 : 1;
    answer ? proxy_->LoseAnswers(count) : proxy_->LoseRequests(count);
    const absl::Time give_up = absl::Now() + kSettledWithin;
    while (proxy_->armed() > 0 && absl::Now() < give_up) {
      absl::SleepFor(absl::Milliseconds(1));
    }
    ASSERT_EQ(proxy_->armed(), 0);
  }

  std::unique_ptr<FaultProxy> proxy_;
  std::unique_ptr<FundingRun> run_;
};

// After a lost connection the service pauses before it asks the store: what
// was recorded before the pause was committed by the COMMIT whose answer was
// lost, and is not recorded again.
TEST_F(ProxiedRun, ALostAnswerIsLookedUpAndALostRequestIsRepeated) {
  proxy_->LoseAnswers(1);
  const Answer looked_up = PayOnce();
  EXPECT_EQ(proxy_->lost_answers(), 1);
  EXPECT_GE(looked_up.time -
                absl::FromUnixMicros(looked_up.acknowledgement.record_micros),
            limits::kReconnectPause);
  const absl::Time began = absl::Now();
  proxy_->LoseRequests(1);
  const Answer repeated = PayOnce();
  EXPECT_EQ(proxy_->lost_requests(), 1);
  EXPECT_GE(
      absl::FromUnixMicros(repeated.acknowledgement.record_micros) - began,
      limits::kReconnectPause);
  ExpectSound(*run_);
}

TEST_F(ProxiedRun, LostCommitsAndLostAnswersLoseAndDoubleNothing) {
  LoadCounts counts;
  {
    PaymentLoad load(run_->client(), run_->history(), run_->source(),
                     {.send_again = true});
    for (int i = 0; i < 2 * kLostCommitsOfEachKind; ++i) {
      LoseOne(load, i % 2 == 0);
      if (HasFatalFailure()) return;
    }
    load.Stop();
    ASSERT_TRUE(load.status().ok()) << load.status();
    EXPECT_TRUE(load.open_payments().empty());
    counts = load.counts();
  }
  std::printf(
      "%d COMMITs without an answer and %d without a request under %lld "
      "payments; found by asking the store: about %lld; calls left open by the "
      "service: %lld, not decided: %lld\n",
      proxy_->lost_answers(), proxy_->lost_requests(),
      Number(counts.acknowledged), Number(counts.found_later),
      Number(counts.unknown), Number(counts.undecided));
  // The store is there all the time, so that the service can find out itself.
  EXPECT_EQ(counts.unknown, 0);
  // Only batches that record something are sent a COMMIT, and the service waits
  // before it asks again: each lost answer leaves a payment at least to be
  // found later. Half of them, for a second fault may strike the same batch.
  EXPECT_GE(counts.found_later, kLostCommitsOfEachKind / 2);
  ExpectSound(*run_);
}

// MariaDB is killed and comes back, while the service stays up.
class MariadbKilled : public ::testing::Test {
 protected:
  void SetUp() override {
    auto run = FundingRun::Begin({NewStore(storage::Engine::kMysql), ""});
    ASSERT_TRUE(run.ok()) << run.status();
    run_ = *std::move(run);
  }

  // A kill under `load`, which sends again, at a moment at which many calls are
  // open. Where it `hangs` first, those who call give up before.
  void KillUnder(PaymentLoad& load, bool hangs) {
    const auto in_flight = FreezeWhenBusy(Mariadb(), load);
    ASSERT_TRUE(in_flight.ok()) << in_flight.status();
    EXPECT_GE(*in_flight, kLeastInFlight);
    load.Resume();
    if (hangs) {
      ASSERT_TRUE(load.WaitForOpenCalls(kLeastInFlight));
    }
    Mariadb().Kill9();
    absl::SleepFor(Chance(500));
    const absl::Status restarted = Mariadb().Restart();
    ASSERT_TRUE(restarted.ok()) << restarted;
    const absl::Time up = absl::Now();
    EXPECT_TRUE(load.WaitForAnswers(1)) << run_->server().Log();
    longest_ = std::max(longest_, absl::Now() - up);
  }

  void KillOnce(absl::Duration patience, bool hangs) {
    PaymentLoad load(run_->client(), run_->history(), run_->source(),
                     {.send_again = true, .patience = patience});
    KillUnder(load, hangs);
    load.Stop();
    ASSERT_TRUE(load.status().ok()) << load.status();
    EXPECT_TRUE(load.open_payments().empty());
    const LoadCounts counts = load.counts();
    if (hangs) {
      EXPECT_GE(counts.unknown, kLeastInFlight);
    }
    total_.acknowledged += counts.acknowledged;
    total_.replayed += counts.replayed;
    total_.unknown += counts.unknown;
    total_.undecided += counts.undecided;
  }

  void ExpectAllIsWell() {
    EXPECT_LE(longest_, kBackWithin);
    std::printf(
        "%d kills of MariaDB under %lld payments; calls left open: %lld, not "
        "decided: %lld; sent again and found done: %lld; longest recovery once "
        "it was up: %lld ms\n",
        kDatabaseKills, Number(total_.acknowledged), Number(total_.unknown),
        Number(total_.undecided), Number(total_.replayed),
        Number(absl::ToInt64Milliseconds(longest_)));
    ExpectSound(*run_);
  }

  std::unique_ptr<FundingRun> run_;
  LoadCounts total_;
  absl::Duration longest_;
};

// The service asks the store, once it is back, what became of its COMMIT.
TEST_F(MariadbKilled, KillsLoseAndDoubleNothing) {
  for (int i = 0; i < kDatabaseKills; ++i) {
    KillOnce(kPatience, /*hangs=*/false);
    if (HasFatalFailure()) return;
  }
  ExpectAllIsWell();
}

// Nobody waits for what the service finds out: it is to be asked again.
TEST_F(MariadbKilled, WhoGaveUpIsToldOnAskingAgain) {
  for (int i = 0; i < kDatabaseKills; ++i) {
    KillOnce(kShortPatience, /*hangs=*/true);
    if (HasFatalFailure()) return;
  }
  ExpectAllIsWell();
}

}  // namespace
}  // namespace epiledger::faults
