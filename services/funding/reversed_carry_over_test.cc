// Stories of orders that went on in another year and were wrong before, on both
// engines: what went on, and what it went on in, stays.
#include <string>

#include "services/funding/cash_fixture.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::HasSubstr;
using testing::ReasonOf;

class ReversedCarryOver : public Correcting<Cash> {
 protected:
  // Of 1,000 yuan paid ahead goods for 600 came in the old year, and the rest
  // in January, which was wrong: that arrival is taken back when January is
  // closed, and so counts until February. January is open again. Returns the
  // payment.
  std::string PaidAheadOfGoodsThatDidNotCome() {
    EXPECT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
    const auto paid = PayFor("c1", 1, 100'000, kFirstDay + 1, When::kAhead);
    EXPECT_TRUE(Arrive("c1", 1, 60'000, 60, kFirstDay + 2).ok());
    EndTheYear();
    EXPECT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
    EXPECT_TRUE(Carry("d1", "n1").ok());
    const auto arrival = Arrive("c1", 1, 40'000, 40, kNewYear + 4);
    EXPECT_TRUE(Close("2021-01").ok());
    EXPECT_TRUE(Reverse(arrival).ok());
    EXPECT_TRUE(Reopen("2021-01").ok());
    EXPECT_THAT(LineOn(kNewYear + 30), ElementsAre(0, 0, 0, 100'000));
    EXPECT_THAT(LineOf("c1"), ElementsAre(0, 40'000, 0, 60'000));
    return paid.ok() ? paid->payment().name() : "";
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReversedCarryOver,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

// Of 1,000 yuan 600 are paid ahead, and goods for 600 came. Without that
// arrival they would have gone on as paid ahead, and those goods could arrive
// and be paid for in both years.
TEST_P(ReversedCarryOver, WhatAnOrderDidBeforeItWentOnStays) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const absl::CivilDay december(2020, 12, 1);
  EndTheYear();
  const auto payment = PayFor("c1", 1, 60'000, december, When::kAhead);
  const auto arrival = Arrive("c1", 1, 60'000, 60, december + 9);
  ASSERT_TRUE(arrival.ok()) << arrival.status();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const auto carried = Carry("d1", "n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  for (const absl::Status& refused :
       {Reverse(arrival).status(), Reverse(payment).status()}) {
    EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
    EXPECT_THAT(FigureOf(refused, "entries"),
                HasSubstr(carried->carry_over().name()));
  }
  EXPECT_THAT(LineOf("c1"), ElementsAre(40'000, 0, 0, 60'000));
  ASSERT_TRUE(Reverse(carried).ok());
  ASSERT_TRUE(Reverse(arrival).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(40'000, 60'000, 0, 0));
  ASSERT_TRUE(Carry("d1", "n1").ok());
  EXPECT_EQ(FenOf(BalanceOf("n1").prepaid()), 60'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear)), 600'000);
}

// Its release is of the new year, and so is nothing in the way of itself.
TEST_P(ReversedCarryOver, WhatAnOrderDidAfterItWentOnIsReversed) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  ASSERT_TRUE(Carry("d1", "n1").ok());
  const auto arrival = Arrive("c1", 1, 10'000, 10, kNewYear + 4);
  const auto released = Release("c1", kNewYear + 5);
  ASSERT_TRUE(released.ok()) << released.status();
  ASSERT_TRUE(Reverse(released).ok());
  ASSERT_TRUE(Reverse(arrival).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(100'000, 0, 0, 0));
}

// It was the money that had gone along: what the old year paid for its goods
// stays there.
TEST_P(ReversedCarryOver, WhatBouncesIsTakenOfWhatWentAlong) {
  const std::string payment = PaidAheadOfGoodsThatDidNotCome();
  const auto refund = Refund(payment, 40'000, kNewYear + 9, Then::kOwedAgain);
  ASSERT_TRUE(refund.ok()) << refund.status();
  EXPECT_THAT(LineOn(kNewYear + 9), ElementsAre(0, 0, 40'000, 60'000));
  EXPECT_THAT(LineOf("c1"), ElementsAre(40'000, 0, 0, 60'000));
  EXPECT_EQ(FenOf(BalanceOf("d1").paid()), 60'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 540'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").held()), 40'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").paid()), 0);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 40)), 600'000);
}

// Goods turned out cheaper that stay cheaper when those of January are gone: so
// they are the old year's, and their money comes along.
TEST_P(ReversedCarryOver, GoodsThatGotCheaperAreTheOldYearsWhereNoOthersStay) {
  const std::string payment = PaidAheadOfGoodsThatDidNotCome();
  const auto refund = Refund(payment, 40'000, kNewYear + 9);
  ASSERT_TRUE(refund.ok()) << refund.status();
  EXPECT_THAT(LineOn(kNewYear + 9), ElementsAre(0, 0, 0, 60'000));
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 40'000, 0, 20'000));
  EXPECT_EQ(FenOf(BalanceOf("d1").paid()), 20'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 580'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").prepaid()), 40'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").paid()), 0);
  EXPECT_EQ(FenOf(BalanceOf("n1").available()), 540'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 40)), 600'000);
}

// All that went on is bound: nothing of it is available in the new year.
TEST_P(ReversedCarryOver, ADocumentStaysWhileAnOrderHasGoneOnInIt) {
  ASSERT_TRUE(Order("c1", {{"masks", 100'000}, {"gowns", 500'000}}).ok());
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const int64_t document_entry = 8;
  const auto carried = Carry("d1", "n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_EQ(FenOf(carried->carry_over().carried().available()), 0);
  const absl::Status refused = Reverse(document_entry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), carried->carry_over().name());
  ASSERT_TRUE(Reverse(carried).ok());
  EXPECT_TRUE(Reverse(document_entry).ok());
}

}  // namespace
}  // namespace epiledger::funding
