// Stories of how long money waits, on both engines and both axes. Every figure
// is written by hand.
#include <string>

#include "epiledger/funding/v1/liability_service.pb.h"
#include "services/funding/cash_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using Aged = v1::AgedMoney;

// Document `d1` of 20 January 2020, 6,000 yuan; today it is 1 February 2020.
class AgedMoneyTest : public Cash {
 protected:
  static std::vector<int64_t> AmountsIn(const v1::ListAgedMoneyResponse& list) {
    std::vector<int64_t> amounts;
    for (const Aged& aged : list.aged_money()) {
      amounts.push_back(FenOf(aged.amount()));
    }
    return amounts;
  }
  absl::Status Owe(int64_t fen, absl::CivilDay day) {
    auto request = New<v1::CreateLiabilityRequest>();
    request.set_parent(std::string(kCounty));
    v1::Liability& liability = *request.mutable_liability();
    liability.set_debtor(Concat(kCounty, "/facilities/people-hospital"));
    liability.set_creditor("示范物资有限公司");
    liability.set_purpose(Concat(kCounty, "/purposes/gowns"));
    *liability.mutable_amount() = Fen(fen);
    *liability.mutable_liability_date() = Day(day);
    liability.set_reason("春节期间紧急赊购");
    return funding_.service()
        .Call<v1::CreateLiabilityResponse>("CreateLiability", request)
        .status();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, AgedMoneyTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(AgedMoneyTest, MoneyThatNobodyOrderedForIsIdleSinceItWasAllocated) {
  const auto list = Ages(Aged::STAGE_AVAILABLE, {});
  ASSERT_EQ(list.aged_money_size(), 1);
  const Aged& aged = list.aged_money(0);
  EXPECT_EQ(aged.allocation(), AllocationName("d1"));
  EXPECT_EQ(aged.recipient(), Concat(kCounty, "/facilities/people-hospital"));
  EXPECT_EQ(FenOf(aged.amount()), 600'000);
  EXPECT_EQ(aged.oldest_days(), 12);
  EXPECT_EQ(list.age_date().day(), 1);
  // An order that is given back makes it no younger.
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(Release("c1", kFirstDay + 10).ok());
  EXPECT_EQ(Ages(Aged::STAGE_AVAILABLE, {}).aged_money(0).oldest_days(), 12);
}

TEST_P(AgedMoneyTest, CashLeavesTheAccountOldestFirst) {
  ASSERT_TRUE(Disburse(100'000, kFirstDay).ok());
  ASSERT_TRUE(Disburse(50'000, kFirstDay + 5).ok());
  ASSERT_TRUE(PayOwn(70'000, kFirstDay + 6).ok());
  const auto later = Ages(Aged::STAGE_DISBURSED, On(kFirstDay + 33));
  ASSERT_EQ(later.aged_money_size(), 1);
  EXPECT_EQ(later.aged_money(0).oldest_days(), 33);
  EXPECT_THAT(BandsIn(later.aged_money(0).bands()),
              ElementsAre(50'000, 30'000, 0, 0, 0));
  // Another 30,000 are spent: the oldest came five days later.
  ASSERT_TRUE(PayOwn(30'000, kFirstDay + 7).ok());
  EXPECT_EQ(Ages(Aged::STAGE_DISBURSED, On(kFirstDay + 33))
                .aged_money(0)
                .oldest_days(),
            28);
  EXPECT_THAT(AmountsIn(Ages(Aged::STAGE_DISBURSED, On(kFirstDay + 5))),
              ElementsAre(150'000));
}

TEST_P(AgedMoneyTest, WhatWasKnownThenIsAskedOnTheOtherAxis) {
  const auto first = Disburse(100'000, kFirstDay);
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(PayOwn(70'000, kFirstDay).ok());
  type::v1::AsOf known;
  known.set_sequence(first->receipt().sequence());
  EXPECT_THAT(AmountsIn(Ages(Aged::STAGE_DISBURSED, known)),
              ElementsAre(100'000));
  EXPECT_THAT(AmountsIn(Ages(Aged::STAGE_DISBURSED, {})), ElementsAre(30'000));
}

TEST_P(AgedMoneyTest, OrdersPrepaymentsAndDebtsAreListedWithTheirParties) {
  ASSERT_TRUE(
      Order("c1", {{"gowns", 100'000, 100}, {"masks", 50'000, 500}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 30'000, kFirstDay + 1, When::kAhead).ok());
  ASSERT_TRUE(Arrive("c1", 2, 20'000, 200, kFirstDay + 3).ok());
  ASSERT_TRUE(PayOwn(5'000, kFirstDay + 4).ok());
  ASSERT_TRUE(Owe(80'000, kFirstDay - 2).ok());
  const auto all = Ages(Aged::STAGE_UNSPECIFIED, On(kFirstDay + 10));
  // Available, advanced, held of both lines, prepaid, accrued, owed.
  EXPECT_THAT(AmountsIn(all), ElementsAre(445'000, 5'000, 70'000, 30'000,
                                          30'000, 20'000, 80'000));
  EXPECT_EQ(all.total_size(), 7);
  ASSERT_EQ(all.totals_size(), 6);
  EXPECT_EQ(FenOf(all.totals(2).amount()), 100'000);
  const Aged& prepaid = all.aged_money(4);
  EXPECT_EQ(prepaid.commitment(), CommitmentName("c1"));
  EXPECT_EQ(prepaid.line(), 1);
  EXPECT_EQ(prepaid.party(), "示范医疗器械有限公司");
  EXPECT_EQ(prepaid.oldest_days(), 9);
  EXPECT_EQ(all.aged_money(5).oldest_days(), 7);
  EXPECT_EQ(all.aged_money(6).party(), "示范物资有限公司");
  EXPECT_EQ(all.aged_money(6).oldest_days(), 12);
}

TEST_P(AgedMoneyTest, PagesGoOnWhereTheyEndedAndTotalsAreOfAll) {
  ASSERT_TRUE(
      Order("c1", {{"gowns", 100'000, 100}, {"masks", 50'000, 500}}).ok());
  v1::ListAgedMoneyRequest request;
  request.set_parent(std::string(kCounty));
  request.set_page_size(2);
  const auto first =
      funding_.service()
          .Call<v1::ListAgedMoneyResponse>("ListAgedMoney", request)
          .value();
  EXPECT_THAT(AmountsIn(first), ElementsAre(450'000, 100'000));
  EXPECT_EQ(first.total_size(), 3);
  request.set_page_token(first.next_page_token());
  const auto second =
      funding_.service()
          .Call<v1::ListAgedMoneyResponse>("ListAgedMoney", request)
          .value();
  EXPECT_THAT(AmountsIn(second), ElementsAre(50'000));
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(FenOf(second.totals(1).amount()), 150'000);
}

TEST_P(AgedMoneyTest, OnlyWhatWaitsLongEnoughOrIsOfOneRecipient) {
  v1::ListAgedMoneyRequest request;
  request.set_parent(std::string(kCounty));
  const auto count = [&] {
    return funding_.service()
        .Call<v1::ListAgedMoneyResponse>("ListAgedMoney", request)
        .value()
        .total_size();
  };
  request.set_minimum_days(12);
  EXPECT_EQ(count(), 1);
  request.set_minimum_days(13);
  EXPECT_EQ(count(), 0);
  request.clear_minimum_days();
  request.set_recipient(Concat(kCounty, "/facilities/tcm-hospital"));
  EXPECT_EQ(count(), 0);
}

TEST_P(AgedMoneyTest, TheEndOfTheYearMakesMoneyNoYounger) {
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 40'000, kNewYear).ok());
  ASSERT_TRUE(Carry("d1", "n1").ok());
  const auto list = Ages(Aged::STAGE_AVAILABLE, On(kNewYear + 30));
  ASSERT_EQ(list.aged_money_size(), 1);
  EXPECT_EQ(list.aged_money(0).allocation(), AllocationName("n1"));
  EXPECT_EQ(list.aged_money(0).oldest_date().year(), 2020);
  EXPECT_THAT(BandsIn(list.aged_money(0).bands()),
              ElementsAre(40'000, 0, 0, 0, 600'000));
}

// Disbursed on 20 January 2020, ordered then and paid ahead the day after; it
// all goes on in 2021.
TEST_P(AgedMoneyTest, WhatIsBoundAndCashGrowNoYoungerByGoingOn) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 30'000, kFirstDay + 1, When::kAhead).ok());
  ASSERT_TRUE(Disburse(200'000, kFirstDay).ok());
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  ASSERT_TRUE(Carry("d1", "n1").ok());
  // Of the 300 paid ahead goods for 100 come, and 500 more cash.
  ASSERT_TRUE(Arrive("c1", 1, 10'000, 10, kNewYear + 4).ok());
  document_ = "n1";
  ASSERT_TRUE(Disburse(50'000, kNewYear + 5).ok());
  v1::ListAgedMoneyRequest request;
  request.set_parent(std::string(kCounty));
  *request.mutable_as_of() = On(absl::CivilDay(2021, 1, 10));
  const auto all =
      funding_.service()
          .Call<v1::ListAgedMoneyResponse>("ListAgedMoney", request)
          .value();
  // Available, cash, held, prepaid; nothing of the old allocation.
  EXPECT_THAT(AmountsIn(all), ElementsAre(500'000, 250'000, 70'000, 20'000));
  ASSERT_EQ(all.aged_money_size(), 4);
  EXPECT_EQ(all.aged_money(1).oldest_days(), 356);
  EXPECT_THAT(BandsIn(all.aged_money(1).bands()),
              ElementsAre(50'000, 0, 0, 200'000, 0));
  EXPECT_EQ(all.aged_money(2).oldest_days(), 356);
  EXPECT_EQ(all.aged_money(3).oldest_days(), 355);
  // The same of the new allocation alone, and nothing of the old one.
  request.set_allocation(AllocationName("n1"));
  const auto of_new =
      funding_.service()
          .Call<v1::ListAgedMoneyResponse>("ListAgedMoney", request)
          .value();
  ASSERT_EQ(of_new.aged_money_size(), 4);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(of_new.aged_money(i).SerializeAsString(),
              all.aged_money(i).SerializeAsString());
  }
  request.set_allocation(AllocationName("d1"));
  EXPECT_EQ(funding_.service()
                .Call<v1::ListAgedMoneyResponse>("ListAgedMoney", request)
                ->total_size(),
            0);
}

}  // namespace
}  // namespace epiledger::funding
