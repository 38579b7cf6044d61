// Services that stop, and the gateway too: what was last seen stays.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "epiledger/readiness/v1/register_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/picture_file.h"
#include "services/storage/database.h"

namespace epiledger::gateway {
namespace {

using command::v1::PartStatus;
using ::testing::HasSubstr;
using ::testing::Not;
using OverviewMessage = command::v1::Overview;

std::string Bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream),
          std::istreambuf_iterator<char>()};
}

class RestartTest : public ::testing::Test, protected GatewayFixture {};

TEST_F(RestartTest, AStoppedServiceKeepsItsLastFigures) {
  MakeSample();
  const OverviewMessage before = AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  clock().Advance(absl::Seconds(14));
  EXPECT_EQ(Overview(HeadquartersToken()).response.money().status().state(),
            PartStatus::STATE_FRESH);
  clock().Advance(absl::Seconds(2));
  const OverviewMessage stale = AwaitOverview([](const OverviewMessage& seen) {
    return seen.money().status().state() == PartStatus::STATE_STALE &&
           seen.supplies().status().state() == PartStatus::STATE_FRESH &&
           seen.readiness().status().state() == PartStatus::STATE_FRESH;
  });
  EXPECT_EQ(stale.money().summary().SerializeAsString(),
            before.money().summary().SerializeAsString());
  EXPECT_EQ(PaidYuan(stale), 100);

  StartService(SourceId::kFunding);
  AwaitOverview([](const OverviewMessage& seen) {
    return seen.money().status().state() == PartStatus::STATE_FRESH;
  });
  ASSERT_TRUE(Pay("p1", 5).status.ok());
  AwaitOverview(
      [](const OverviewMessage& seen) { return PaidYuan(seen) == 105; });
}

// A restore cuts off some entries and adds one: the new head may be as far as
// the old one was.
TEST_F(RestartTest, ARestoredBookIsReadAnewThoughItIsAsLong) {
  MakeSample();
  AwaitOverview(IsComplete);
  const std::string incarnation(16, '\x7f');
  const absl::Status restored =
      service(SourceId::kFunding)
          .books()
          .DatabaseOf({"funding", kCounty, "ledger"})
          .value()
          ->Write([&](storage::WriteTransaction& transaction) {
            return transaction
                .Execute(
                    "UPDATE journal_head SET incarnation = ? "
                    "WHERE kind = 'ledger'",
                    {storage::Value::Bytes(incarnation)})
                .status();
          });
  ASSERT_TRUE(restored.ok()) << restored;
  AwaitOverview([&](const OverviewMessage& seen) {
    return seen.money().status().read_at().incarnation() == incarnation;
  });
}

TEST_F(RestartTest, TheGatewaysRestartWhileAServiceIsDownLosesNothing) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  const auto feed_time =
      Overview(HeadquartersToken()).response.money().status().feed_time();
  StopGateway();
  clock().Advance(absl::Minutes(5));
  StartGateway();
  const OverviewMessage seen = AwaitOverview([](const OverviewMessage& now) {
    return now.readiness().status().state() == PartStatus::STATE_FRESH;
  });
  EXPECT_EQ(PaidYuan(seen), 100);
  EXPECT_EQ(seen.money().status().state(), PartStatus::STATE_STALE);
  EXPECT_EQ(seen.money().status().feed_time().SerializeAsString(),
            feed_time.SerializeAsString());
}

TEST_F(RestartTest, ADamagedPictureIsIgnored) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  StopGateway();
  std::string bytes = Bytes(PictureFile());
  ASSERT_GT(bytes.size(), 200u);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(PictureFile(), std::ios::binary) << bytes;
  EXPECT_TRUE(
      absl::IsDataLoss(LoadPicture(options.cache_folder, kCounty).status()));
  StartGateway();
  const OverviewMessage seen = AwaitOverview([](const OverviewMessage& now) {
    return now.readiness().status().state() == PartStatus::STATE_FRESH;
  });
  EXPECT_EQ(seen.money().status().state(), PartStatus::STATE_NEVER_SEEN);
  EXPECT_FALSE(seen.money().has_summary());
}

TEST_F(RestartTest, NamesAndTelephonesAreNotKeptInFiles) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopGateway();
  const std::string bytes = Bytes(PictureFile());
  EXPECT_THAT(bytes, HasSubstr("示范县人民医院"));
  EXPECT_THAT(bytes, Not(HasSubstr(kTelephone)));
  EXPECT_THAT(bytes, Not(HasSubstr("李护士")));
  EXPECT_EQ(
      std::filesystem::status(PictureFile()).permissions(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  StartGateway();
}

TEST_F(RestartTest, ARevokedTokenIsRefusedHereToo) {
  MakeSample();
  AwaitOverview(IsComplete);
  const std::string token = HeadquartersToken();
  EXPECT_TRUE(Overview(token).status.ok());
  StopGateway();
  // What an earlier run had heard of, while readiness cannot be asked.
  StopService(SourceId::kReadiness);
  readiness::v1::ListRevocationsResponse list;
  list.add_revocations()->set_token_id(
      pki().Verifier(&clock())->Verify(token).value()->token_id);
  std::ofstream(options.cache_folder + "/revocations", std::ios::binary)
      << list.SerializeAsString();
  StartGateway();
  EXPECT_EQ(ReasonOf(Overview(token).status), "TOKEN_REVOKED");
  EXPECT_TRUE(Overview(HeadquartersToken()).status.ok());
}

}  // namespace
}  // namespace epiledger::gateway
