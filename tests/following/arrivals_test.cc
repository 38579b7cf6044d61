// Stories of goods that a store receives of an order: funding makes an accrual
// of them by itself, and keeps what does not fit in the open. On both engines;
// every figure is written by hand.
#include <string>

#include "tests/following/two_services.h"
#include "tests/testing/batches.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;
using v1::Arrival;

class ArrivalsTest : public TwoServices {};
INSTANTIATE_TEST_SUITE_P(Engines, ArrivalsTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ArrivalsTest, WhatTheStoreReceivesIsAccruedByItself) {
  OrderMasks("c1", 1'000, 300'000);
  const auto received = Receive("c1", 400);
  ASSERT_TRUE(received.ok()) << received.status();
  EXPECT_THAT(StagesNow("c1"), ElementsAre(300'000, 0, 0, 0));
  EXPECT_EQ(Follow(), 1);
  EXPECT_THAT(StagesNow("c1"), ElementsAre(180'000, 0, 120'000, 0));
  const auto list = Arrivals();
  ASSERT_EQ(list.arrivals_size(), 1);
  const Arrival& arrival = list.arrivals(0);
  EXPECT_EQ(arrival.state(), Arrival::STATE_MATCHED);
  EXPECT_THAT(PiecesOf(arrival), ElementsAre(0, 400, 0));
  EXPECT_EQ(FenOf(arrival.amount()), 120'000);
  EXPECT_EQ(arrival.source(), received->movement().name());
  EXPECT_EQ(arrival.facility(), Concat(kCounty, "/facilities/hospital"));
  EXPECT_EQ(arrival.arrival_date().day(), 2);
  EXPECT_EQ(FenOf(list.total_amount()), 120'000);
  EXPECT_EQ(list.followed().sequence(), received->receipt().sequence());
  // Nothing is new.
  EXPECT_EQ(Follow(), 0);
}

TEST_P(ArrivalsTest, ThePartsOfALineAddUpToTheFen) {
  OrderMasks("c1", 3, 100);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Receive("c1", 1).ok());
  EXPECT_EQ(Follow(), 3);
  EXPECT_THAT(StagesNow("c1"), ElementsAre(0, 0, 100, 0));
  std::vector<int64_t> amounts;
  const auto list = Arrivals();
  for (const Arrival& arrival : list.arrivals()) {
    amounts.push_back(FenOf(arrival.amount()));
  }
  EXPECT_THAT(amounts, ElementsAre(33, 33, 34));
}

TEST_P(ArrivalsTest, WhatIsMoreThanOrderedWaitsForAPerson) {
  OrderMasks("c1", 1'000, 300'000);
  ASSERT_TRUE(Receive("c1", 700).ok());
  ASSERT_TRUE(Receive("c1", 400).ok());
  Follow();
  EXPECT_THAT(StagesNow("c1"), ElementsAre(0, 0, 300'000, 0));
  const auto open = Arrivals(Arrival::STATE_OPEN);
  ASSERT_EQ(open.arrivals_size(), 1);
  EXPECT_EQ(open.arrivals(0).problem(), Arrival::PROBLEM_OVER_DELIVERED);
  EXPECT_THAT(PiecesOf(open.arrivals(0)), ElementsAre(0, 300, 100));
  ASSERT_TRUE(Resolve(open.arrivals(0)).ok());
  EXPECT_THAT(Arrivals(Arrival::STATE_OPEN).arrivals(), IsEmpty());
  const Arrival resolved = Arrivals().arrivals(1);
  EXPECT_EQ(resolved.state(), Arrival::STATE_RESOLVED);
  EXPECT_EQ(resolved.resolved_by(), "clerk");
  EXPECT_EQ(ReasonOf(Resolve(resolved).status()), "ARRIVAL_NOT_OPEN");
}

TEST_P(ArrivalsTest, WhatFinanceHadRecordedByHandIsNotAccruedTwice) {
  OrderMasks("c1", 1'000, 300'000);
  auto by_hand = New<v1::CreateAccrualRequest>();
  by_hand.set_parent(std::string(kCounty));
  by_hand.mutable_accrual()->set_commitment(CommitmentName("c1"));
  by_hand.mutable_accrual()->set_line(1);
  *by_hand.mutable_accrual()->mutable_accrual_date() = Day(supplies::kSunday);
  by_hand.mutable_accrual()->set_quantity(500);
  *by_hand.mutable_accrual()->mutable_amount() = Fen(150'000);
  ASSERT_TRUE(funding_.service()
                  .Call<v1::CreateAccrualResponse>("CreateAccrual", by_hand)
                  .ok());
  ASSERT_TRUE(Receive("c1", 400).ok());
  ASSERT_TRUE(Receive("c1", 300).ok());
  Follow();
  EXPECT_THAT(StagesNow("c1"), ElementsAre(90'000, 0, 210'000, 0));
  const auto list = Arrivals();
  EXPECT_THAT(PiecesOf(list.arrivals(0)), ElementsAre(400, 0, 0));
  EXPECT_THAT(PiecesOf(list.arrivals(1)), ElementsAre(100, 200, 0));
}

TEST_P(ArrivalsTest, AnOrderThatIsRecordedLaterTakesThemInOnceAsked) {
  ASSERT_TRUE(Receive("c1", 400).ok());
  Follow();
  Arrival arrival = Arrivals().arrivals(0);
  EXPECT_EQ(arrival.problem(), Arrival::PROBLEM_UNKNOWN_ORDER);
  EXPECT_EQ(Retry(arrival)->arrival().state(), Arrival::STATE_OPEN);
  OrderMasks("c1", 1'000, 300'000);
  // The order's line 2 is none of it.
  ASSERT_TRUE(Receive("c1", 10, 2).ok());
  Follow();
  EXPECT_EQ(Arrivals().arrivals(1).problem(), Arrival::PROBLEM_UNKNOWN_LINE);
  const auto retried = Retry(arrival);
  ASSERT_TRUE(retried.ok()) << retried.status();
  EXPECT_EQ(retried->arrival().state(), Arrival::STATE_MATCHED);
  EXPECT_THAT(PiecesOf(retried->arrival()), ElementsAre(0, 400, 0));
  EXPECT_THAT(StagesNow("c1"), ElementsAre(180'000, 0, 120'000, 0));
  EXPECT_EQ(ReasonOf(Retry(arrival).status()), "ARRIVAL_NOT_OPEN");
  arrival.set_name(Concat(kCounty, "/arrivals/none"));
  EXPECT_EQ(ReasonOf(Retry(arrival).status()), "ARRIVAL_NOT_FOUND");
}

TEST_P(ArrivalsTest, AnotherItemAndALineWithoutAPriceWait) {
  OrderMasks("c1", 1'000, 300'000, "gloves");
  OrderMasks("c2", 0, 1'000);
  ASSERT_TRUE(Receive("c1", 10).ok());
  ASSERT_TRUE(Receive("c2", 10).ok());
  Follow();
  const auto list = Arrivals(Arrival::STATE_OPEN);
  EXPECT_EQ(list.arrivals(0).problem(), Arrival::PROBLEM_OTHER_ITEM);
  EXPECT_EQ(list.arrivals(1).problem(), Arrival::PROBLEM_UNKNOWN_PRICE);
}

TEST_P(ArrivalsTest, WhatARuleForbidsToAccrueSaysWhichRule) {
  OrderMasks("c1", 1'000, 300'000);
  // Before the order was made.
  ASSERT_TRUE(Receive("c1", 400, 1, kFirstDay - 1).ok());
  Follow();
  const Arrival arrival = Arrivals().arrivals(0);
  EXPECT_EQ(arrival.problem(), Arrival::PROBLEM_REFUSED);
  EXPECT_EQ(arrival.refused_by(), "BEFORE_COMMITTED");
  EXPECT_THAT(PiecesOf(arrival), ElementsAre(0, 0, 400));
}

TEST_P(ArrivalsTest, WhatIsSentBackWaitsAndItsReplacementIsNotPaidTwice) {
  OrderMasks("c1", 1'000, 300'000);
  ASSERT_TRUE(Receive("c1", 1'000).ok());
  auto back =
      supplies_.IssueRequest("n95", 200, supplies::At(supplies::kMonday, 10));
  back.mutable_movement()->set_kind(supplies::v1::Movement::KIND_SEND_BACK);
  ASSERT_TRUE(supplies_.Record(back).ok());
  ASSERT_TRUE(Receive("c1", 200, 1, supplies::kTuesday).ok());
  Follow();
  const auto list = Arrivals();
  ASSERT_EQ(list.arrivals_size(), 3);
  EXPECT_EQ(list.arrivals(1).kind(), Arrival::KIND_SENT_BACK);
  EXPECT_EQ(list.arrivals(1).problem(), Arrival::PROBLEM_SENT_BACK);
  EXPECT_THAT(PiecesOf(list.arrivals(2)), ElementsAre(200, 0, 0));
  EXPECT_THAT(StagesNow("c1"), ElementsAre(0, 0, 300'000, 0));
}

TEST_P(ArrivalsTest, AnAccrualThatCameByItselfIsReversedAsAnyOther) {
  OrderMasks("c1", 1'000, 300'000);
  ASSERT_TRUE(Receive("c1", 400).ok());
  Follow();
  const auto reversed = Reverse(Head());
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  EXPECT_THAT(StagesNow("c1"), ElementsAre(300'000, 0, 0, 0));
  // It is not followed again; the next arrival brings the line up to date.
  EXPECT_EQ(Follow(), 0);
  ASSERT_TRUE(Receive("c1", 100).ok());
  Follow();
  EXPECT_THAT(StagesNow("c1"), ElementsAre(270'000, 0, 30'000, 0));
}

TEST_P(ArrivalsTest, ManyAreDecidedAnewOrResolvedAtOnce) {
  ASSERT_TRUE(Receive("c1", 400).ok());
  ASSERT_TRUE(Receive("c2", 10).ok());
  Follow();
  const auto list = Arrivals();
  const auto retry = [&](const Arrival& arrival) {
    auto request = New<v1::RetryArrivalRequest>();
    request.set_name(arrival.name());
    return request;
  };
  const auto resolve = [&](const Arrival& arrival) {
    auto request = New<v1::ResolveArrivalRequest>();
    request.set_name(arrival.name());
    request.set_resolution("供应商同意退货");
    return request;
  };
  OrderMasks("c1", 1'000, 300'000);
  TellOfBatch(funding_.service(),
              {"BatchRetryArrivals", retry(list.arrivals(0)),
               retry(list.arrivals(0)), "ARRIVAL_NOT_OPEN"});
  TellOfBatch(funding_.service(),
              {"BatchResolveArrivals", resolve(list.arrivals(1)),
               resolve(list.arrivals(1)), "ARRIVAL_NOT_OPEN"});
  EXPECT_THAT(Arrivals(Arrival::STATE_OPEN).arrivals(), IsEmpty());
}

TEST_P(ArrivalsTest, EntriesThatConcernNobodyMoveTheCursorNowAndThen) {
  constexpr int kReceipts = 1'001;
  for (int i = 0; i < kReceipts; ++i) {
    ASSERT_TRUE(supplies_
                    .Record(supplies_.ReceiptRequest(
                        "n95", 1, supplies::At(supplies::kSunday, 10)))
                    .ok());
  }
  EXPECT_EQ(Follow(), 1);
  EXPECT_EQ(Follow(), 0);
  EXPECT_GE(Arrivals().followed().sequence(), kReceipts - 1);
}

TEST_P(ArrivalsTest, TwoFollowersDoNothingTwice) {
  OrderMasks("c1", 1'000, 300'000);
  ASSERT_TRUE(Receive("c1", 400).ok());
  follow::CountyFollower other(following_, fetch_, funding_.service().books(),
                               "990101");
  ASSERT_TRUE(other.Step().ok());
  Follow();
  ASSERT_TRUE(Receive("c1", 100).ok());
  Follow();
  // It was overtaken: it looks again where the book is.
  (void)other.Step();
  EXPECT_TRUE(other.Step().ok());
  EXPECT_EQ(Arrivals().arrivals_size(), 2);
  EXPECT_THAT(StagesNow("c1"), ElementsAre(150'000, 0, 150'000, 0));
}

}  // namespace
}  // namespace epiledger::funding
