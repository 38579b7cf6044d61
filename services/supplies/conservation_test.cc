// Whether everything is somewhere, told by hand: the account of one item from
// its first piece to its last, and what the equation says when an account has
// no side.
#include "services/supplies/conservation.h"

#include <string>

#include "epiledger/supplies/v1/conservation_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/shipment_story.h"

namespace epiledger::supplies {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Conservation, WhatHasNoSideIsTheResidue) {
  const auto items = ConservationOf({{"donor:h/s/n95/l1/donor-d", -100},
                                     {"store:h/s/n95/l1/donor-d", 60},
                                     {"shipment:h/s/x/n95/l1/donor-d", 30},
                                     {"somewhere:h/s/n95/l1/donor-d", 10},
                                     {"opening:h/s/gloves/opening/opening", -7},
                                     {"used:h/s/gloves/opening/opening", 7}});
  ASSERT_EQ(items.size(), 2);
  EXPECT_EQ(items.at("n95").received(), 100);
  EXPECT_EQ(items.at("n95").on_hand(), 60);
  EXPECT_EQ(items.at("n95").in_transit(), 30);
  EXPECT_EQ(items.at("n95").residue(), 10);
  EXPECT_EQ(items.at("gloves").opening(), 7);
  EXPECT_EQ(items.at("gloves").residue(), 0);
}

class ConservationTest : public ShipmentStory {
 protected:
  v1::Conservation Conserved(const type::v1::AsOf& as_of = {}) {
    v1::GetConservationRequest request;
    request.set_name(std::string(kCounty));
    request.set_item(ItemName("n95"));
    *request.mutable_as_of() = as_of;
    const auto answer =
        service().Call<v1::Conservation>("GetConservation", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(v1::Conservation());
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ConservationTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

TEST_P(ConservationTest, EveryPieceIsSomewhereAtEveryTime) {
  Count(kReserve, 40, At(kSunday));
  Deliver("A", 500);
  ASSERT_TRUE(Move(v1::Movement::KIND_ISSUE, kMain, 30, At(kMonday)).ok());
  ASSERT_TRUE(Move(v1::Movement::KIND_LOSE, kMain, 20, At(kMonday)).ok());
  ASSERT_TRUE(Move(v1::Movement::KIND_SEND_BACK, kMain, 50, At(kMonday)).ok());
  const std::string shipment = Pick(Reserve(100).name()).name();
  Ship(shipment, At(kTuesday));
  auto receipt = ReceiptRequest(shipment, 60, At(kWednesday));
  Reject(v1::REJECTION_REASON_DAMAGED, 10, receipt);
  ASSERT_TRUE(Receive(receipt).ok());
  Count(kReserve, 75, At(kThursday));

  const v1::Conservation now = Conserved();
  ASSERT_THAT(now.items(), SizeIs(1));
  const v1::ItemConservation& item = now.items(0);
  EXPECT_EQ(item.opening(), 40);
  EXPECT_EQ(item.received(), 500);
  EXPECT_EQ(item.found(), 0);
  EXPECT_EQ(item.used(), 25);
  EXPECT_EQ(item.issued(), 30);
  EXPECT_EQ(item.lost(), 20);
  EXPECT_EQ(item.returned(), 50);
  EXPECT_EQ(item.on_hand(), 300 + 75);
  EXPECT_EQ(item.in_transit(), 40);
  EXPECT_EQ(item.residue(), 0);
  EXPECT_EQ(item.on_hand_residue(), 0);
  EXPECT_EQ(now.items_with_residue(), 0);
  ASSERT_THAT(now.shipments(), SizeIs(1));
  EXPECT_EQ(now.shipments(0).shipment(), shipment);
  EXPECT_EQ(now.shipments(0).shipped(), 100);
  EXPECT_EQ(now.shipments(0).accepted(), 60);
  EXPECT_EQ(now.shipments(0).in_transit(), 40);
  EXPECT_EQ(now.shipments(0).residue(), 0);

  // On Tuesday evening all of it was on its way.
  const v1::Conservation then = Conserved(AsOfTime(At(kTuesday, 21)));
  EXPECT_EQ(then.items(0).in_transit(), 100);
  EXPECT_EQ(then.items(0).on_hand(), 300 + 40);
  EXPECT_EQ(then.items(0).used(), 0);
  EXPECT_EQ(then.items(0).on_hand_residue(), 0);
  ASSERT_THAT(then.shipments(), SizeIs(1));
  EXPECT_EQ(then.shipments(0).accepted(), 0);
  EXPECT_EQ(then.shipments(0).residue(), 0);
}

TEST_P(ConservationTest, WhatIsOverLeavesTheListAndStillCounts) {
  Deliver("A", 100);
  const std::string shipment = Pick(Reserve(100).name()).name();
  Ship(shipment, At(kTuesday));
  auto receipt = ReceiptRequest(shipment, 80, At(kWednesday));
  Reject(v1::REJECTION_REASON_MISSING, 5, receipt);
  Reject(v1::REJECTION_REASON_DAMAGED, 15, receipt);
  ASSERT_TRUE(Receive(receipt).ok());
  EXPECT_EQ(Conserved().shipments(0).not_arrived(), 5);
  EXPECT_EQ(Conserved().shipments(0).in_transit(), 15);
  ASSERT_TRUE(
      TakeBack(shipment, 10, v1::LOSS_REASON_UNSPECIFIED, At(kThursday)).ok());
  EXPECT_EQ(Conserved().shipments(0).settled(), 10);
  ASSERT_TRUE(
      TakeBack(shipment, 5, v1::LOSS_REASON_DAMAGED, At(kThursday)).ok());
  const v1::Conservation over = Conserved();
  EXPECT_THAT(over.shipments(), IsEmpty());
  EXPECT_EQ(over.shipment_lines(), 1);
  EXPECT_EQ(over.shipment_lines_with_residue(), 0);
  EXPECT_EQ(over.items(0).lost(), 5 + 5);
  EXPECT_EQ(over.items(0).on_hand(), 80 + 10);
  EXPECT_EQ(over.items(0).residue(), 0);
}

}  // namespace
}  // namespace epiledger::supplies
