// How old what went on at the end of a year is, by hand.
#include "services/funding/carried_lots.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/money.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ledger::Position;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string NameOfAllocation(const std::string& document) {
  return Concat("counties/990101/documents/", document, "/allocations/1");
}

v1::CarryOver Carried(const std::string& from, const std::string& to,
                      int64_t day) {
  v1::CarryOver carry;
  carry.set_allocation(NameOfAllocation(from));
  if (!to.empty()) carry.set_target_allocation(NameOfAllocation(to));
  *carry.mutable_carry_date() = ToDate(Position(day));
  return carry;
}

TEST(CarriedLots, WhatWentOnIsAsOldAsWhereItCameFrom) {
  CarriedLots carried;
  carried.Add(Carried("d1", "n1", 100));
  const MovesByAccount moves = {
      {"held:d1/1/masks/c1/1",
       {{Position(1), 70},
        {Position(5), 30},
        {Position(6), -20},
        {Position(100), -80}}},
      {"held:n1/1/masks/c1/1", {{Position(100), 80}, {Position(120), -55}}},
      // Ordered in the new year.
      {"held:n1/1/masks/c2/1", {{Position(100), 9}}}};
  EXPECT_THAT(carried.LotsOf("held:d1/1/masks/c1/1", moves), IsEmpty());
  EXPECT_THAT(carried.LotsOf("held:n1/1/masks/c1/1", moves),
              ElementsAre(Pair(Position(5), 25)));
  EXPECT_THAT(carried.LotsOf("held:n1/1/masks/c2/1", moves),
              ElementsAre(Pair(Position(100), 9)));
}

TEST(CarriedLots, WhatCameOnTheSameDayIsYoung) {
  CarriedLots carried;
  carried.Add(Carried("d1", "n1", 100));
  const MovesByAccount moves = {
      {"disbursed:d1/1/any", {{Position(1), 50}, {Position(100), -50}}},
      {"disbursed:n1/1/any", {{Position(100), 60}}}};
  EXPECT_THAT(carried.LotsOf("disbursed:n1/1/any", moves),
              ElementsAre(Pair(Position(1), 50), Pair(Position(100), 10)));
}

TEST(CarriedLots, FromYearToYearAndFromSeveralIntoOne) {
  CarriedLots carried;
  carried.Add(Carried("d1", "n1", 100));
  carried.Add(Carried("d2", "n1", 100));
  carried.Add(Carried("n1", "m1", 200));
  const MovesByAccount moves = {
      {"disbursed:d1/1/any", {{Position(1), 50}, {Position(100), -50}}},
      {"disbursed:d2/1/any", {{Position(2), 40}, {Position(100), -40}}},
      {"disbursed:m1/1/any", {{Position(200), 75}}},
      {"disbursed:n1/1/any",
       {{Position(100), 90}, {Position(110), -15}, {Position(200), -75}}}};
  EXPECT_THAT(carried.LotsOf("disbursed:m1/1/any", moves),
              ElementsAre(Pair(Position(1), 35), Pair(Position(2), 40)));
  EXPECT_THAT(carried.With("m1/1"),
              ElementsAre("d1/1", "d2/1", "m1/1", "n1/1"));
}

TEST(CarriedLots, WhatWasReversedOrWentBackToTheFundIsNone) {
  CarriedLots carried;
  v1::CarryOver reversed = Carried("d1", "n1", 100);
  reversed.set_reversed_by("counties/990101/reversals/0000000009");
  carried.Add(reversed);
  carried.Add(Carried("d1", "", 100));
  EXPECT_THAT(carried.With("n1/1"), ElementsAre("n1/1"));
}

}  // namespace
}  // namespace epiledger::funding
