// Stories of purchases, on both engines: ordered, prepaid, arrived short and
// cheaper, paid in parts, released, refunded. Every figure is written by hand.
#include <string>

#include "services/funding/purchases_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class CommitmentTest : public Purchases {};

INSTANTIATE_TEST_SUITE_P(Engines, CommitmentTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(CommitmentTest, AnOrderHoldsItsMoneyAndIsSettledInParts) {
  // Masks for 3,000.00: 1,000.00 of their own share, the rest undivided.
  ASSERT_TRUE(Order("c1", {{"masks", 300'000, 30'000}}).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(300'000, 0, 0, 0));
  EXPECT_THAT(Left(), ElementsAre(0, 300'000));
  const auto allocation = funding_.GetAllocation("d1");
  EXPECT_EQ(FenOf(allocation->balance().allocated()), 600'000);
  EXPECT_EQ(FenOf(allocation->balance().held()), 300'000);
  EXPECT_EQ(FenOf(allocation->balance().available()), 300'000);

  // A third is paid ahead of the goods.
  const auto prepaid = PayFor("c1", 1, 100'000, kFirstDay + 1, When::kAhead);
  ASSERT_TRUE(prepaid.ok()) << prepaid.status();
  EXPECT_EQ(prepaid->payment().kind(), v1::Payment::KIND_PREPAYMENT);
  EXPECT_EQ(prepaid->payment().payee(), "示范医疗器械有限公司");
  EXPECT_THAT(LineOf("c1"), ElementsAre(200'000, 100'000, 0, 0));

  // The first part arrives: covered by what was prepaid.
  const auto first = Arrive("c1", 1, 80'000, 8'000, kFirstDay + 2);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(FenOf(first->accrual().from_prepaid()), 80'000);
  EXPECT_EQ(FenOf(first->accrual().price_difference()), 0);
  EXPECT_THAT(LineOf("c1"), ElementsAre(200'000, 20'000, 0, 80'000));

  // The second: 200.00 of it were prepaid, the rest is owed.
  ASSERT_TRUE(Arrive("c1", 1, 120'000, 12'000, kFirstDay + 3).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(100'000, 0, 100'000, 100'000));

  // The third is short and cheaper: 8,000 of 10,000, at 0.09 instead of 0.10.
  const auto last = Arrive("c1", 1, 72'000, 8'000, kFirstDay + 4, true);
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_EQ(FenOf(last->accrual().price_difference()), 8'000);
  EXPECT_EQ(FenOf(last->accrual().released()), 28'000);
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 172'000, 100'000));
  EXPECT_EQ(Get("c1").lines(0).quantity_arrived(), 28'000);
  // What was taken last comes back first: to what is not divided.
  EXPECT_THAT(Left(), ElementsAre(0, 328'000));

  // Paid in two.
  ASSERT_TRUE(PayFor("c1", 1, 100'000, kFirstDay + 5, When::kAfter).ok());
  ASSERT_TRUE(PayFor("c1", 1, 72'000, kFirstDay + 6, When::kAfter).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 0, 272'000));
  const auto end = funding_.GetAllocation("d1")->balance();
  EXPECT_EQ(FenOf(end.paid()), 272'000);
  EXPECT_EQ(FenOf(end.held()) + FenOf(end.prepaid()) + FenOf(end.accrued()), 0);
  EXPECT_EQ(FenOf(end.available()), 328'000);
}

TEST_P(CommitmentTest, NobodyOrdersMoreThanIsLeftAndTheLineIsNamed) {
  const auto refused = Order("c1", {{"gowns", 400'000}, {"gowns", 100'001}});
  EXPECT_EQ(ReasonOf(refused.status()), "OVERCOMMITTED");
  EXPECT_EQ(FigureOf(refused.status(), "line"), "2");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "100000");
  EXPECT_THAT(Left(), ElementsAre(100'000, 500'000));
  EXPECT_TRUE(Order("c1", {{"gowns", 400'000}, {"gowns", 100'000}}).ok());
  EXPECT_THAT(Left(), ElementsAre(100'000, 0));
}

TEST_P(CommitmentTest, WhatIsHeldCannotBePaidAwayNorHeldTwice) {
  ASSERT_TRUE(Order("c1", {{"gowns", 450'000}}, kFirstDay + 5).ok());
  // Also not on an earlier day: later the order would find too little.
  const auto paid =
      funding_.Pay(funding_.PaymentRequest("d1", "gowns", 50'001, kFirstDay));
  EXPECT_EQ(ReasonOf(paid.status()), "OVERSPENT");
  EXPECT_EQ(FigureOf(paid.status(), "available"), "50000");
  EXPECT_EQ(ReasonOf(Order("c2", {{"gowns", 50'001}}).status()),
            "OVERCOMMITTED");
}

TEST_P(CommitmentTest, AnOrderIsRecordedOnceBySupplierAndNumber) {
  ASSERT_TRUE(Order("c1", {{"masks", 100}}).ok());
  EXPECT_EQ(Order("c1", {{"masks", 100}}).status().code(),
            absl::StatusCode::kAlreadyExists);
  auto request = New<v1::CreateCommitmentRequest>();
  request.set_parent(std::string(kCounty));
  request.set_commitment_id("c2");
  *request.mutable_commitment() = Get("c1");
  request.mutable_commitment()->clear_name();
  request.mutable_commitment()->clear_balance();
  for (auto& line : *request.mutable_commitment()->mutable_lines()) {
    line.clear_balance();
    line.clear_undivided();
  }
  const auto again = funding_.service().Call<v1::CreateCommitmentResponse>(
      "CreateCommitment", request);
  EXPECT_EQ(ReasonOf(again.status()), "COMMITMENT_NUMBER_TAKEN");
  EXPECT_EQ(FigureOf(again.status(), "commitment"), "c1");
}

TEST_P(CommitmentTest, GoodsAreOwedForBeforeTheyArePaidAndNoMore) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const auto early = PayFor("c1", 1, 1, kFirstDay + 1, When::kAfter);
  EXPECT_EQ(ReasonOf(early.status()), "OVER_ACCRUED");
  EXPECT_EQ(FigureOf(early.status(), "available"), "0");
  const auto ahead = PayFor("c1", 1, 100'001, kFirstDay + 1, When::kAhead);
  EXPECT_EQ(ReasonOf(ahead.status()), "OVER_HELD");
  EXPECT_EQ(ReasonOf(Arrive("c1", 2, 1, 1, kFirstDay).status()),
            "LINE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Arrive("c9", 1, 1, 1, kFirstDay).status()),
            "COMMITMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Arrive("c1", 1, 1, 1, kFirstDay - 1).status()),
            "BEFORE_COMMITTED");
}

TEST_P(CommitmentTest, WhatBecameDearerTakesTheRestFromTheAllocation) {
  ASSERT_TRUE(Order("c1", {{"masks", 100'000, 1'000}}).ok());
  EXPECT_THAT(Left(), ElementsAre(0, 500'000));
  const auto dearer = Arrive("c1", 1, 130'000, 1'000, kFirstDay + 1);
  ASSERT_TRUE(dearer.ok()) << dearer.status();
  EXPECT_EQ(FenOf(dearer->accrual().beyond_held()), 30'000);
  EXPECT_EQ(FenOf(dearer->accrual().price_difference()), -30'000);
  EXPECT_THAT(Left(), ElementsAre(0, 470'000));
  const auto too_dear = Arrive("c1", 1, 470'001, 1, kFirstDay + 2);
  EXPECT_EQ(ReasonOf(too_dear.status()), "OVERSPENT");
  EXPECT_EQ(FigureOf(too_dear.status(), "available"), "470000");
}

TEST_P(CommitmentTest, ReleasedMoneyIsThereAgainFromThatDayOn) {
  ASSERT_TRUE(Order("c1", {{"masks", 150'000}, {"gowns", 450'000}}).ok());
  EXPECT_THAT(Left(), ElementsAre(0, 0));
  EXPECT_EQ(ReasonOf(Release("c1", kFirstDay, 1, 150'001).status()),
            "OVER_HELD");
  ASSERT_TRUE(Release("c1", kFirstDay + 3, 1, 60'000).ok());
  // 500.00 came from what is not divided and go back there first.
  EXPECT_THAT(Left(), ElementsAre(10'000, 50'000));
  ASSERT_TRUE(Release("c1", kFirstDay + 4).ok());
  EXPECT_THAT(Left(), ElementsAre(100'000, 500'000));
  EXPECT_EQ(ReasonOf(Release("c1", kFirstDay + 5).status()), "NOTHING_HELD");
  type::v1::AsOf before;
  *before.mutable_effective_date() = Day(kFirstDay + 3);
  EXPECT_THAT(StagesOf(Get("c1", before).balance()),
              ElementsAre(540'000, 0, 0, 0));
}

TEST_P(CommitmentTest, ListsShowWhatIsOpenWithTotals) {
  ASSERT_TRUE(Order("c1", {{"masks", 100'000, 100}}).ok());
  ASSERT_TRUE(Order("c2", {{"gowns", 50'000}}, kFirstDay + 2).ok());
  ASSERT_TRUE(Arrive("c1", 1, 100'000, 100, kFirstDay + 1).ok());
  ASSERT_TRUE(PayFor("c1", 1, 100'000, kFirstDay + 1, When::kAfter).ok());
  v1::ListCommitmentsRequest request;
  request.set_parent(std::string(kCounty));
  const auto list = [&] {
    return funding_.service()
        .Call<v1::ListCommitmentsResponse>("ListCommitments", request)
        .value();
  };
  EXPECT_EQ(list().total_size(), 2);
  EXPECT_THAT(StagesOf(list().total()), ElementsAre(50'000, 0, 0, 100'000));
  request.set_page_size(1);
  EXPECT_EQ(list().commitments_size(), 1);
  EXPECT_FALSE(list().next_page_token().empty());
  request.set_page_token(list().next_page_token());
  EXPECT_EQ(list().commitments(0).name(), CommitmentName("c2"));
  EXPECT_TRUE(list().next_page_token().empty());
  request.clear_page_token();
  request.set_open_only(true);
  EXPECT_EQ(list().total_size(), 1);
  *request.mutable_as_of()->mutable_effective_date() = Day(kFirstDay + 1);
  EXPECT_EQ(list().total_size(), 0);
}

TEST_P(CommitmentTest, HowManyCameAndFromWhereIsAnsweredForTheDayAsked) {
  ASSERT_TRUE(Order("c1", {{"masks", 150'000, 1'500}}).ok());
  ASSERT_TRUE(Arrive("c1", 1, 50'000, 500, kFirstDay + 2).ok());
  ASSERT_TRUE(Arrive("c1", 1, 30'000, 300, kFirstDay + 4).ok());
  ASSERT_TRUE(Release("c1", kFirstDay + 6, 1, 20'000).ok());
  const auto line = [this](absl::CivilDay day) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_date() = Day(day);
    return Get("c1", as_of).lines(0);
  };
  EXPECT_EQ(line(kFirstDay + 1).quantity_arrived(), 0);
  EXPECT_EQ(line(kFirstDay + 3).quantity_arrived(), 500);
  EXPECT_EQ(Get("c1").lines(0).quantity_arrived(), 800);
  EXPECT_EQ(FenOf(line(kFirstDay + 5).undivided()), 50'000);
  EXPECT_EQ(FenOf(Get("c1").lines(0).undivided()), 30'000);
}

TEST_P(CommitmentTest, APriceThatNoAmountCanSayIsLeftOut) {
  const auto too_many = Order("c1", {{"gowns", 100'000, 10'000'000'001}});
  EXPECT_EQ(ReasonOf(too_many.status()), "OUT_OF_RANGE");
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000, 1}}).ok());
  EXPECT_EQ(
      ReasonOf(Arrive("c1", 1, 1, 10'000'000'001, kFirstDay + 1).status()),
      "OUT_OF_RANGE");
  // 2,000 yuan each: 2 × 10^15 fen.
  const auto many = Arrive("c1", 1, 1, 10'000'000'000, kFirstDay + 1);
  ASSERT_TRUE(many.ok()) << many.status();
  EXPECT_FALSE(many->accrual().has_price_difference());
  EXPECT_EQ(Get("c1").lines(0).quantity_arrived(), 10'000'000'000);
}

}  // namespace
}  // namespace epiledger::funding
