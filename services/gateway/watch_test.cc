// Pictures that are watched, on the real gateway before three real services:
// what is written is seen, and silence is told from quiet.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/rpc/testing/stream_client.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::PartStatus;
using testing::StreamClient;
using OverviewMessage = command::v1::Overview;

constexpr char kWatchOverview[] =
    "/epiledger.command.v1.HeadquartersService/WatchOverview";
// More pictures than any of these stories brings.
constexpr int kManyPictures = 200;

class WatchTest : public ::testing::Test, protected GatewayFixture {
 protected:
  std::unique_ptr<StreamClient> Watch(const std::string& token) {
    rpc::ChannelOptions people;
    people.target = Concat("127.0.0.1:", gateway().port());
    people.tls = pki().NoCertificate();
    command::v1::WatchOverviewRequest request;
    request.set_name(Concat("counties/", kCounty));
    rpc::CallSettings settings;
    settings.token = token;
    settings.timeout = absl::Minutes(1);
    return std::make_unique<StreamClient>(
        rpc::OpenChannel(people).value(), kWatchOverview,
        request.SerializeAsString(), settings);
  }

  static OverviewMessage Next(StreamClient& client) {
    OverviewMessage overview;
    EXPECT_TRUE(overview.ParseFromString(client.Read().value_or("\xff")));
    return overview;
  }

  // Reads until a picture is as `is_there` says.
  static OverviewMessage Await(
      StreamClient& client,
      const std::function<bool(const OverviewMessage&)>& is_there) {
    OverviewMessage overview;
    for (int i = 0; i < kManyPictures && !is_there(overview); ++i) {
      overview = Next(client);
      if (::testing::Test::HasFailure()) break;
    }
    EXPECT_TRUE(is_there(overview)) << overview.ShortDebugString();
    return overview;
  }
};

bool IsAllFresh(const OverviewMessage& overview) {
  return overview.money().status().state() == PartStatus::STATE_FRESH &&
         overview.supplies().status().state() == PartStatus::STATE_FRESH &&
         overview.readiness().status().state() == PartStatus::STATE_FRESH;
}

TEST_F(WatchTest, AWriteIsSeenByWhoeverWatches) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto client = Watch(HeadquartersToken());
  EXPECT_TRUE(IsComplete(Next(*client)));
  for (int64_t i = 1; i <= 5; ++i) {
    ASSERT_TRUE(Pay(Concat("p", i), 1).status.ok());
    const absl::Time written = absl::Now();
    Await(*client, [i](const OverviewMessage& seen) {
      return PaidYuan(seen) == 100 + i;
    });
    EXPECT_LT(absl::Now() - written, absl::Seconds(2));
  }
}

TEST_F(WatchTest, AServiceThatFallsSilentShowsAsStaleAndTheOthersDoNot) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto client = Watch(HeadquartersToken());
  EXPECT_TRUE(IsComplete(Next(*client)));
  StopService(SourceId::kSupplies);
  clock().Advance(absl::Seconds(16));
  const OverviewMessage seen =
      Await(*client, [](const OverviewMessage& overview) {
        return overview.supplies().status().state() ==
                   PartStatus::STATE_STALE &&
               overview.money().status().state() == PartStatus::STATE_FRESH &&
               overview.readiness().status().state() == PartStatus::STATE_FRESH;
      });
  EXPECT_EQ(seen.supplies().shortages_size(), 1) << "the last figures stay";
  StartService(SourceId::kSupplies);
  Await(*client, IsAllFresh);
}

TEST_F(WatchTest, AQuietNightStaysFresh) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto client = Watch(HeadquartersToken());
  EXPECT_TRUE(IsAllFresh(Next(*client)));
  // Nothing is written; within five seconds the times are told anew.
  clock().Advance(absl::Seconds(10));
  const absl::Time begin = absl::Now();
  const OverviewMessage again =
      Await(*client, [this](const OverviewMessage& seen) {
        return IsAllFresh(seen) &&
               ToTime(seen.money().status().feed_time()) == clock().Now();
      });
  EXPECT_LT(absl::Now() - begin, absl::Seconds(6));
  EXPECT_EQ(PaidYuan(again), 100);
}

TEST_F(WatchTest, EachRoleWatchesWhatItMaySee) {
  MakeSample();
  AwaitOverview(IsComplete);
  const OverviewMessage finance = Next(*Watch(FinanceToken()));
  EXPECT_EQ(PaidYuan(finance), 100);
  EXPECT_FALSE(finance.readiness().has_summary());
  EXPECT_EQ(finance.supplies().shortages_size(), 0);
  EXPECT_FALSE(finance.supplies().has_unanswered());
  const auto clerk = Watch(Token(auth::v1::ROLE_HOSPITAL, "people"));
  EXPECT_EQ(clerk->Read(), std::nullopt);
  EXPECT_EQ(ReasonOf(clerk->Finish()), "ROLE_NOT_ALLOWED");
}

TEST_F(WatchTest, AStreamEndsWithTheTokenItWasOpenedWith) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto client = Watch(HeadquartersToken());
  EXPECT_TRUE(client->Read().has_value());
  clock().Advance(absl::Hours(2));
  while (client->Read().has_value()) {
  }
  EXPECT_EQ(ReasonOf(client->Finish()), "TOKEN_EXPIRED");
}

TEST_F(WatchTest, ACountyNobodyKnowsIsNotFound) {
  const auto client = Watch(HeadquartersToken());
  EXPECT_EQ(client->Read(), std::nullopt);
  EXPECT_EQ(ReasonOf(client->Finish()), "BOOK_NOT_FOUND");
}

TEST_F(WatchTest, ManyWatchTheSame) {
  MakeSample();
  AwaitOverview(IsComplete);
  std::vector<std::unique_ptr<StreamClient>> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(Watch(HeadquartersToken()));
  for (const auto& client : clients) EXPECT_TRUE(IsComplete(Next(*client)));
  ASSERT_TRUE(Pay("p1", 7).status.ok());
  for (const auto& client : clients) {
    Await(*client,
          [](const OverviewMessage& seen) { return PaidYuan(seen) == 107; });
  }
}

TEST_F(WatchTest, AGatewayThatStopsEndsItsStreams) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto client = Watch(HeadquartersToken());
  EXPECT_TRUE(client->Read().has_value());
  StopGateway();
  while (client->Read().has_value()) {
  }
  EXPECT_EQ(client->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  StartGateway();
}

}  // namespace
}  // namespace epiledger::gateway
