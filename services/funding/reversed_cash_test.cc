// Stories of cash, adjustments and carry-overs that were wrong, on both
// engines: reversed, or kept with the entries that rest on them named.
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "services/funding/cash_fixture.h"
#include "services/funding/cash_names.h"
#include "services/funding/corrections_fixture.h"
#include "services/funding/funding_names.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

constexpr absl::CivilDay kLastDay(2020, 12, 31);

class ReversedCash : public Correcting<Cash> {
 protected:
  // One line of gowns; the year ends, and it goes on in `n1`.
  absl::StatusOr<v1::CreateCarryOverResponse> OrderAndGoOn() {
    EXPECT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
    EndTheYear();
    EXPECT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
    return Carry("d1", "n1");
  }

  // By allocation and entry, the reversals that a pay-back looks at.
  std::vector<std::string> Noted() {
    const std::string begin = Concat(kCashReversedLate, "|");
    const std::vector<std::string> lines =
        absl::StrSplit(funding_.service().Dump(), '\n');
    std::vector<std::string> keys;
    for (const std::string& line : lines) {
      if (!line.starts_with(begin)) continue;
      const std::string rest = line.substr(begin.size());
      keys.push_back(rest.substr(0, rest.find('|')));
    }
    return keys;
  }

  // Of 1,000 yuan that came back on a day 500 are left: 1,000 cannot be outside
  // once more.
  void TellPaidBackOn(absl::CivilDay day) {
    ASSERT_TRUE(Disburse(100'000, kFirstDay + 1).ok());
    const auto paid_back = PayBack(100'000, day);
    ASSERT_TRUE(PayDirect(500'000, kFirstDay + 3).ok());
    const auto masks = funding_.Pay(
        funding_.PaymentRequest("d1", "masks", 50'000, kFirstDay + 3));
    ASSERT_TRUE(masks.ok()) << masks.status();
    const absl::Status refused = Reverse(paid_back).status();
    EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
    EXPECT_EQ(FigureOf(refused, "resource_2"), masks->payment().name());
    ASSERT_TRUE(Reverse(masks).ok());
    ASSERT_TRUE(Reverse(paid_back).ok());
    EXPECT_THAT(CashOf("d1"), ElementsAre(100'000, 0));
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReversedCash,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

// On the day it is dated the fund had it without the recall, and since the next
// document only with it.
TEST_P(ReversedCash, WhatLowersAnEarlierDayRestsOnARecallToo) {
  const absl::CivilDay later = kFirstDay + 5;
  ASSERT_TRUE(
      funding_.Allocate("d2", "central", 400'000, {{"masks", 0}}, later).ok());
  ASSERT_TRUE(Do(Change::KIND_RECALL, "masks", 100'000, later).ok());
  const int64_t recall_entry = 8;
  ASSERT_TRUE(Adjust(Turn::KIND_LOWER, 100'000, kFirstDay + 3).ok());
  const absl::Status refused = Reverse(recall_entry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"), "9");
  ASSERT_TRUE(Reverse(recall_entry + 1).ok());
  EXPECT_TRUE(Reverse(recall_entry).ok());
}

TEST_P(ReversedCash, CashThatWasPaidOnIsNotTakenBack) {
  const auto paid_out = Disburse(100'000, kFirstDay + 1);
  const auto payment = PayOwn(60'000, kFirstDay + 2);
  ASSERT_TRUE(payment.ok()) << payment.status();
  const absl::Status refused = Reverse(paid_out).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), payment->payment().name());
  ASSERT_TRUE(Reverse(payment).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(100'000, 0));
  ASSERT_TRUE(Reverse(paid_out).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
}

// The second payment would have drawn on the cash that the first one took.
TEST_P(ReversedCash, CashAndWhatWasAdvancedNeverStandOpenTogether) {
  ASSERT_TRUE(Disburse(100'000, kFirstDay + 1).ok());
  const auto first = PayOwn(60'000, kFirstDay + 2);
  const auto second = PayOwn(50'000, kFirstDay + 3);
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 10'000));
  const absl::Status refused = Reverse(first).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), second->payment().name());
  ASSERT_TRUE(Reverse(second).ok());
  ASSERT_TRUE(Reverse(first).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(100'000, 0));
}

TEST_P(ReversedCash, TheTreasuryPaysNothingTwiceThroughAReversal) {
  TellPaidBackOn(kFirstDay + 2);
}

// At the end of no day was any cash outside; the reversal would leave some.
TEST_P(ReversedCash, CashThatCameBackOnItsDayIsNotPaidOutTwiceEither) {
  TellPaidBackOn(kFirstDay + 1);
}

// The disbursement that had made up for the first payment is gone; nothing took
// the cash of the refund but the payment itself.
TEST_P(ReversedCash, CashAndWhatWasAdvancedStandOpenForNobodysSake) {
  const auto first = PayOwn(60'000, kFirstDay + 1);
  const auto paid_out = Disburse(60'000, kFirstDay + 1);
  ASSERT_TRUE(Refund(first->payment().name(), 10'000, kFirstDay + 1).ok());
  const auto second = PayOwn(50'000, kFirstDay + 1);
  ASSERT_TRUE(Reverse(paid_out).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 100'000));
  const absl::Status refused = Reverse(second).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), first->payment().name());
  EXPECT_EQ(FigureOf(refused, "kind_2"), "refund");
  // Paid out once more, it makes up for the first payment again.
  ASSERT_TRUE(Disburse(60'000, kFirstDay + 1).ok());
  ASSERT_TRUE(Reverse(second).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(10'000, 0));
}

TEST_P(ReversedCash, ADocumentStaysWhileItsCashIsOutside) {
  const int64_t document_entry = 6;
  const auto paid_out = Disburse(1'000, kFirstDay + 1);
  const absl::Status refused = Reverse(document_entry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "kind_1"), "disbursement");
  ASSERT_TRUE(Reverse(paid_out).ok());
  EXPECT_TRUE(Reverse(document_entry).ok());
  EXPECT_EQ(ReasonOf(Disburse(1, kFirstDay + 1).status()), "REVERSED");
}

// The fund would have enough: of another appropriation.
TEST_P(ReversedCash, ARaiseStaysWhileALoweringNeedsIt) {
  ASSERT_TRUE(funding_.Appropriate("a2", "central", 700'000, kFirstDay).ok());
  ASSERT_TRUE(Adjust(Turn::KIND_RAISE, 50'000, kFirstDay + 1).ok());
  ASSERT_TRUE(Adjust(Turn::KIND_LOWER, 1'030'000, kFirstDay + 2).ok());
  const absl::Status refused = Reverse(8).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"), "9");
  EXPECT_EQ(FigureOf(refused, "kind_1"), "appropriation-adjustment");
  const int64_t appropriation_entry = 5;
  EXPECT_EQ(FigureOf(Reverse(appropriation_entry).status(), "entry_1"), "8");
  ASSERT_TRUE(Reverse(9).ok());
  ASSERT_TRUE(Reverse(8).ok());
  EXPECT_EQ(FenOf(FundOn(kFirstDay + 2).appropriated()), 1'700'000);
}

TEST_P(ReversedCash, ACarryOverIsReversedWithItsOrders) {
  const auto carried = OrderAndGoOn();
  ASSERT_TRUE(carried.ok()) << carried.status();
  const auto arrival = Arrive("c1", 1, 10'000, 10, kNewYear + 4);
  ASSERT_TRUE(arrival.ok()) << arrival.status();
  const absl::Status refused = Reverse(carried).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "kind_1"), "accrual");
  ASSERT_TRUE(Reverse(arrival).ok());
  ASSERT_TRUE(Reverse(carried).ok());
  EXPECT_EQ(MoneyIn(BalanceOf("d1")), 600'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 0);
  EXPECT_EQ(MoneyIn(BalanceOf("n1")), 0);
  EXPECT_EQ(Get("c1").allocation(), AllocationName("d1"));
  EXPECT_EQ(Get("c1").carried_from_size(), 0);
  // The old year is open to the order again.
  EXPECT_TRUE(Arrive("c1", 1, 10'000, 10, kLastDay).ok());
}

TEST_P(ReversedCash, ACarryOverOfAClosedMonthStays) {
  const auto carried = OrderAndGoOn();
  ASSERT_TRUE(Close("2021-01").ok());
  EXPECT_EQ(ReasonOf(Reverse(carried).status()), "PERIOD_CLOSED");
  ASSERT_TRUE(Reopen("2021-01").ok());
  EXPECT_TRUE(Reverse(carried).ok());
}

TEST_P(ReversedCash, WhatArrivedBeforeAClosedYearsEndCountsInTheNewOne) {
  ASSERT_TRUE(OrderAndGoOn().ok());
  EXPECT_EQ(ReasonOf(Arrive("c1", 1, 10'000, 10, kLastDay).status()),
            "CARRIED_OVER");
  ASSERT_TRUE(Close("2020-12").ok());
  const auto arrived = Arrive("c1", 1, 10'000, 10, kLastDay);
  ASSERT_TRUE(arrived.ok()) << arrived.status();
  EXPECT_EQ(arrived->accrual().posted_date().year(), 2021);
  EXPECT_EQ(FenOf(BalanceOf("n1").accrued()), 10'000);
}

// --- Months that are closed.

constexpr absl::CivilDay kJanuary(2020, 1, 31);
constexpr absl::CivilDay kFebruary(2020, 2, 1);

TEST_P(ReversedCash, WhatIsChosenInAClosedMonthIsRefused) {
  ASSERT_TRUE(Close("2020-01").ok());
  EXPECT_EQ(ReasonOf(Disburse(100, kJanuary).status()), "PERIOD_CLOSED");
  EXPECT_EQ(ReasonOf(Adjust(Turn::KIND_LOWER, 100, kJanuary)), "PERIOD_CLOSED");
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  ASSERT_TRUE(Close("2020-02").ok());
  for (int month = 3; month <= 12; ++month) {
    const std::string name = Concat("2020-", month < 10 ? "0" : "", month);
    ASSERT_TRUE(Close(name).ok()) << name;
  }
  ASSERT_TRUE(Close("2021-01").ok());
  EXPECT_EQ(ReasonOf(Carry("d1", "n1").status()), "PERIOD_CLOSED");
  EXPECT_TRUE(Carry("d1", "n1", absl::CivilDay(2021, 2, 1)).ok());
}

TEST_P(ReversedCash, MoneyThatCameInAClosedMonthIsKept) {
  ASSERT_TRUE(Disburse(100'000, kFirstDay + 1).ok());
  ASSERT_TRUE(PayOwn(70'000, kJanuary).ok());
  ASSERT_TRUE(Close("2020-01").ok());
  // Was there on its day, though it was paid on by the first open one.
  const auto paid_back = PayBack(40'000, kFirstDay + 2);
  ASSERT_TRUE(paid_back.ok()) << paid_back.status();
  EXPECT_EQ(paid_back->disbursement().posted_date().month(), 2);
  EXPECT_THAT(CashOf("d1", On(kJanuary)), ElementsAre(30'000, 0));
  EXPECT_THAT(CashOf("d1", On(kFebruary)), ElementsAre(0, 10'000));
  ASSERT_TRUE(Adjust(Turn::KIND_RAISE, 50'000, kJanuary).ok());
  EXPECT_EQ(FenOf(FundOn(kJanuary).appropriated()), 1'000'000);
  EXPECT_EQ(FenOf(FundOn(kFebruary).appropriated()), 1'050'000);
}

// It counts from the first of February, though its month is open again: before
// that there is nothing to lower.
TEST_P(ReversedCash, MoneyOfAClosedMonthIsNotLoweredBeforeItCounts) {
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(
      funding_.Appropriate("a2", "central", 70'000, kFirstDay + 2).ok());
  ASSERT_TRUE(Reopen("2020-01").ok());
  const auto lower = [&](absl::CivilDay day) {
    auto request = AdjustmentRequest(Turn::KIND_LOWER, 70'000, day);
    request.mutable_appropriation_adjustment()->set_appropriation(
        Concat(kCounty, "/appropriations/a2"));
    return funding_.service()
        .Call<v1::CreateAppropriationAdjustmentResponse>(
            "CreateAppropriationAdjustment", request)
        .status();
  };
  const absl::Status early = lower(kJanuary);
  EXPECT_EQ(ReasonOf(early), "OVER_APPROPRIATED");
  EXPECT_EQ(FigureOf(early, "available"), "0");
  EXPECT_EQ(FenOf(FundOn(kJanuary).appropriated()), 1'000'000);
  EXPECT_TRUE(lower(kFebruary).ok());
}

// January still shows it, but it was never there.
TEST_P(ReversedCash, CashThatWasNeverPaidOutDoesNotComeBack) {
  const auto paid_out = Disburse(100'000, kFirstDay + 1);
  ASSERT_TRUE(Disburse(20'000, kFirstDay + 1).ok());
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(paid_out).ok());
  EXPECT_THAT(CashOf("d1", On(kJanuary)), ElementsAre(120'000, 0));
  const absl::Status back = PayBack(50'000, kFirstDay + 2).status();
  EXPECT_EQ(ReasonOf(back), "OVER_DISBURSED");
  EXPECT_EQ(FigureOf(back, "available"), "20000");
  ASSERT_TRUE(PayBack(20'000, kFirstDay + 2).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
}

// The payment was wrong, and the cash was still there.
TEST_P(ReversedCash, CashThatWasNeverPaidOnComesBack) {
  ASSERT_TRUE(Disburse(100'000, kFirstDay + 1).ok());
  const auto payment = PayOwn(70'000, kFirstDay + 2);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(payment).ok());
  ASSERT_TRUE(PayBack(100'000, kFirstDay + 3).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
}

// However much is reversed of others' cash, and of payments by the treasury: a
// pay-back looks at what was never there of its own.
TEST_P(ReversedCash, ALateReversalIsNotedWithTheCashItTookBack) {
  const auto paid_out = Disburse(100'000, kFirstDay + 1);
  ASSERT_TRUE(Disburse(10'000, kFirstDay + 1).ok());
  const auto by_treasury = PayDirect(10'000, kFirstDay + 1);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(by_treasury).ok());
  const auto in_time = Disburse(10'000, kFebruary);
  ASSERT_TRUE(Reverse(in_time).ok());
  EXPECT_THAT(Noted(), IsEmpty());
  const auto late = Reverse(paid_out);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_THAT(Noted(), ElementsAre(Concat(
                           "d1/1/", ReversalKey(late->reversal().sequence()))));
}

TEST_P(ReversedCash, WhatCameBackInAClosedMonthCameBackOnce) {
  ASSERT_TRUE(Disburse(100'000, kFirstDay + 1).ok());
  ASSERT_TRUE(PayOwn(30'000, kFirstDay + 2).ok());
  ASSERT_TRUE(Close("2020-01").ok());
  const auto paid_back = PayBack(50'000, kFirstDay + 3);
  ASSERT_TRUE(paid_back.ok()) << paid_back.status();
  // In January's figures 700 yuan are there for good: 500 of them came back.
  EXPECT_THAT(CashOf("d1", On(kJanuary)), ElementsAre(70'000, 0));
  const absl::Status again = PayBack(50'000, kFirstDay + 3).status();
  EXPECT_EQ(ReasonOf(again), "OVER_DISBURSED");
  EXPECT_EQ(FigureOf(again, "available"), "20000");
  EXPECT_EQ(FigureOf(again, "date"), "2020-01-23");
  // The day before there were 500 more, until they came back.
  const absl::Status before = PayBack(50'000, kFirstDay + 2).status();
  EXPECT_EQ(FigureOf(before, "available"), "20000");
  // To open the month makes it no different.
  ASSERT_TRUE(Reopen("2020-01").ok());
  EXPECT_EQ(ReasonOf(PayBack(50'000, kFirstDay + 3).status()),
            "OVER_DISBURSED");
  ASSERT_TRUE(PayBack(20'000, kFirstDay + 3).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
  ASSERT_TRUE(Reverse(paid_back).ok());
  ASSERT_TRUE(PayBack(50'000, kFirstDay + 3).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
}

}  // namespace
}  // namespace epiledger::funding
