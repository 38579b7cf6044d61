// Two processes of the service on one MariaDB schema.
#include <barrier>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/text.h"
#include "tests/faults/busy_kill.h"
#include "tests/faults/county_setup.h"
#include "tests/faults/expect_sound.h"
#include "tests/faults/funding_run.h"
#include "tests/faults/payment_load.h"
#include "tests/faults/resending.h"
#include "tests/faults/stores.h"

namespace epiledger::faults {
namespace {

constexpr int kKills = 3;
constexpr int kStarts = 5;
constexpr absl::Duration kLoad = absl::Seconds(4);

std::string SharedStore() { return NewStore(storage::Engine::kMysql); }

long long Number(int64_t number) { return number; }

// Starts a process and, when another has come as far, creates the county.
absl::Status StartAndMakeCounty(const Credentials& credentials,
                                const std::string& store,
                                std::barrier<>& both_serve,
                                std::unique_ptr<FundingServer>& server) {
  auto started = FundingServer::Start(credentials, {store, ""});
  both_serve.arrive_and_wait();
  if (!started.ok()) return started.status();
  server = *std::move(started);
  const auto client = FundingClient::Connect(credentials, server->port(), 1);
  if (!client.ok()) return client.status();
  const absl::Status made = MakeCounty(**client);
  if (made.ok()) return made;
  return absl::InternalError(Concat(made.message(), "\n", server->Log()));
}

TEST(ReplicasStart, TwoProcessesBeginOnAnEmptySchemaTogether) {
  const Credentials credentials;
  for (int i = 0; i < kStarts; ++i) {
    const std::string store = SharedStore();
    std::barrier both_serve(2);
    absl::Status second;
    // A process lives no longer than the thread that started it.
    std::thread other([&] {
      std::unique_ptr<FundingServer> server;
      second = StartAndMakeCounty(credentials, store, both_serve, server);
    });
    std::unique_ptr<FundingServer> server;
    const absl::Status first =
        StartAndMakeCounty(credentials, store, both_serve, server);
    other.join();
    EXPECT_TRUE(first.ok()) << first;
    EXPECT_TRUE(second.ok()) << second;
  }
}

class Replicas : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string store = SharedStore();
    auto run = FundingRun::Begin({store, ""});
    ASSERT_TRUE(run.ok()) << run.status();
    run_ = *std::move(run);
    auto second = FundingServer::Start(run_->credentials(), {store, ""});
    ASSERT_TRUE(second.ok()) << second.status();
    second_ = *std::move(second);
    ConnectSecond();
  }

  void ConnectSecond() {
    auto client =
        FundingClient::Connect(run_->credentials(), second_->port(), 4);
    ASSERT_TRUE(client.ok()) << client.status();
    second_client_ = *std::move(client);
  }

  std::unique_ptr<FundingRun> run_;
  std::unique_ptr<FundingServer> second_;
  std::unique_ptr<FundingClient> second_client_;
};

TEST_F(Replicas, TheSameIdsSentToBothAtOnceTakeEffectOnce) {
  PaymentLoad load(run_->client(), run_->history(), run_->source(),
                   {.other_client = second_client_.get(), .send_again = true});
  absl::SleepFor(kLoad);
  load.Stop();
  ASSERT_TRUE(load.status().ok()) << load.status();
  EXPECT_TRUE(load.open_payments().empty());
  const LoadCounts counts = load.counts();
  std::printf(
      "two processes: %lld answers, left open: %lld, not decided: "
      "%lld\n",
      Number(counts.acknowledged), Number(counts.unknown),
      Number(counts.undecided));
  EXPECT_EQ(counts.unknown, 0);
  ExpectSound(*run_);
}

TEST_F(Replicas, OneIsKilledAndTheOtherGoesOn) {
  int64_t unknown = 0;
  int64_t acknowledged = 0;
  for (int i = 0; i < kKills; ++i) {
    PaymentLoad load(run_->client(), run_->history(), run_->source(),
                     {.other_client = second_client_.get()});
    const auto in_flight = KillWhenBusy(*second_, load);
    ASSERT_TRUE(in_flight.ok()) << in_flight.status();
    load.Stop();
    ASSERT_TRUE(load.status().ok()) << load.status();
    EXPECT_GE(load.counts().unknown, 1) << "this kill left nothing open";
    acknowledged += load.counts().acknowledged;
    unknown += load.counts().unknown;
    // The one that goes on knows everything the other was asked.
    const auto settled =
        SendAgain(run_->client(), run_->history(), load.open_payments());
    ASSERT_TRUE(settled.ok()) << settled.status();
    const absl::Status restarted = second_->Restart();
    ASSERT_TRUE(restarted.ok()) << restarted;
    ConnectSecond();
    const auto asked =
        SendAgain(*second_client_, run_->history(), load.open_payments());
    ASSERT_TRUE(asked.ok()) << asked.status();
    EXPECT_EQ(asked->decided_now, 0);
  }
  std::printf(
      "%d kills of one of two processes: %lld answers, left open: "
      "%lld, all settled by the other\n",
      kKills, Number(acknowledged), Number(unknown));
  ExpectSound(*run_);
}

}  // namespace
}  // namespace epiledger::faults
