// Stories of what is held back for shipments: choices leave it, facts may break
// it. Every figure is written by hand.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/shipment_story.h"
#include "services/text.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using ::testing::SizeIs;

class ReservationsTest : public ShipmentStory {
 protected:
  absl::StatusOr<v1::CreateMovementResponse> Issue(
      int64_t pieces, google::protobuf::Timestamp time,
      const std::string& lot = "") {
    return Move(v1::Movement::KIND_ISSUE, kMain, pieces, std::move(time), lot);
  }

  absl::Status TryPick(const std::string& shipment) {
    v1::PickShipmentRequest request;
    request.set_request_id(service().NewId());
    request.set_name(shipment);
    return Pick(request).status();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReservationsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

TEST_P(ReservationsTest, NeitherIssuesNorOtherShipmentsTakeWhatIsReserved) {
  Deliver("A", 100);
  Reserve(70);
  const auto issued = Issue(31, At(kMonday));
  EXPECT_EQ(ReasonOf(issued.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(issued.status(), "available"), "30");
  EXPECT_EQ(FigureOf(issued.status(), "withheld_1"), "reserved");
  EXPECT_EQ(FigureOf(issued.status(), "withheld_1_quantity"), "70");
  EXPECT_EQ(
      ReasonOf(
          Move(v1::Movement::KIND_SEND_BACK, kMain, 31, At(kMonday)).status()),
      "STOCK_SHORT");
  EXPECT_EQ(ReasonOf(service()
                         .Call<v1::CreateShipmentResponse>("CreateShipment",
                                                           ShipmentRequest(31))
                         .status()),
            "STOCK_SHORT");
  ASSERT_TRUE(Issue(30, At(kMonday)).ok());
  EXPECT_EQ(Stock(kMain).free(), 0);
  EXPECT_EQ(Stock(kMain).reserved(), 70);
}

TEST_P(ReservationsTest, ALotSetAsideIsLeftThereByIssues) {
  const std::string early = Deliver("A", 50, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  Pick(Reserve(40).name());
  // Ten of the early lot are left, and the rest is of the late one.
  const auto issued = Issue(15, At(kMonday));
  ASSERT_TRUE(issued.ok()) << issued.status();
  const v1::Movement::Line& line = issued->movement().lines(0);
  ASSERT_THAT(line.lots(), SizeIs(2));
  EXPECT_EQ(line.lots(0).lot(), early);
  EXPECT_EQ(line.lots(0).quantity(), 10);
  EXPECT_EQ(line.lots(1).lot(), late);
  EXPECT_EQ(line.lots(1).quantity(), 5);
  ASSERT_THAT(line.skipped_lots(), SizeIs(1));
  EXPECT_EQ(line.skipped_lots(0).lot(), early);
  EXPECT_EQ(line.skipped_lots(0).quantity(), 40);
  EXPECT_EQ(line.skipped_lots(0).reason(), v1::WITHHELD_REASON_RESERVED);
  EXPECT_EQ(ReasonOf(Issue(1, At(kTuesday), early).status()), "STOCK_SHORT");
  EXPECT_EQ(Stock(kMain).lots(0).picked(), 40);
}

TEST_P(ReservationsTest, AnIssueBeforeACountTakesNothingThatIsThere) {
  Deliver("A", 100);
  Count(kMain, 100, At(kSunday));
  Count(kMain, 60, At(kWednesday));
  Reserve(60);
  // Forty were used, by the counts; thirty of them are said to be issued.
  const auto issued = Issue(30, At(kTuesday));
  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_EQ(Stock(kMain).reserved(), 60);
  EXPECT_EQ(ReasonOf(Issue(1, At(kThursday)).status()), "STOCK_SHORT");
}

// What the count then says was used is less, and of another lot.
TEST_P(ReservationsTest, AnIssueBeforeACountLeavesTheLotsThatAreSetAside) {
  const std::string early = Deliver("A", 50, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  Count(kMain, 100, At(kSunday));
  Count(kMain, 60, At(kWednesday));
  const v1::Shipment picked = Pick(Reserve(60).name());
  ASSERT_THAT(picked.lines(0).lots(), SizeIs(2));
  EXPECT_EQ(picked.lines(0).lots(0).quantity(), 10);
  EXPECT_EQ(picked.lines(0).lots(1).lot(), late);
  const auto issued = Issue(1, At(kTuesday), late);
  EXPECT_EQ(ReasonOf(issued.status()), "STOCK_RESERVED");
  EXPECT_EQ(Stock(kMain).reserved(), 60);
  EXPECT_TRUE(Issue(40, At(kTuesday), early).ok());
}

TEST_P(ReservationsTest, ACountBelowThemBreaksTheYoungestFirst) {
  Deliver("A", 100);
  const std::string first = Reserve(40).name();
  const std::string second = Pick(Reserve(30).name()).name();
  const std::string third = Reserve(20).name();
  const v1::CountResult result = Count(kMain, 55, At(kMonday));
  ASSERT_THAT(result.broken_reservations(), SizeIs(2));
  EXPECT_EQ(result.broken_reservations(0).shipment(), third);
  EXPECT_EQ(result.broken_reservations(0).quantity(), 20);
  EXPECT_EQ(result.broken_reservations(1).shipment(), second);
  EXPECT_EQ(result.broken_reservations(1).quantity(), 15);
  EXPECT_EQ(Stock(kMain).free(), 0);
  EXPECT_EQ(Stock(kMain).reserved(), 55);

  const v1::Shipment broken = Get(second);
  EXPECT_EQ(broken.state(), v1::Shipment::STATE_RESERVED);
  EXPECT_EQ(broken.lines(0).reserved(), 15);
  EXPECT_EQ(broken.lines(0).lapsed(), 15);
  EXPECT_THAT(broken.lines(0).lots(), IsEmpty());
  EXPECT_EQ(Get(first).lines(0).reserved(), 40);
  const v1::ListTasksResponse tasks = supplies_.Tasks();
  ASSERT_THAT(tasks.tasks(), SizeIs(2));
  EXPECT_EQ(tasks.tasks(0).kind(), v1::Task::KIND_BROKEN_RESERVATION);
  EXPECT_TRUE(tasks.tasks(0).name().starts_with(kMain));

  // What is left of the second goes; of the third nothing is left to go.
  EXPECT_EQ(Ship(second, At(kTuesday)).lines(0).shipped(), 15);
  EXPECT_EQ(ReasonOf(TryShip(third, At(kTuesday)).status()),
            "NOTHING_RESERVED");
  ASSERT_TRUE(Cancel(third).ok());
}

// Counts know of no box: what they say is gone of it is held of what is there.
TEST_P(ReservationsTest, WhatWasSetAsideOfALotThatIsGoneIsHeldOfTheOthers) {
  const std::string early = Deliver("A", 50, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  const std::string name = Pick(Reserve(40).name()).name();
  ASSERT_THAT(Count(kMain, 60, At(kMonday)).broken_reservations(), IsEmpty());
  EXPECT_EQ(Stock(kMain).reserved(), 40);
  EXPECT_EQ(Stock(kMain).free(), 20);

  const auto issued = Issue(21, At(kTuesday));
  EXPECT_EQ(ReasonOf(issued.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(issued.status(), "available"), "20");
  const auto other = service().Call<v1::CreateShipmentResponse>(
      "CreateShipment", ShipmentRequest(21));
  EXPECT_EQ(ReasonOf(other.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(other.status(), "available"), "20");
  ASSERT_TRUE(Issue(20, At(kTuesday)).ok());
  EXPECT_EQ(Stock(kMain).free(), 0);

  EXPECT_EQ(ReasonOf(TryShip(name, At(kTuesday)).status()), "STOCK_SHORT");
  const v1::Shipment picked = Pick(name);
  ASSERT_THAT(picked.lines(0).lots(), SizeIs(2));
  EXPECT_EQ(picked.lines(0).lots(0).lot(), early);
  EXPECT_EQ(picked.lines(0).lots(0).quantity(), 10);
  EXPECT_EQ(picked.lines(0).lots(1).lot(), late);
  EXPECT_EQ(picked.lines(0).lots(1).quantity(), 30);
  EXPECT_EQ(Ship(name, At(kTuesday)).lines(0).shipped(), 40);
}

// It is gone to the last piece, and expired as well.
TEST_P(ReservationsTest, ALotOfWhichNothingIsLeftFreesNothing) {
  Deliver("A", 40, absl::CivilDay(2020, 2, 8));
  Deliver("B", 50);
  Pick(Reserve(40).name());
  Count(kMain, 50, At(kMonday));
  EXPECT_EQ(Stock(kMain).free(), 10);
  service().clock().Advance(absl::Hours(24));
  EXPECT_EQ(Stock(kMain).reserved(), 40);
  EXPECT_EQ(Stock(kMain).free(), 10);
  const auto other = service().Call<v1::CreateShipmentResponse>(
      "CreateShipment", ShipmentRequest(11));
  EXPECT_EQ(ReasonOf(other.status()), "STOCK_SHORT");
}

TEST_P(ReservationsTest, AShipmentLeavesThoughAYoungerOneLacksGoods) {
  Deliver("A", 50, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  const std::string first = Pick(Reserve(40).name()).name();
  const std::string second = Reserve(40).name();
  Quarantine(late);
  // Of what may go ten are left to the second, which needs forty.
  EXPECT_EQ(Ship(first, At(kTuesday)).lines(0).shipped(), 40);
  const absl::Status lacking = TryPick(second);
  EXPECT_EQ(ReasonOf(lacking), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(lacking, "available"), "10");
}

TEST_P(ReservationsTest, TheOlderShipmentIsPickedOfWhatDoesNotSuffice) {
  const std::string late = Deliver("B", 50);
  Deliver("A", 50, absl::CivilDay(2020, 6, 30));
  const std::string first = Reserve(40).name();
  const std::string second = Reserve(40).name();
  Quarantine(late);
  const absl::Status lacking = TryPick(second);
  EXPECT_EQ(ReasonOf(lacking), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(lacking, "available"), "10");
  EXPECT_EQ(ReasonOf(TryShip(second, At(kTuesday)).status()), "STOCK_SHORT");
  Pick(first);
  Ship(first, At(kTuesday));
}

TEST_P(ReservationsTest, OfALotThatLacksTheYoungerShipmentHasLess) {
  Deliver("A", 60, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  const std::string first = Pick(Reserve(40).name()).name();
  const std::string second = Pick(Reserve(20).name()).name();
  ASSERT_THAT(Count(kMain, 90, At(kMonday)).broken_reservations(), IsEmpty());
  EXPECT_EQ(Ship(first, At(kTuesday)).lines(0).shipped(), 40);
  const auto lacking = TryShip(second, At(kTuesday));
  EXPECT_EQ(ReasonOf(lacking.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(lacking.status(), "available"), "0");
  EXPECT_EQ(Pick(second).lines(0).lots(0).lot(), late);
  Ship(second, At(kTuesday));
}

// What goes back may be withheld, and leaves what was promised.
TEST_P(ReservationsTest, WhatIsSentBackLeavesWhatWasPromised) {
  Deliver("A", 30, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  const std::string name = Reserve(30).name();
  Quarantine(late);
  const auto back = Move(v1::Movement::KIND_SEND_BACK, kMain, 50, At(kTuesday));
  ASSERT_TRUE(back.ok()) << back.status();
  ASSERT_THAT(back->movement().lines(0).lots(), SizeIs(1));
  EXPECT_EQ(back->movement().lines(0).lots(0).lot(), late);
  Pick(name);
  Ship(name, At(kTuesday));
}

TEST_P(ReservationsTest, ALossBreaksThemAndSaysSo) {
  Deliver("A", 100);
  const std::string name = Pick(Reserve(80).name()).name();
  const auto lost = Move(v1::Movement::KIND_LOSE, kMain, 30, At(kMonday));
  ASSERT_TRUE(lost.ok()) << lost.status();
  const v1::Movement::Line& line = lost->movement().lines(0);
  ASSERT_THAT(line.broken_reservations(), SizeIs(1));
  EXPECT_EQ(line.broken_reservations(0).shipment(), name);
  EXPECT_EQ(line.broken_reservations(0).quantity(), 10);
  EXPECT_EQ(Get(name).lines(0).reserved(), 70);
  EXPECT_EQ(Stock(kMain).free(), 0);
}

TEST_P(ReservationsTest, WhatIsSetAsideAndExpiredOrWithheldIsSubtractedOnce) {
  const std::string early = Deliver("A", 50, absl::CivilDay(2020, 2, 8));
  Deliver("B", 50);
  const std::string name = Pick(Reserve(40).name()).name();
  EXPECT_EQ(Stock(kMain).free(), 60);
  service().clock().Advance(absl::Hours(24));
  // The early lot is expired since midnight, and all that is set aside with it.
  EXPECT_EQ(Stock(kMain).expired(), 50);
  EXPECT_EQ(Stock(kMain).reserved(), 40);
  EXPECT_EQ(Stock(kMain).free(), 50);
  EXPECT_EQ(ReasonOf(TryShip(name, At(kSunday + 7, 8)).status()),
            "EXPIRED_LOT");
  // Picked anew, it is of the other lot.
  EXPECT_EQ(Pick(name).lines(0).skipped_lots(0).lot(), early);
  EXPECT_EQ(Stock(kMain).free(), 10);
  Ship(name, At(kSunday + 7, 8));
}

TEST_P(ReservationsTest, DaysOfSupplyAreOfWhatIsFree) {
  Deliver("A", 100);
  Count(kMain, 100, At(kSunday));
  for (int day = 1; day <= 6; ++day) {
    Count(kMain, 100 - 10 * day, At(kSunday + day, 11));
  }
  // Forty are there, ten are used a day, and thirty are held back.
  EXPECT_EQ(Stock(kMain).supply().days_tenths(), 40);
  Reserve(30);
  EXPECT_EQ(Stock(kMain).supply().days_tenths(), 10);
  v1::GetItemStockRequest item;
  item.set_name(ItemName("n95"));
  const auto stock =
      service().Call<v1::GetItemStockResponse>("GetItemStock", item);
  ASSERT_TRUE(stock.ok());
  EXPECT_EQ(stock->summary().free(), 10);
  EXPECT_EQ(stock->summary().reserved(), 30);
  v1::GetCountySummaryRequest county;
  county.set_name(std::string(kCounty));
  const auto summary =
      service().Call<v1::CountySummary>("GetCountySummary", county);
  ASSERT_TRUE(summary.ok());
  EXPECT_EQ(summary->stocks(0).free(), 10);
  EXPECT_EQ(summary->stocks(0).reserved(), 30);
}

}  // namespace
}  // namespace epiledger::supplies
