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

class ReversedCarryOver : public Correcting<Cash> {};

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
