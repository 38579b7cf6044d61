// Stories of cash on the recipient's own account, on both engines: paid out,
// paid on, advanced, paid back. Every figure is written by hand.
#include <string>

#include "services/funding/cash_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class DisbursementTest : public Cash {
 protected:
  absl::StatusOr<v1::CloseAllocationResponse> Close(absl::CivilDay day) {
    auto request = New<v1::CloseAllocationRequest>();
    request.set_name(AllocationName("d1"));
    *request.mutable_close_date() = Day(day);
    return funding_.service().Call<v1::CloseAllocationResponse>(
        "CloseAllocation", request);
  }
  v1::ListDisbursementsResponse List(absl::CivilDay day) {
    v1::ListDisbursementsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_allocation(AllocationName("d1"));
    *request.mutable_as_of() = On(day);
    return funding_.service()
        .Call<v1::ListDisbursementsResponse>("ListDisbursements", request)
        .value();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, DisbursementTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(DisbursementTest, CashOnTheOwnAccountIsDisbursedAndSpendsNothing) {
  ASSERT_TRUE(Disburse(200'000, kFirstDay + 1).ok());
  const auto balance = BalanceOf("d1");
  EXPECT_EQ(FenOf(balance.disbursed()), 200'000);
  EXPECT_EQ(FenOf(balance.available()), 600'000);
  EXPECT_EQ(FenOf(balance.paid()), 0);
  EXPECT_EQ(FenOf(balance.allocated()), 600'000);
  EXPECT_THAT(CashOf("d1", On(kFirstDay)), ElementsAre(0, 0));
  EXPECT_EQ(List(kFirstDay).disbursements_size(), 0);
  EXPECT_EQ(List(kFirstDay + 1).disbursements_size(), 1);
}

TEST_P(DisbursementTest, PaymentsFromTheAccountDrawOnItFirstAndAdvanceTheRest) {
  ASSERT_TRUE(Disburse(200'000, kFirstDay).ok());
  const auto first = PayOwn(150'000, kFirstDay + 2);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(FenOf(first->payment().from_disbursed()), 150'000);
  // The cash is gone: a fact, and the hospital's claim.
  const auto second = PayOwn(80'000, kFirstDay + 3);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(FenOf(second->payment().from_disbursed()), 50'000);
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 30'000));
  EXPECT_EQ(FenOf(BalanceOf("d1").paid()), 230'000);

  const auto more = Disburse(100'000, kFirstDay + 4);
  ASSERT_TRUE(more.ok()) << more.status();
  EXPECT_EQ(FenOf(more->disbursement().for_advanced()), 30'000);
  EXPECT_THAT(CashOf("d1"), ElementsAre(70'000, 0));
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 3)), ElementsAre(0, 30'000));
}

TEST_P(DisbursementTest, WhatIsRecordedLateMeetsWhatWasThereByTheDays) {
  ASSERT_TRUE(PayOwn(80'000, kFirstDay + 3).ok());
  ASSERT_TRUE(Disburse(100'000, kFirstDay + 5).ok());
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 3)), ElementsAre(0, 80'000));
  // 50,000 had come on the second day: typed last.
  ASSERT_TRUE(Disburse(50'000, kFirstDay + 1).ok());
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 1)), ElementsAre(50'000, 0));
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 3)), ElementsAre(0, 30'000));
  EXPECT_THAT(CashOf("d1"), ElementsAre(70'000, 0));
  // And a payment of the third day: on the fourth more was advanced.
  ASSERT_TRUE(PayOwn(20'000, kFirstDay + 2).ok());
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 2)), ElementsAre(30'000, 0));
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 3)), ElementsAre(0, 50'000));
  EXPECT_THAT(CashOf("d1"), ElementsAre(50'000, 0));
}

TEST_P(DisbursementTest, TheTreasuryPaysNothingTwice) {
  const absl::Status beyond = Disburse(600'001, kFirstDay).status();
  EXPECT_EQ(ReasonOf(beyond), "OVER_TREASURY");
  EXPECT_EQ(FigureOf(beyond, "available"), "600000");
  ASSERT_TRUE(Disburse(600'000, kFirstDay).ok());
  const absl::Status twice = PayDirect(1, kFirstDay + 1).status();
  EXPECT_EQ(ReasonOf(twice), "OVER_TREASURY");
  EXPECT_EQ(FigureOf(twice, "disbursed"), "600000");
  EXPECT_EQ(ReasonOf(Do(Change::KIND_RECALL, "any", 1, kFirstDay + 1)),
            "OVER_TREASURY");

  const absl::Status too_much = PayBack(600'001, kFirstDay + 1).status();
  EXPECT_EQ(ReasonOf(too_much), "OVER_DISBURSED");
  EXPECT_EQ(FigureOf(too_much, "available"), "600000");
  ASSERT_TRUE(PayBack(100'000, kFirstDay + 1).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(500'000, 0));
  EXPECT_TRUE(PayDirect(60'000, kFirstDay + 1).ok());
  EXPECT_TRUE(Do(Change::KIND_RECALL, "any", 40'000, kFirstDay + 2).ok());
  EXPECT_EQ(ReasonOf(Disburse(1, kFirstDay + 3).status()), "OVER_TREASURY");
}

TEST_P(DisbursementTest, CashPaidBackIsNotThereForLaterPayments) {
  ASSERT_TRUE(Disburse(50'000, kFirstDay).ok());
  ASSERT_TRUE(PayOwn(50'000, kFirstDay + 4).ok());
  ASSERT_TRUE(PayBack(20'000, kFirstDay + 2).ok());
  EXPECT_THAT(CashOf("d1", On(kFirstDay + 2)), ElementsAre(30'000, 0));
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 20'000));
}

// Or 500 yuan would come back as often as there are days, and the treasury
// could pay them out as often.
TEST_P(DisbursementTest, WhatCameBackLaterDoesNotComeBackBefore) {
  ASSERT_TRUE(Disburse(50'000, kFirstDay).ok());
  ASSERT_TRUE(PayBack(40'000, kFirstDay + 4).ok());
  const absl::Status again = PayBack(40'000, kFirstDay + 2).status();
  EXPECT_EQ(ReasonOf(again), "OVER_DISBURSED");
  EXPECT_EQ(FigureOf(again, "available"), "10000");
  EXPECT_EQ(FigureOf(again, "date"), "2020-01-24");
  ASSERT_TRUE(PayBack(10'000, kFirstDay + 2).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
}

TEST_P(DisbursementTest, OrdersArePaidFromTheAccountAndRefundsGoBackThere) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(Disburse(60'000, kFirstDay).ok());
  auto request = New<v1::PayCommitmentRequest>();
  request.set_name(CommitmentName("c1"));
  request.set_line(1);
  *request.mutable_amount() = Fen(70'000);
  *request.mutable_payment_date() = Day(kFirstDay + 1);
  request.set_method(v1::Payment::METHOD_OWN_ACCOUNT);
  request.set_prepayment(true);
  const auto paid = funding_.service().Call<v1::PayCommitmentResponse>(
      "PayCommitment", request);
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_EQ(FenOf(paid->payment().from_disbursed()), 60'000);
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 10'000));
  ASSERT_TRUE(Refund(paid->payment().name(), 30'000, kFirstDay + 2).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(20'000, 0));
  EXPECT_THAT(LineOf("c1"), ElementsAre(60'000, 40'000, 0, 0));
}

TEST_P(DisbursementTest, FrozenMoneyStaysWithTheTreasury) {
  ASSERT_TRUE(Do(Change::KIND_FREEZE, "any", 500'000, kFirstDay).ok());
  const absl::Status frozen = Disburse(100'001, kFirstDay).status();
  EXPECT_EQ(ReasonOf(frozen), "OVER_TREASURY");
  EXPECT_EQ(FigureOf(frozen, "available"), "100000");
  EXPECT_TRUE(Disburse(100'000, kFirstDay).ok());
}

TEST_P(DisbursementTest, WhatWasAdvancedKeepsAnAllocationOpen) {
  EXPECT_EQ(ReasonOf(Disburse(1, kFirstDay - 1).status()), "BEFORE_ALLOCATED");
  ASSERT_TRUE(PayOwn(500'000, kFirstDay + 1).ok());
  ASSERT_TRUE(Do(Change::KIND_RECALL, "masks", 100'000, kFirstDay + 1).ok());
  const absl::Status open = Close(kFirstDay + 2).status();
  EXPECT_EQ(ReasonOf(open), "STILL_OPEN");
  EXPECT_EQ(FigureOf(open, "stage"), "advanced");
  ASSERT_TRUE(Disburse(500'000, kFirstDay + 2).ok());
  ASSERT_TRUE(Close(kFirstDay + 2).ok());
  EXPECT_EQ(ReasonOf(Disburse(1, kFirstDay + 3).status()), "ALLOCATION_CLOSED");
}

}  // namespace
}  // namespace epiledger::funding
