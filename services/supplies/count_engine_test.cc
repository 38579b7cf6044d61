// The worked cases of counting, figure by figure.
#include "services/supplies/count_engine.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Days as positions.
constexpr int64_t kSunday = 0, kMonday = 1, kTuesday = 2, kWednesday = 3,
                  kThursday = 4, kFriday = 5;

// Lots in the order of use, as far as a story needs them.
constexpr size_t kA = 0, kB = 1, kOpening = 2, kFound = 3;

LineFacts EmptyLine() {
  LineFacts line;
  line.balances = {0, 0, 0, 0};
  line.opening_lot = kOpening;
  line.found_lot = kFound;
  return line;
}

// A line counted before, with 10 pieces of each of two lots.
LineFacts TwoLots() {
  LineFacts line = EmptyLine();
  line.balances = {10, 10, 0, 0};
  line.was_counted = true;
  return line;
}

std::vector<Amount> Totals(const std::vector<Booking>& bookings) {
  std::vector<Amount> totals;
  totals.reserve(bookings.size());
  for (const Booking& booking : bookings) totals.push_back(booking.total());
  return totals;
}

TEST(CountEngineTest, TheFirstCountIsTheOpening) {
  LineFacts line = EmptyLine();
  line.counts = {{kSunday, 100}};
  const auto bookings = Reconcile(line).value();
  EXPECT_TRUE(bookings[0].is_opening);
  EXPECT_THAT(bookings[0].changes, ElementsAre(LotAmount{kOpening, 100}));
}

TEST(CountEngineTest, ALateCountTakesItsShareOfTheUseThatWasBookedAfterIt) {
  LineFacts line = EmptyLine();
  line.movements = {{kTuesday, kOpening, -30}};
  line.counts = {{kSunday, 100}, {kWednesday, 0}};
  EXPECT_THAT(Totals(Reconcile(line).value()), ElementsAre(100, -70));
  line.counts = {{kSunday, 100}, {kMonday, 85}, {kWednesday, 0}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(Totals(bookings), ElementsAre(100, -15, -55));
  EXPECT_EQ(bookings[1].balances[kOpening], 85);
  EXPECT_EQ(bookings[2].balances[kOpening], 0);
}

TEST(CountEngineTest, AReceiptTypedLateIsUsedUpByTheNextCount) {
  LineFacts line = EmptyLine();
  line.movements = {{kTuesday, kOpening, -30}, {kTuesday, kA, 200}};
  line.counts = {{kSunday, 100}, {kMonday, 85}, {kWednesday, 0}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(Totals(bookings), ElementsAre(100, -15, -255));
  EXPECT_THAT(bookings[2].changes,
              ElementsAre(LotAmount{kA, -200}, LotAmount{kOpening, -55}));
  EXPECT_THAT(bookings[2].balances, ElementsAre(0, 0, 0, 0));
}

TEST(CountEngineTest, AThousandTypedForAHundredIsRightAgainOnEveryDay) {
  LineFacts line = EmptyLine();
  line.counts = {
      {kSunday, 120}, {kMonday, 1'000}, {kTuesday, 90}, {kWednesday, 80}};
  const auto wrong = Reconcile(line).value();
  EXPECT_THAT(Totals(wrong), ElementsAre(120, 880, -910, -10));
  EXPECT_THAT(wrong[1].changes, ElementsAre(LotAmount{kFound, 880}));
  line.counts[1].quantity = 100;
  const auto right = Reconcile(line).value();
  EXPECT_THAT(Totals(right), ElementsAre(120, -20, -10, -10));
  for (const Booking& booking : right) {
    EXPECT_EQ(booking.balances[kFound], 0);
  }
}

TEST(CountEngineTest, WhatIsRecordedBeforeTheFirstCountMovesTheOpening) {
  LineFacts line = EmptyLine();
  line.movements = {{kSunday, kA, 40}};
  line.counts = {{kMonday, 100}, {kTuesday, 90}};
  const auto more = Reconcile(line).value();
  EXPECT_THAT(more[0].changes, ElementsAre(LotAmount{kOpening, 60}));
  EXPECT_THAT(more[1].changes, ElementsAre(LotAmount{kA, -10}));
  line.counts[0].quantity = 30;
  line.counts[1].quantity = 30;
  const auto less = Reconcile(line).value();
  EXPECT_TRUE(less[0].is_opening);
  EXPECT_THAT(less[0].changes, ElementsAre(LotAmount{kA, -10}));
  EXPECT_THAT(less[1].changes, IsEmpty());
}

TEST(CountEngineTest, FirstExpiringGoesFirstUpToItsLowestLaterBalance) {
  LineFacts line = TwoLots();
  line.counts = {{kMonday, 15}};
  EXPECT_THAT(Reconcile(line).value()[0].changes,
              ElementsAre(LotAmount{kA, -5}));
  line.movements = {{kTuesday, kA, -8}};
  EXPECT_THAT(Reconcile(line).value()[0].changes,
              ElementsAre(LotAmount{kA, -2}, LotAmount{kB, -3}));
}

TEST(CountEngineTest, TheRuleLooksNoFartherThanTheNextCount) {
  LineFacts line = TwoLots();
  line.movements = {{kWednesday, kA, -10}};
  line.counts = {{kMonday, 15}, {kTuesday, 25}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(bookings[0].changes, ElementsAre(LotAmount{kA, -5}));
  EXPECT_THAT(bookings[1].changes,
              ElementsAre(LotAmount{kA, 5}, LotAmount{kFound, 5}));
}

TEST(CountEngineTest, WhereTheRuleWouldStarveALaterIssueAnotherSplitIsChosen) {
  LineFacts line = TwoLots();
  line.movements = {{kThursday, kA, -10}};
  line.counts = {{kMonday, 15}, {kTuesday, 12}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(bookings[0].changes, ElementsAre(LotAmount{kB, -5}));
  EXPECT_THAT(bookings[1].changes, ElementsAre(LotAmount{kB, -3}));
}

TEST(CountEngineTest, AnOpeningLeavesWhatNoLaterCountWouldFind) {
  LineFacts line = EmptyLine();
  // Of A the issue needs one that nothing brings back; of `found` Monday's
  // count finds the one that goes.
  line.movements = {{kSunday, kA, 2},
                    {kSunday, kFound, 1},
                    {kFriday, kA, -1},
                    {kFriday, kFound, -1}};
  line.counts = {{kSunday, 1}, {kMonday, 2}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(bookings[0].changes,
              ElementsAre(LotAmount{kA, -1}, LotAmount{kFound, -1}));
  EXPECT_THAT(bookings[1].changes, ElementsAre(LotAmount{kFound, 1}));
}

TEST(CountEngineTest, ASurplusReturnsToTheLotsUsedLastAndThenToFound) {
  LineFacts line = TwoLots();
  line.counts = {{kMonday, 17}, {kTuesday, 8}, {kWednesday, 30}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(bookings[1].changes,
              ElementsAre(LotAmount{kA, -7}, LotAmount{kB, -2}));
  EXPECT_THAT(
      bookings[2].changes,
      ElementsAre(LotAmount{kB, 2}, LotAmount{kA, 10}, LotAmount{kFound, 10}));
}

TEST(CountEngineTest, WhatWasReturnedIsNotReturnedAgain) {
  LineFacts line = TwoLots();
  line.unreturned_use = {{kB, 3}};
  line.counts = {{kMonday, 25}, {kTuesday, 30}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(bookings[0].changes,
              ElementsAre(LotAmount{kB, 3}, LotAmount{kFound, 2}));
  EXPECT_THAT(bookings[1].changes, ElementsAre(LotAmount{kFound, 5}));
}

TEST(CountEngineTest, ALateIssueTurnsUseIntoSurplusNeverBoth) {
  LineFacts line = TwoLots();
  line.counts = {{kWednesday, 12}};
  EXPECT_THAT(Totals(Reconcile(line).value()), ElementsAre(-8));
  line.movements = {{kTuesday, kB, -10}};
  const auto bookings = Reconcile(line).value();
  EXPECT_THAT(bookings[0].changes, ElementsAre(LotAmount{kFound, 2}));
}

TEST(CountEngineTest, TooFewForWhatWasIssuedLaterIsContradicted) {
  LineFacts line = TwoLots();
  line.movements = {{kTuesday, kA, -6}, {kFriday, kB, -3}};
  line.counts = {{kMonday, 8}};
  EXPECT_FALSE(Reconcile(line).has_value());
  EXPECT_EQ(NeededAt(line, 0), 9);
  line.counts = {{kMonday, 9}};
  EXPECT_TRUE(Reconcile(line).has_value());
  // A count between, that finds more again, needs only what went before it.
  line.counts = {{kMonday, 8}, {kWednesday, 10}};
  EXPECT_EQ(NeededAt(line, 0), 6);
  EXPECT_TRUE(Reconcile(line).has_value());
}

TEST(CountEngineTest, AnIssueTakesWhatExpiresFirstAndSparesWhatIsPromised) {
  LineFacts line = TwoLots();
  line.movements = {{kThursday, kA, -6}};
  line.counts = {{kWednesday, 12}};
  // Wednesday's use makes room for as much again, Thursday's issue does not.
  EXPECT_THAT(IssuableAt(line, kTuesday), ElementsAre(10, 10, 0, 0));
  EXPECT_THAT(LotsToIssue(line, kTuesday, 7, {}),
              ElementsAre(LotAmount{kA, 4}, LotAmount{kB, 3}));
  EXPECT_THAT(LotsToIssue(line, kTuesday, 30, {}),
              ElementsAre(LotAmount{kA, 10}, LotAmount{kB, 10}));
}

TEST(CountEngineTest, AnIssueLeavesLotsThatAreWithheldAndUseDoesNot) {
  LineFacts line = TwoLots();
  const std::vector<Amount> first_withheld = {0, 10, 10, 10};
  EXPECT_THAT(LotsToIssue(line, kTuesday, 7, first_withheld),
              ElementsAre(LotAmount{kB, 7}));
  EXPECT_THAT(LotsToIssue(line, kTuesday, 7, {4, 10, 0, 0}),
              ElementsAre(LotAmount{kA, 4}, LotAmount{kB, 3}));
  // Not enough without it: less is taken, and the caller sees that.
  EXPECT_THAT(LotsToIssue(line, kTuesday, 11, first_withheld),
              ElementsAre(LotAmount{kB, 10}));
  line.counts = {{kWednesday, 15}};
  EXPECT_THAT(Reconcile(line).value()[0].changes,
              ElementsAre(LotAmount{kA, -5}));
}

TEST(CountEngineTest, WhatIsDatedAtTheInstantOfACountIsInTheCount) {
  LineFacts line = TwoLots();
  line.movements = {{kMonday, kA, 5}};
  line.counts = {{kMonday, 21}};
  EXPECT_THAT(Reconcile(line).value()[0].changes,
              ElementsAre(LotAmount{kA, -4}));
}

}  // namespace
}  // namespace epiledger::supplies
