// Where pieces are and what they are worth, by hand and for whatever numbers.
#include "services/supplies/goods_trace.h"

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/goods_accounts.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using v1::PlacedGoods;
using v1::TracedGoods;

constexpr char kEnd[] = "/n95/1-1/order-c1.1";

// Pieces and fen of each place; −1 where it has no worth.
std::vector<std::pair<int64_t, int64_t>> PartsOf(const TracedGoods& goods) {
  std::vector<std::pair<int64_t, int64_t>> parts;
  for (const PlacedGoods& place : goods.places()) {
    parts.emplace_back(place.quantity(),
                       place.has_value() ? FenOf(place.value()) : -1);
  }
  return parts;
}

GoodsTrace::Order Ordered(int64_t pieces, ledger::Amount fen, int64_t matched) {
  return {AgreedPrice{fen, pieces}, pieces, matched};
}

// All of it, or what one facility has.
TraceChoice Told(std::string_view facility = "") {
  TraceChoice choice;
  choice.county = "c";
  choice.facility = facility;
  return choice;
}

TEST(GoodsAccounts, EveryKindOfAccountSaysWhereItIs) {
  // Parts are of the name, which has to stay.
  const std::string lost =
      Concat("shipment_loss:reserve/main/s-1/missing", kEnd);
  const auto loss = ParseGoodsAccount(lost);
  ASSERT_TRUE(loss.has_value());
  EXPECT_EQ(loss->place, PlacedGoods::PLACE_LOST);
  EXPECT_EQ(loss->facility, "reserve");
  EXPECT_EQ(loss->store, "main");
  EXPECT_EQ(loss->shipment, "s-1");
  EXPECT_EQ(loss->reason, "missing");
  EXPECT_EQ(loss->item, "n95");
  EXPECT_EQ(loss->lot, "1-1");
  EXPECT_EQ(loss->origin, "order-c1.1");
  const std::string used = Concat("in_service:people", kEnd);
  const auto unit = ParseGoodsAccount(used);
  ASSERT_TRUE(unit.has_value());
  EXPECT_EQ(unit->place, PlacedGoods::PLACE_IN_SERVICE);
  EXPECT_EQ(unit->store, "");
  const auto bought = ParseGoodsAccount(Concat("supplier:people", kEnd));
  ASSERT_TRUE(bought.has_value());
  EXPECT_EQ(bought->holding, Holding::kReceived);
  for (const char* other : {"", "box:1", "store:a/b", "alloc:d1/1/masks/x/y"}) {
    EXPECT_FALSE(ParseGoodsAccount(other).has_value()) << other;
  }
}

TEST(GoodsTrace, WhatIsTooMuchLiesWhereItWasDelivered) {
  GoodsTrace trace;
  trace.Add(Concat("supplier:a/main", kEnd), -11);
  trace.Add(Concat("store:a/main", kEnd), 8);
  trace.Add(Concat("store:b/main", kEnd), 2);
  trace.Add(Concat("used:b/main", kEnd), 1);
  const TracedGoods goods = trace.Tell(Told(), Ordered(10, 100, 10));
  EXPECT_THAT(PartsOf(goods), ElementsAre(std::pair(1, 10), std::pair(2, 20),
                                          std::pair(8, 70)));
  EXPECT_EQ(goods.over_delivered(), 1);
  EXPECT_EQ(goods.unmatched(), 1);
  EXPECT_EQ(FenOf(goods.unmatched_value()), 0);
  EXPECT_EQ(goods.outstanding(), 0);
}

TEST(GoodsTrace, WhatWasSentBackHasNoWorthAndIsStillToCome) {
  GoodsTrace trace;
  trace.Add(Concat("supplier:a/main", kEnd), -10);
  trace.Add(Concat("store:a/main", kEnd), 6);
  trace.Add(Concat("returned:a/main", kEnd), 4);
  const TracedGoods goods = trace.Tell(Told(), Ordered(10, 101, 10));
  EXPECT_THAT(PartsOf(goods), ElementsAre(std::pair(6, 60), std::pair(4, -1)));
  EXPECT_EQ(goods.outstanding(), 4);
  EXPECT_EQ(FenOf(goods.outstanding_value()), 41);
  EXPECT_EQ(goods.unmatched(), 0);
}

TEST(GoodsTrace, WhatWasFoundBeyondItIsThereAndWorthNothing) {
  GoodsTrace trace;
  trace.Add(Concat("supplier:a/main", kEnd), -6);
  trace.Add("found:a/main/returned/n95/1-1/order-c1.1", -2);
  trace.Add(Concat("store:a/main", kEnd), 8);
  const TracedGoods goods = trace.Tell(Told(), Ordered(10, 100, 6));
  EXPECT_EQ(goods.received(), 6);
  EXPECT_EQ(goods.found(), 2);
  EXPECT_THAT(PartsOf(goods), ElementsAre(std::pair(8, 60)));
  EXPECT_EQ(FenOf(goods.outstanding_value()), 40);
}

TEST(GoodsTrace, WithoutAPriceNothingHasAWorth) {
  GoodsTrace trace;
  trace.Add(Concat("supplier:a/main", kEnd), -6);
  trace.Add(Concat("store:a/main", kEnd), 6);
  GoodsTrace::Order order;
  order.matched = 2;
  const TracedGoods goods = trace.Tell(Told(), order);
  EXPECT_THAT(PartsOf(goods), ElementsAre(std::pair(6, -1)));
  EXPECT_FALSE(goods.has_value());
  EXPECT_EQ(goods.unmatched(), 4);
  EXPECT_EQ(goods.over_delivered(), 0);
}

TEST(GoodsTrace, AFacilityIsToldOfItsOwnAlone) {
  GoodsTrace trace;
  trace.Add(Concat("supplier:a/main", kEnd), -9);
  trace.Add(Concat("store:a/main", kEnd), 5);
  trace.Add(Concat("store:b/main", kEnd), 4);
  const TracedGoods goods = trace.Tell(Told("b"), Ordered(10, 100, 9));
  EXPECT_THAT(PartsOf(goods), ElementsAre(std::pair(4, 40)));
  EXPECT_EQ(goods.received(), 0);
  EXPECT_FALSE(goods.has_outstanding_value());
  EXPECT_THAT(PartsOf(trace.Tell(Told("/"), std::nullopt)), IsEmpty());
}

TEST(GoodsTrace, WhateverTheNumbersAllPartsAddUpToTheFen) {
  std::mt19937_64 random(20200201);
  const auto below = [&random](int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random);
  };
  constexpr const char* kPlaces[] = {
      "store:a/main",        "used:b/main",         "issued:b/main",
      "loss:a/main/expired", "shipment:a/main/s-1", "in_service:c"};
  constexpr int kRounds = 2'000;
  for (int round = 0; round < kRounds; ++round) {
    GoodsTrace trace;
    int64_t received = 0;
    for (const char* place : kPlaces) {
      const int64_t pieces = below(10'000'000'000);
      received += pieces;
      trace.Add(Concat(place, kEnd), pieces);
    }
    trace.Add(Concat("supplier:a/main", kEnd), -received);
    const int64_t ordered = 1 + below(2 * received + 1);
    const ledger::Amount fen = 1 + below(1'000'000'000'000'000);
    const TracedGoods goods =
        trace.Tell(Told(), Ordered(ordered, fen, below(received + 1)));
    int64_t worth = FenOf(goods.outstanding_value());
    int64_t pieces = 0;
    for (const auto& [quantity, part] : PartsOf(goods)) {
      EXPECT_GE(part, 0);
      worth += part;
      pieces += quantity;
    }
    EXPECT_EQ(worth, fen) << round;
    EXPECT_EQ(pieces, received) << round;
    EXPECT_EQ(pieces + goods.outstanding() - goods.over_delivered(), ordered);
    EXPECT_LE(FenOf(goods.unmatched_value()), FenOf(goods.value()));
  }
}

}  // namespace
}  // namespace epiledger::supplies
