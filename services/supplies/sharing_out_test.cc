// What is shared out, by hand and at random.
#include "services/supplies/sharing_out.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "absl/numeric/int128.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rapidcheck.h"

namespace epiledger::supplies {
namespace {

using absl::int128;
using Need = ShareTaker::Need;
using ::testing::ElementsAre;

constexpr Amount kAll = 1'000'000;

ShareTaker Known(Amount per_day, Amount stock) {
  return {.need = Need::kKnown,
          .use = per_day * 7,
          .known_days = 7,
          .stock = stock};
}

// What each store gets of all lots.
std::vector<Amount> SharesOf(const std::vector<LotShare>& shares,
                             size_t takers) {
  std::vector<Amount> amounts(takers);
  for (const LotShare& share : shares) amounts[share.taker] += share.amount;
  return amounts;
}

TEST(SharingOut, EvensOutDaysOfSupplyInWholePacks) {
  // 10 packs: the first has none of 100 a day, the second 5 days of 40 a day.
  const std::vector<ShareTaker> takers = {Known(100, 0), Known(40, 200)};
  const auto shares = ShareOut({{{std::nullopt, 1'050}}}, takers, 100, kAll);
  // 700 is 7 days, 500 is 12.5: the eighth pack goes to the first, so that 8
  // days stand against 10 with two of the second.
  EXPECT_THAT(SharesOf(shares, 2), ElementsAre(800, 200));
  EXPECT_EQ(DaysTenths(800, 700, 7), 80);
  EXPECT_EQ(DaysTenths(400, 280, 7), 100);
}

TEST(SharingOut, TheSmallestAndTheUnknownAreNotForgotten) {
  const std::vector<ShareTaker> takers = {Known(1'000, 0), Known(2, 0),
                                          ShareTaker{.need = Need::kUnknown}};
  const DatedStock packs{std::nullopt, 1'000};
  EXPECT_THAT(SharesOf(ShareOut({packs}, takers, 100, 100), 3),
              ElementsAre(0, 100, 0));
  EXPECT_THAT(SharesOf(ShareOut({packs}, takers, 100, 200), 3),
              ElementsAre(100, 100, 0));
  EXPECT_THAT(SharesOf(ShareOut({packs}, takers, 100, 300), 3),
              ElementsAre(100, 100, 100));
  EXPECT_THAT(SharesOf(ShareOut({packs}, takers, 100, kAll), 3),
              ElementsAre(800, 100, 100));
}

TEST(SharingOut, WhereNothingIsUsedNothingGoes) {
  const std::vector<ShareTaker> takers = {ShareTaker{.need = Need::kNone},
                                          Known(10, 500)};
  EXPECT_THAT(SharesOf(ShareOut({{{std::nullopt, 300}}}, takers, 100, kAll), 2),
              ElementsAre(0, 300));
  EXPECT_TRUE(
      ShareOut({{{std::nullopt, 300}}}, {takers.data(), 1}, 100, kAll).empty());
}

TEST(SharingOut, WhatExpiresFirstGoesWhereItIsUsed) {
  // Each gets 200; the slow one could use 20 of the lot that expires in two
  // days, the fast one 200 of it.
  const std::vector<ShareTaker> takers = {Known(10, 0), Known(100, 1'800)};
  const auto shares = ShareOut({{{2, 200}, {90, 200}}}, takers, 100, kAll);
  EXPECT_THAT(shares,
              ElementsAre(LotShare{0, 1, 200, 0}, LotShare{1, 0, 200, 0}));
}

TEST(SharingOut, OwnStockThatExpiresNoLaterIsUsedFirst) {
  std::vector<ShareTaker> takers = {Known(100, 300), Known(90, 270)};
  takers[0].dated = {{3, 300}};
  const auto shares = ShareOut({{{4, 100}, {90, 100}}}, takers, 100, kAll);
  EXPECT_THAT(shares,
              ElementsAre(LotShare{0, 1, 100, 0}, LotShare{1, 0, 100, 0}));
}

TEST(SharingOut, SaysWhatExpiresAllTheSame) {
  const std::vector<ShareTaker> takers = {Known(10, 0)};
  EXPECT_THAT(ShareOut({{{2, 100}}}, takers, 100, kAll),
              ElementsAre(LotShare{0, 0, 100, 80}));
}

TEST(SharingOut, AMillionPiecesOneByOneTakeNoLonger) {
  const std::vector<ShareTaker> takers = {
      {.need = Need::kKnown, .use = 1, .known_days = 60, .stock = 0},
      {.need = Need::kKnown,
       .use = 1'000'000'000'000'000,
       .known_days = 1,
       .stock = 7}};
  const Amount all = 1'000'000'000'000'000;
  const auto amounts =
      SharesOf(ShareOut({{{std::nullopt, all}}}, takers, 1, all), 2);
  EXPECT_THAT(amounts, ElementsAre(1, all - 1));
}

// --- At random.

struct Facts {
  std::vector<DatedStock> lots;
  std::vector<ShareTaker> takers;
  Amount pack = 1;
  Amount at_most = 0;
};

ShareTaker AnyTaker() {
  ShareTaker taker;
  taker.need = *rc::gen::weightedElement<Need>(
      {{6, Need::kKnown}, {1, Need::kNone}, {2, Need::kUnknown}});
  taker.use = *rc::gen::inRange<Amount>(1, 400);
  taker.known_days = *rc::gen::inRange<int64_t>(1, 8);
  taker.stock =
      *rc::gen::element<Amount>(0, 0, *rc::gen::inRange<Amount>(0, 900));
  Amount left = taker.stock;
  for (int lots = *rc::gen::inRange(0, 3); lots > 0; --lots) {
    const Amount amount = *rc::gen::inRange<Amount>(0, left + 1);
    taker.dated.push_back({*rc::gen::inRange<int64_t>(1, 30), amount});
    left -= amount;
  }
  return taker;
}

Facts AnyFacts() {
  Facts facts;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    DatedStock& lot = facts.lots.emplace_back();
    if (*rc::gen::arbitrary<bool>()) lot.days = *rc::gen::inRange(1, 30);
    lot.amount = *rc::gen::inRange<Amount>(0, 3'000);
  }
  for (int i = *rc::gen::inRange(0, 7); i > 0; --i) {
    facts.takers.push_back(AnyTaker());
  }
  facts.pack = *rc::gen::element<Amount>(1, 7, 20, 100);
  facts.at_most = *rc::gen::inRange<Amount>(0, 8'000);
  return facts;
}

// Whether the first store lasts less long than the second one.
bool LastsLess(const ShareTaker& a, Amount stock_a, const ShareTaker& b,
               Amount stock_b) {
  return int128(stock_a) * a.known_days * b.use <
         int128(stock_b) * b.known_days * a.use;
}

TEST(SharingOutProperty, GivesWholePacksAndNoMoreThanThereIs) {
  EXPECT_TRUE(rc::check([] {
    const Facts facts = AnyFacts();
    const auto shares =
        ShareOut(facts.lots, facts.takers, facts.pack, facts.at_most);
    std::map<size_t, Amount> of_lot;
    Amount sum = 0;
    for (const LotShare& share : shares) {
      RC_ASSERT(share.amount > 0);
      RC_ASSERT(share.amount % facts.pack == 0);
      RC_ASSERT(share.expiring >= 0);
      RC_ASSERT(share.expiring <= share.amount);
      of_lot[share.lot] += share.amount;
      sum += share.amount;
    }
    Amount there = 0;
    for (size_t i = 0; i < facts.lots.size(); ++i) {
      RC_ASSERT(of_lot[i] <= facts.lots[i].amount);
      there += facts.lots[i].amount / facts.pack * facts.pack;
    }
    RC_ASSERT(sum <= facts.at_most);
    // Somebody whose need is known takes all there is.
    const bool is_known = std::any_of(
        facts.takers.begin(), facts.takers.end(),
        [](const ShareTaker& taker) { return taker.need == Need::kKnown; });
    if (is_known) {
      RC_ASSERT(sum ==
                std::min(there, facts.at_most / facts.pack * facts.pack));
    }
  }));
}

TEST(SharingOutProperty, TheFewestDaysAreAsManyAsCanBe) {
  EXPECT_TRUE(rc::check([] {
    const Facts facts = AnyFacts();
    const auto amounts =
        SharesOf(ShareOut(facts.lots, facts.takers, facts.pack, facts.at_most),
                 facts.takers.size());
    for (size_t i = 0; i < amounts.size(); ++i) {
      const ShareTaker& poor = facts.takers[i];
      if (poor.need == Need::kNone) RC_ASSERT(amounts[i] == 0);
      if (poor.need == Need::kUnknown) RC_ASSERT(amounts[i] <= facts.pack);
      if (poor.need != Need::kKnown) continue;
      for (size_t k = 0; k < amounts.size(); ++k) {
        const ShareTaker& rich = facts.takers[k];
        if (k == i || rich.need != Need::kKnown || amounts[k] == 0) continue;
        // Without its last pack no store lasts longer than any other: to take
        // one from it makes the fewest days no more.
        RC_ASSERT(!LastsLess(poor, poor.stock + amounts[i], rich,
                             rich.stock + amounts[k] - facts.pack));
      }
    }
  }));
}

TEST(SharingOutProperty, NobodyIsForgottenWhileOthersGetMore) {
  EXPECT_TRUE(rc::check([] {
    const Facts facts = AnyFacts();
    const auto amounts =
        SharesOf(ShareOut(facts.lots, facts.takers, facts.pack, facts.at_most),
                 facts.takers.size());
    const auto has_none = [&](size_t i) {
      return amounts[i] == 0 && (facts.takers[i].need == Need::kUnknown ||
                                 (facts.takers[i].need == Need::kKnown &&
                                  facts.takers[i].stock == 0));
    };
    for (size_t i = 0; i < amounts.size(); ++i) {
      if (!has_none(i)) continue;
      for (size_t k = 0; k < amounts.size(); ++k) {
        RC_ASSERT(amounts[k] <= facts.pack);
        if (facts.takers[i].need == Need::kKnown) {
          RC_ASSERT(facts.takers[k].need != Need::kUnknown || amounts[k] == 0);
        }
      }
    }
  }));
}

TEST(SharingOutProperty, NothingExpiresWhereAnotherHadRoomForIt) {
  EXPECT_TRUE(rc::check([] {
    const Facts facts = AnyFacts();
    const auto shares =
        ShareOut(facts.lots, facts.takers, facts.pack, facts.at_most);
    for (const LotShare& expiring : shares) {
      if (expiring.expiring == 0) continue;
      const int64_t days = *facts.lots[expiring.lot].days;
      for (const LotShare& later : shares) {
        const ShareTaker& taker = facts.takers[later.taker];
        const std::optional<int64_t> then = facts.lots[later.lot].days;
        if (later.taker == expiring.taker || taker.need != Need::kKnown)
          continue;
        if (then.value_or(INT64_MAX) <= days) continue;
        // Who got a later lot could not have used a pack more of this one.
        int128 room = int128(taker.use) * days / taker.known_days;
        for (const DatedStock& own : taker.dated) {
          if (*own.days <= days) room -= own.amount;
        }
        for (const LotShare& same : shares) {
          if (same.taker != later.taker) continue;
          if (facts.lots[same.lot].days.value_or(INT64_MAX) <= days) {
            room -= same.amount;
          }
        }
        RC_ASSERT(room < facts.pack);
      }
    }
  }));
}

}  // namespace
}  // namespace epiledger::supplies
