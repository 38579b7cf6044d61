// Daily use and days of supply, figure by figure.
#include "services/supplies/supply.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

LineEvent Opening(absl::CivilDay day, Amount quantity) {
  return {
      .day = day, .is_count = true, .is_opening = true, .quantity = quantity};
}
LineEvent Count(absl::CivilDay day, Amount quantity, Amount use) {
  return {.day = day, .is_count = true, .quantity = quantity, .use = use};
}
LineEvent Move(absl::CivilDay day, Amount change) {
  return {.day = day, .change = change};
}
DailyUse UseOf(const std::vector<LineEvent>& events) {
  return DailyUseOf(events, kSunday, kSunday + 30);
}

TEST(DailyUseTest, UseIsSpreadEvenlyWithTheRemainderToTheEarliestDays) {
  EXPECT_THAT(UseOf({Opening(kSunday, 100), Count(kSunday + 1, 85, 15),
                     Move(kSunday + 2, -30), Count(kWednesday, 0, 55)}),
              ElementsAre(Pair(kSunday + 1, DayOfUse{15}),
                          Pair(kSunday + 2, DayOfUse{28}),
                          Pair(kSunday + 3, DayOfUse{27})));
}

TEST(DailyUseTest, TwoCountsOfOneDayShareIt) {
  EXPECT_THAT(UseOf({Opening(kSunday, 100), Count(kSunday, 90, 10),
                     Count(kSunday + 1, 80, 10), Count(kSunday + 1, 77, 3)}),
              ElementsAre(Pair(kSunday, DayOfUse{10}),
                          Pair(kSunday + 1, DayOfUse{13})));
}

TEST(DailyUseTest, AnOpeningAloneTellsNothing) {
  EXPECT_THAT(UseOf({Opening(kSunday, 100)}), IsEmpty());
}

TEST(DailyUseTest, DaysThatBeganEmptyAndHadNoReceiptSayNothing) {
  const DailyUse use =
      UseOf({Opening(kSunday, 5), Count(kSunday + 1, 0, 5),
             Move(kSunday + 3, 20), Count(kSunday + 4, 2, 18)});
  EXPECT_FALSE(use.at(kSunday + 1).says_nothing);
  EXPECT_TRUE(use.at(kSunday + 2).says_nothing);
  EXPECT_FALSE(use.at(kSunday + 3).says_nothing);
  EXPECT_FALSE(use.at(kSunday + 4).says_nothing);
}

TEST(DailyUseTest, AnEarlierMiscountLowersTheIntervalBeforeNotBelowZero) {
  std::vector<LineEvent> events = {Opening(kSunday, 100),
                                   Count(kSunday + 1, 80, 20),
                                   Count(kSunday + 2, 95, 0)};
  events.back().earlier_miscount = 15;
  EXPECT_EQ(UseOf(events).at(kSunday + 1).use, 5);
  events.back().earlier_miscount = 25;
  EXPECT_EQ(UseOf(events).at(kSunday + 1).use, 0);
}

TEST(DailyUseTest, OnlyTheDaysAskedForAreGivenWithTheirOwnShares) {
  const std::vector<LineEvent> events = {Opening(kSunday, 100),
                                         Count(kSunday + 3, 90, 10)};
  EXPECT_THAT(DailyUseOf(events, kSunday + 2, kSunday + 2),
              ElementsAre(Pair(kSunday + 2, DayOfUse{3})));
}

TEST(DailyUseTest, LinesTogetherAreKnownOnlyWhereAllAre) {
  const LineUse first{UseOf({Opening(kSunday, 50), Count(kSunday + 3, 20, 30)}),
                      kSunday};
  const LineUse second{
      UseOf({Opening(kSunday + 1, 9), Count(kSunday + 2, 5, 4)}), kSunday + 1};
  const std::vector<LineUse> both = {first, second};
  // Monday: the second was not kept yet. Wednesday: it is not known.
  EXPECT_THAT(Together(both), ElementsAre(Pair(kSunday + 1, DayOfUse{10}),
                                          Pair(kSunday + 2, DayOfUse{14})));
}

// Seven days with the same use each, up to `last_count`.
SupplyFacts Facts(Amount free, Amount daily_use) {
  SupplyFacts facts{free, kSunday, kSunday, {}};
  for (int i = 0; i < 7; ++i) facts.use[kSunday - i] = {daily_use};
  return facts;
}

TEST(SupplyTest, DaysAreFlooredToTenthsAndBandsCompareTheExactFraction) {
  // 299 / 100 = 2.99: shown as 2.9, and below three.
  v1::Supply supply = SupplyOf(Facts(299, 100), DefaultSettings());
  EXPECT_EQ(supply.days_tenths(), 29);
  EXPECT_EQ(supply.band(), v1::Supply::BAND_CRITICAL);
  EXPECT_EQ(supply.state(), v1::Supply::STATE_KNOWN);
  EXPECT_EQ(supply.stock_out_date().day(), 4);
  EXPECT_EQ(supply.days_left(), 2);
  const std::vector<std::pair<Amount, v1::Supply::Band>> edges = {
      {0, v1::Supply::BAND_OUT},        {1, v1::Supply::BAND_CRITICAL},
      {300, v1::Supply::BAND_LOW},      {699, v1::Supply::BAND_LOW},
      {700, v1::Supply::BAND_MODERATE}, {1'399, v1::Supply::BAND_MODERATE},
      {1'400, v1::Supply::BAND_AMPLE}};
  for (const auto& [free, band] : edges) {
    EXPECT_EQ(SupplyOf(Facts(free, 100), DefaultSettings()).band(), band)
        << free;
  }
}

TEST(SupplyTest, DaysLeftCountFromTodayAndStopAtZero) {
  SupplyFacts facts = Facts(250, 100);
  facts.today = kSunday + 1;
  EXPECT_EQ(SupplyOf(facts, DefaultSettings()).days_left(), 1);
  facts.today = kSunday + 9;
  const v1::Supply late = SupplyOf(facts, DefaultSettings());
  EXPECT_EQ(late.days_left(), 0);
  EXPECT_EQ(late.state(), v1::Supply::STATE_ESTIMATED);
}

TEST(SupplyTest, UnknownIsNeverInfinite) {
  SupplyFacts facts = Facts(100, 0);
  EXPECT_EQ(SupplyOf(facts, DefaultSettings()).state(),
            v1::Supply::STATE_NO_USE);
  facts.use.erase(kSunday);
  v1::Supply supply = SupplyOf(facts, DefaultSettings());
  EXPECT_EQ(supply.state(), v1::Supply::STATE_UNKNOWN);
  EXPECT_FALSE(supply.has_days_tenths());
  EXPECT_EQ(supply.known_days(), 6);
  facts.last_count.reset();
  EXPECT_EQ(SupplyOf(facts, DefaultSettings()).state(),
            v1::Supply::STATE_UNKNOWN);
  facts = Facts(0, 0);
  facts.use.clear();
  EXPECT_EQ(SupplyOf(facts, DefaultSettings()).band(), v1::Supply::BAND_OUT);
}

TEST(SupplyTest, DaysLeftOutAreCountedAndDoNotLowerTheBurnRate) {
  SupplyFacts facts = Facts(100, 10);
  facts.use[kSunday] = {0, true};
  facts.use[kSunday - 1] = {0, true};
  const v1::Supply supply = SupplyOf(facts, DefaultSettings());
  EXPECT_EQ(supply.left_out_days(), 2);
  EXPECT_EQ(supply.known_days(), 5);
  EXPECT_EQ(supply.days_tenths(), 100);
}

TEST(SupplyTest, AHugeStockHasNoDateBeyondTheCalendar) {
  const v1::Supply supply =
      SupplyOf(Facts(1'000'000'000'000'000, 1), DefaultSettings());
  EXPECT_EQ(supply.days_tenths(), 10'000'000'000'000'000);
  EXPECT_FALSE(supply.has_stock_out_date());
}

}  // namespace
}  // namespace epiledger::supplies
