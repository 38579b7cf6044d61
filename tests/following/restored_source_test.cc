// Stories of a supplies service that is restored to an earlier entry while
// funding follows it: what it no longer has is taken back, and what it records
// from then on is something new. On both engines.
#include <memory>
#include <sstream>
#include <string>

#include "services/book/restore.h"
#include "services/storage/store_url.h"
#include "services/supplies/supplies_service.h"
#include "tests/following/two_services.h"
#include "tests/testing/exported.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using v1::Arrival;

class RestoredSourceTest : public TwoServices {
 protected:
  ~RestoredSourceTest() override {
    if (restored_ == nullptr) return;
    EXPECT_THAT(restored_->Verify().findings, IsEmpty());
  }

  // Supplies' book elsewhere, up to that entry, and served from there.
  void RestoreUntil(int64_t sequence) {
    const std::string url = NewUrl();
    MakeRestored(url, sequence);
    restored_ = std::make_unique<testing::InProcess>(
        "supplies", url, &supplies::SuppliesMethods);
    restored_->caller = supplies_.service().caller;
    restored_->clock().Set(supplies_.service().clock().Now());
  }

  // The restored store receives n95 of line 1 of an order.
  absl::StatusOr<Sent> ReceiveAgain(const std::string& order, int64_t pieces) {
    return restored_->Call<Sent>("CreateMovement",
                                 DeliveryRequest(order, pieces));
  }

  // As funding does that is started anew; how many entries it recorded.
  int64_t FollowRestored() {
    const int64_t before = Head();
    const follow::FetchEntries fetch = testing::FetchFrom(restored_->books());
    follow::CountyFollower follower(following_, fetch,
                                    funding_.service().books(), "990101");
    const absl::Status followed = testing::FollowAll(follower);
    EXPECT_TRUE(followed.ok()) << followed;
    return Head() - before;
  }

 private:
  std::string NewUrl() {
    if (GetParam() == FundingFixture::Store::kSqlite) {
      return Concat("sqlite:", folder_.path(), "/restored");
    }
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }

  void MakeRestored(const std::string& url, int64_t until) {
    testing::InProcess& supplies = supplies_.service();
    const auto text = testing::Exported(supplies.books(), supplies.book(),
                                        *journal::SigningKey::Generate());
    ASSERT_TRUE(text.ok()) << text.status();
    const auto store =
        storage::Store::Open(storage::ParseStoreUrl(url).value(), {});
    ASSERT_TRUE(store.ok()) << store.status();
    std::istringstream in(*text);
    const auto report =
        book::Restore(**book::OpenDatabaseOf(**store, supplies.book()), in,
                      {.until = until,
                       .incarnation = {'a', 'n', 'e', 'w'},
                       .now = supplies.clock().Now()});
    ASSERT_TRUE(report.ok()) << report.status();
  }

  testing::TemporaryDirectory folder_;
  std::unique_ptr<testing::InProcess> restored_;
};
INSTANTIATE_TEST_SUITE_P(Engines, RestoredSourceTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(RestoredSourceTest, WhatItNoLongerHasIsTakenBackAndNewGoodsCount) {
  OrderMasks("c1", 1'000, 300'000);
  const auto kept = Receive("c1", 400);
  ASSERT_TRUE(kept.ok()) << kept.status();
  ASSERT_TRUE(Receive("c1", 100).ok());
  const auto lost = Receive("c1", 50);
  ASSERT_TRUE(lost.ok()) << lost.status();
  EXPECT_EQ(Follow(), 3);
  EXPECT_THAT(StagesNow("c1"), ElementsAre(135'000, 0, 165'000, 0));

  RestoreUntil(kept->receipt().sequence());
  EXPECT_EQ(FollowRestored(), 2);
  const auto open = Arrivals(Arrival::STATE_OPEN);
  ASSERT_EQ(open.arrivals_size(), 2);
  for (const Arrival& arrival : open.arrivals()) {
    EXPECT_EQ(arrival.problem(), Arrival::PROBLEM_SOURCE_LOST);
  }

  // The entry after the one that tells of the restore has the place that the
  // last one had.
  const auto again = ReceiveAgain("c1", 250);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->receipt().sequence(), lost->receipt().sequence());
  EXPECT_EQ(FollowRestored(), 1);
  // 150 of them are those that were accrued before.
  EXPECT_THAT(StagesNow("c1"), ElementsAre(105'000, 0, 195'000, 0));
  const auto list = Arrivals();
  ASSERT_EQ(list.arrivals_size(), 4);
  EXPECT_THAT(PiecesOf(list.arrivals(0)), ElementsAre(0, 400, 0));
  EXPECT_THAT(PiecesOf(list.arrivals(3)), ElementsAre(150, 100, 0));
  EXPECT_EQ(list.followed().incarnation(), again->receipt().incarnation());
  EXPECT_EQ(FollowRestored(), 0);
}

}  // namespace
}  // namespace epiledger::funding
