// How old money is, by hand.
#include "services/funding/money_ages.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/money.h"

namespace epiledger::funding {
namespace {

using ledger::Position;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(MoneyAges, WhatIsLeftCameLast) {
  const Lots lots = {{Position(1), 100}, {Position(5), 30}, {Position(9), 20}};
  EXPECT_THAT(Youngest(lots, 15), ElementsAre(Pair(Position(9), 15)));
  EXPECT_THAT(Youngest(lots, 60),
              ElementsAre(Pair(Position(1), 10), Pair(Position(5), 30),
                          Pair(Position(9), 20)));
  EXPECT_THAT(Youngest(lots, 0), IsEmpty());
  // What no day explains is as old as the oldest.
  EXPECT_THAT(Youngest(lots, 151),
              ElementsAre(Pair(Position(1), 101), Pair(Position(5), 30),
                          Pair(Position(9), 20)));
}

TEST(MoneyAges, ADayOnWhichMoreWentThanCameBringsNothing) {
  const Moves moves = {{Position(1), 100}, {Position(2), -40}};
  EXPECT_THAT(ArrivalsOf(moves), ElementsAre(Pair(Position(1), 100)));
  EXPECT_EQ(SumOf(moves), 60);
}

TEST(MoneyAges, AnAllocationsMoneyCameByItsDocumentByTransfersAndFromBefore) {
  v1::Allocation allocation;
  allocation.set_name("counties/990101/documents/d1/allocations/1");
  *allocation.mutable_amount() = ToMoney(600);
  *allocation.mutable_effective_date() = ToDate(Position(100));
  const MovesByAccount moves = {
      {"carried-in:d1/1/masks/1970-01-06", {{Position(101), 50}}},
      // Another one's, with a number that begins alike.
      {"carried-in:d1/10/masks/1970-01-06", {{Position(101), 7}}},
      {"transferred-in:d1/1/masks", {{Position(110), 30}, {Position(111), 5}}},
      {"transferred-out:d1/1/any", {{Position(110), 10}, {Position(111), 5}}},
  };
  const Lots lots = AllocatedLots(allocation, moves);
  EXPECT_THAT(lots, ElementsAre(Pair(Position(5), 50), Pair(Position(100), 600),
                                Pair(Position(110), 20)));
}

TEST(MoneyAges, BandsBeginWhereTheLastOneEnds) {
  const Lots lots = {{Position(1000 - 366), 1}, {Position(1000 - 365), 2},
                     {Position(1000 - 181), 4}, {Position(1000 - 180), 8},
                     {Position(1000 - 91), 16}, {Position(1000 - 90), 32},
                     {Position(1000 - 31), 64}, {Position(1000 - 30), 128},
                     {Position(1000), 256}};
  v1::AgeBands bands = BandsOf(lots, Position(1000));
  EXPECT_EQ(ToFen(bands.up_to_30_days()), 128 + 256);
  EXPECT_EQ(ToFen(bands.up_to_90_days()), 32 + 64);
  EXPECT_EQ(ToFen(bands.up_to_180_days()), 8 + 16);
  EXPECT_EQ(ToFen(bands.up_to_365_days()), 2 + 4);
  EXPECT_EQ(ToFen(bands.over_365_days()), 1);
  AddTo(BandsOf(lots, Position(1000)), bands);
  EXPECT_EQ(ToFen(bands.over_365_days()), 2);
}

}  // namespace
}  // namespace epiledger::funding
