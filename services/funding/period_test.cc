// Stories of months that are closed, on both engines: what a person chooses is
// dated later, what happened in the world is kept, and no closed day changes.
#include <string>

#include "epiledger/funding/v1/liability_service.pb.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

constexpr absl::CivilDay kLastOfJanuary(2020, 1, 31);
constexpr absl::CivilDay kFirstOfFebruary(2020, 2, 1);

class PeriodTest : public Corrections {
 protected:
  v1::ListPeriodsResponse List() {
    v1::ListPeriodsRequest request;
    request.set_parent(std::string(kCounty));
    return funding_.service()
        .Call<v1::ListPeriodsResponse>("ListPeriods", request)
        .value();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, PeriodTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(PeriodTest, WhatIsChosenInAClosedMonthIsRefusedWithTheDayThatWouldDo) {
  ASSERT_TRUE(Close("2020-01").ok());
  const absl::Status refused = Pay(100, kLastOfJanuary).status();
  EXPECT_EQ(ReasonOf(refused), "PERIOD_CLOSED");
  EXPECT_EQ(FigureOf(refused, "period"), "2020-01");
  EXPECT_EQ(FigureOf(refused, "first_open"), "2020-02-01");
  EXPECT_EQ(FigureOf(refused, "reopened_by"), "headquarters");
  EXPECT_TRUE(Pay(100, kFirstOfFebruary).ok());
  // Earlier days are closed with it.
  EXPECT_EQ(ReasonOf(Order("c1", {{"masks", 1}}, kFirstDay).status()),
            "PERIOD_CLOSED");
}

TEST_P(PeriodTest, MonthsAreClosedInOrderAndOpenedAgainBackwards) {
  funding_.service().clock().Advance(absl::Hours(24 * 90));
  ASSERT_TRUE(Close("2020-01").ok());
  const absl::Status skipped = Close("2020-03").status();
  EXPECT_EQ(ReasonOf(skipped), "PERIOD_NOT_NEXT");
  EXPECT_EQ(FigureOf(skipped, "next"), "2020-02");
  EXPECT_EQ(ReasonOf(Close("2020-01").status()), "PERIOD_NOT_NEXT");
  ASSERT_TRUE(Close("2020-02").ok());
  EXPECT_EQ(ReasonOf(Reopen("2020-01").status()), "PERIOD_NOT_LAST");
  ASSERT_TRUE(Reopen("2020-02").ok());
  EXPECT_EQ(ReasonOf(Pay(100, kLastOfJanuary).status()), "PERIOD_CLOSED");
  ASSERT_TRUE(Reopen("2020-01").ok());
  EXPECT_TRUE(Pay(100, kLastOfJanuary).ok());
  const v1::ListPeriodsResponse list = List();
  ASSERT_EQ(list.periods_size(), 2);
  EXPECT_EQ(list.periods(0).state(), v1::Period::STATE_OPEN);
  EXPECT_EQ(list.periods(0).subject(), "headquarters-1");
  EXPECT_EQ(list.periods(1).last_date().day(), 29);
  // Closed with a later month.
  ASSERT_TRUE(Close("2020-03").ok());
  EXPECT_EQ(List().periods(0).state(), v1::Period::STATE_CLOSED);
}

TEST_P(PeriodTest, OnlyAMonthThatIsOverIsClosed) {
  EXPECT_EQ(ReasonOf(Close("2199-12").status()), "PERIOD_NOT_OVER");
  EXPECT_EQ(ReasonOf(Close("2020-13").status()), "NOT_A_MONTH");
  EXPECT_EQ(ReasonOf(Reopen("january").status()), "NOT_A_MONTH");
}

TEST_P(PeriodTest, GoodsThatCameInAClosedMonthCountFromTheFirstOpenDay) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(Close("2020-01").ok());
  const auto arrived = Arrive("c1", 1, 40'000, 40, kLastOfJanuary - 1);
  ASSERT_TRUE(arrived.ok()) << arrived.status();
  EXPECT_EQ(arrived->accrual().accrual_date().day(), 30);
  EXPECT_EQ(arrived->accrual().posted_date().month(), 2);
  EXPECT_THAT(LineOn(kLastOfJanuary), ElementsAre(100'000, 0, 0, 0));
  EXPECT_THAT(LineOn(kFirstOfFebruary), ElementsAre(60'000, 0, 40'000, 0));
}

TEST_P(PeriodTest, MoneyThatCameBackInAClosedMonthIsKept) {
  const auto paid = Pay(100'000, kFirstDay);
  ASSERT_TRUE(Close("2020-01").ok());
  const auto refund = Refund(paid->payment().name(), 40'000, kLastOfJanuary);
  ASSERT_TRUE(refund.ok()) << refund.status();
  EXPECT_EQ(Available(OnDay(kLastOfJanuary)), 500'000);
  EXPECT_EQ(Available(OnDay(kFirstOfFebruary)), 540'000);
}

TEST_P(PeriodTest, MoneyThatBecameAvailableInAClosedMonthIsKept) {
  ASSERT_TRUE(Close("2020-01").ok());
  const auto late =
      funding_.Appropriate("a2", "central", 70'000, kLastOfJanuary);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(late->appropriation().appropriation_date().day(), 31);
  EXPECT_EQ(late->appropriation().posted_date().day(), 1);
}

// No answer about January changes, neither as it was known nor as it is.
TEST_P(PeriodTest, AReversalInAClosedMonthIsPostedOnTheFirstOpenDay) {
  const auto wrong = Pay(100'000, kFirstDay + 1, "0440001");
  ASSERT_TRUE(Close("2020-01").ok());
  const auto reversed = Reverse(wrong);
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  EXPECT_EQ(reversed->reversal().original_date().day(), 21);
  EXPECT_EQ(reversed->reversal().reversal_date().month(), 2);
  EXPECT_EQ(Available(OnDay(kLastOfJanuary)), 500'000);
  EXPECT_EQ(Available(OnDay(kFirstOfFebruary)), 600'000);
  const std::string& name = wrong->payment().name();
  EXPECT_EQ(GetPayment(name, OnDay(kLastOfJanuary))->reversed_by(), "");
  EXPECT_EQ(GetPayment(name, OnDay(kFirstOfFebruary))->reversed_by(),
            reversed->reversal().name());
  EXPECT_TRUE(Pay(100'000, kFirstOfFebruary, "0440001").ok());
}

TEST_P(PeriodTest, ALateEntryNeverChangesAPastAnswer) {
  const auto first = Pay(100'000, kFirstDay + 1);
  ASSERT_TRUE(Close("2020-01").ok());
  type::v1::AsOf january = OnDay(kLastOfJanuary);
  january.set_sequence(first->receipt().sequence() + 1);
  const std::string before =
      funding_.GetAllocation("d1", january)->SerializeAsString();
  ASSERT_TRUE(Reopen("2020-01").ok());
  ASSERT_TRUE(Pay(30'000, kFirstDay + 2).ok());
  ASSERT_TRUE(Reverse(first).ok());
  EXPECT_EQ(funding_.GetAllocation("d1", january)->SerializeAsString(), before);
  // What is known now is another question.
  EXPECT_EQ(Available(OnDay(kLastOfJanuary)), 570'000);
}

// What the document took in January it gives back in February only: in between
// the fund has nothing, and nobody is left who could give it back.
TEST_P(PeriodTest, AReversalLeavesNoDayShortOfMoney) {
  ASSERT_TRUE(funding_.CreateFund("county").ok());
  const auto money = funding_.Appropriate("a2", "county", 100'000, kFirstDay);
  const auto document =
      funding_.Allocate("d2", "county", 100'000, {{"masks", 0}}, kFirstDay + 1);
  ASSERT_TRUE(document.ok()) << document.status();
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(document).ok());
  ASSERT_TRUE(Reopen("2020-01").ok());
  const absl::Status refused = Reverse(money).status();
  EXPECT_EQ(ReasonOf(refused), "LEAVES_SHORT");
  EXPECT_EQ(FigureOf(refused, "account"), "fund:county:available");
  EXPECT_EQ(FigureOf(refused, "date"), "2020-01-21");
  EXPECT_EQ(FigureOf(refused, "available"), "0");
  EXPECT_EQ(FigureOf(refused, "needed"), "100000");
  ASSERT_TRUE(Close("2020-01").ok());
  EXPECT_TRUE(Reverse(money).ok());
}

// January shows it as come back for good, so that it cannot come back there
// again; in February it can.
TEST_P(PeriodTest, ARefundThatWasReversedIsNotRepeatedInItsClosedMonth) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const std::string payment =
      PayFor("c1", 1, 40'000, kFirstDay, When::kAhead)->payment().name();
  const auto refund = Refund(payment, 40'000, kFirstDay + 2, Then::kOwedAgain);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(refund).ok());
  ASSERT_TRUE(Reopen("2020-01").ok());
  const absl::Status again =
      Refund(payment, 40'000, kFirstDay + 1, Then::kOwedAgain).status();
  EXPECT_EQ(ReasonOf(again), "OVER_REFUNDED");
  EXPECT_EQ(FigureOf(again, "available"), "0");
  EXPECT_TRUE(Refund(payment, 40'000, kFirstOfFebruary, Then::kOwedAgain).ok());
}

// What the other payment still has paid does not make up for it: each shows its
// own.
TEST_P(PeriodTest, OfSeveralPaymentsNoneComesBackTwiceOnADay) {
  const auto first = Pay(100'000, kFirstDay);
  ASSERT_TRUE(first.ok() && Pay(100'000, kFirstDay).ok());
  const std::string& payment = first->payment().name();
  const auto refund = Refund(payment, 70'000, kFirstDay + 2);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(refund).ok());
  ASSERT_TRUE(Reopen("2020-01").ok());
  const absl::Status again = Refund(payment, 30'001, kFirstDay + 1).status();
  EXPECT_EQ(ReasonOf(again), "OVER_REFUNDED");
  EXPECT_EQ(FigureOf(again, "available"), "30000");
  ASSERT_TRUE(Refund(payment, 30'000, kFirstDay + 1).ok());
  EXPECT_EQ(FenOf(GetPayment(payment, OnDay(kLastOfJanuary))->refunded()),
            100'000);
  EXPECT_TRUE(Refund(payment, 70'000, kFirstOfFebruary).ok());
  EXPECT_EQ(FenOf(GetPayment(payment)->refunded()), 100'000);
}

TEST_P(PeriodTest, OfSeveralPaymentsOfALineNoneComesBackTwiceOnADay) {
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000, 200}}).ok());
  const auto first = PayFor("c1", 1, 100'000, kFirstDay, When::kAhead);
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(PayFor("c1", 1, 100'000, kFirstDay, When::kAhead).ok());
  const std::string& payment = first->payment().name();
  const auto refund = Refund(payment, 100'000, kFirstDay + 2);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(refund).ok());
  ASSERT_TRUE(Reopen("2020-01").ok());
  const absl::Status again = Refund(payment, 100'000, kFirstDay + 1).status();
  EXPECT_EQ(ReasonOf(again), "OVER_REFUNDED");
  EXPECT_EQ(FigureOf(again, "available"), "0");
  // As soon as the month is closed it counts from February on.
  ASSERT_TRUE(Close("2020-01").ok());
  EXPECT_TRUE(Refund(payment, 100'000, kFirstDay + 1).ok());
  EXPECT_EQ(FenOf(GetPayment(payment, OnDay(kLastOfJanuary))->refunded()),
            100'000);
}

// January shows that it came back, which it could not if it never was.
TEST_P(PeriodTest, APaymentThatADayShowsComeBackIsNotReversedOnThatDay) {
  const auto first = Pay(100'000, kFirstDay);
  ASSERT_TRUE(first.ok() && Pay(100'000, kFirstDay).ok());
  const auto refund = Refund(first->payment().name(), 40'000, kFirstDay + 2);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(refund).ok());
  ASSERT_TRUE(Reopen("2020-01").ok());
  const absl::Status refused = Reverse(first).status();
  EXPECT_EQ(ReasonOf(refused), "LEAVES_SHORT");
  EXPECT_EQ(FigureOf(refused, "account"), "paid:d1/1/masks");
  EXPECT_EQ(FigureOf(refused, "available"), "60000");
  EXPECT_EQ(FigureOf(refused, "needed"), "100000");
  EXPECT_EQ(FigureOf(refused, "date"), "2020-01-22");
  ASSERT_TRUE(Close("2020-01").ok());
  EXPECT_TRUE(Reverse(first).ok());
}

TEST_P(PeriodTest, ThePeriodsEntriesAreNotReversed) {
  const auto closed = Close("2020-01");
  ASSERT_TRUE(closed.ok());
  EXPECT_EQ(ReasonOf(Reverse(closed).status()), "NOT_REVERSIBLE");
}

}  // namespace
}  // namespace epiledger::funding
