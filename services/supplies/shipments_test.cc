// Stories of goods that go from one store to another. Every figure is written
// by hand.
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/shipment_story.h"
#include "services/text.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using testing::ReasonOf;
using ::testing::SizeIs;

class ShipmentsTest : public ShipmentStory {};

INSTANTIATE_TEST_SUITE_P(Engines, ShipmentsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

TEST_P(ShipmentsTest, GoesTheWholeWayAndEveryPieceIsSomewhere) {
  const std::string early = Deliver("A", 60, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 100);
  const v1::Shipment made = Reserve(100);
  EXPECT_EQ(made.state(), v1::Shipment::STATE_RESERVED);
  EXPECT_EQ(Stock(kMain).free(), 60);
  EXPECT_EQ(Stock(kMain).reserved(), 100);

  const v1::Shipment picked = Pick(made.name());
  EXPECT_EQ(picked.state(), v1::Shipment::STATE_PICKED);
  ASSERT_THAT(picked.lines(0).lots(), SizeIs(2));
  EXPECT_EQ(picked.lines(0).lots(0).lot(), early);
  EXPECT_EQ(picked.lines(0).lots(0).quantity(), 60);
  EXPECT_EQ(picked.lines(0).lots(0).batch(), "A");
  EXPECT_EQ(picked.lines(0).lots(0).expiry_date().month(), 6);
  EXPECT_EQ(picked.lines(0).lots(1).lot(), late);
  EXPECT_EQ(picked.lines(0).lots(1).quantity(), 40);
  EXPECT_EQ(Stock(kMain).free(), 60);

  const v1::Shipment shipped = Ship(made.name(), At(kMonday, 9));
  EXPECT_EQ(shipped.state(), v1::Shipment::STATE_SHIPPED);
  EXPECT_EQ(shipped.lines(0).in_transit(), 100);
  EXPECT_EQ(shipped.lines(0).reserved(), 0);
  EXPECT_EQ(Stock(kMain).free(), 60);
  EXPECT_EQ(Stock(kMain).reserved(), 0);
  EXPECT_EQ(Balance("shipment:warehouse/main/"), 100);

  auto receipt = ReceiptRequest(made.name(), 90, At(kTuesday, 9));
  Reject(v1::REJECTION_REASON_MISSING, 6, receipt);
  Reject(v1::REJECTION_REASON_DAMAGED, 4, receipt);
  const auto received = Receive(receipt);
  ASSERT_TRUE(received.ok()) << received.status();
  EXPECT_EQ(received->shipment_receipt().shipment_state(),
            v1::Shipment::STATE_RETURNING);
  EXPECT_EQ(received->shipment_receipt().lines(0).accepted_total(), 90);
  EXPECT_EQ(received->shipment_receipt().lines(0).rejected_total(), 10);
  EXPECT_EQ(Stock(kReserve).free(), 90);
  EXPECT_EQ(Balance("shipment:"), 4);
  EXPECT_EQ(Balance("shipment_loss:"), 6);

  // One of the four is good, the others are thrown away.
  ASSERT_TRUE(
      TakeBack(made.name(), 1, v1::LOSS_REASON_UNSPECIFIED, At(kWednesday, 9))
          .ok());
  EXPECT_EQ(Get(made.name()).lines(0).returning(), 3);
  const auto closed =
      TakeBack(made.name(), 3, v1::LOSS_REASON_DAMAGED, At(kWednesday, 10));
  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->shipment().state(), v1::Shipment::STATE_RECEIVED);
  EXPECT_EQ(closed->shipment().lines(0).in_transit(), 0);
  EXPECT_EQ(Balance("shipment:"), 0);
  EXPECT_EQ(Balance("shipment_loss:"), 9);
  EXPECT_EQ(Stock(kMain).free(), 61);
}

TEST_P(ShipmentsTest, ALotKeepsItsOriginAndItsExpiry) {
  const std::string lot = Deliver("A", 10, absl::CivilDay(2020, 6, 30));
  const std::string name = Reserve(10).name();
  Ship(name, At(kMonday));
  ASSERT_TRUE(Receive(ReceiptRequest(name, 10, At(kTuesday))).ok());
  const v1::StockLine stock = Stock(kReserve);
  ASSERT_THAT(stock.lots(), SizeIs(1));
  EXPECT_EQ(stock.lots(0).lot().name(), lot);
  EXPECT_EQ(stock.lots(0).lot().origin().donor(), "red-cross");
  EXPECT_EQ(stock.lots(0).lot().batch(), "A");
}

TEST_P(ShipmentsTest, WhatIsCancelledBeforeItLeavesIsFreeAgain) {
  Deliver("A", 100);
  const std::string reserved = Reserve(30).name();
  const std::string picked = Pick(Reserve(40).name()).name();
  EXPECT_EQ(Stock(kMain).free(), 30);
  ASSERT_TRUE(Cancel(reserved).ok());
  EXPECT_EQ(Stock(kMain).free(), 60);
  ASSERT_TRUE(Cancel(picked).ok());
  EXPECT_EQ(Stock(kMain).free(), 100);
  EXPECT_EQ(ReasonOf(Cancel(picked)), "SHIPMENT_NOT_OPEN");
  EXPECT_EQ(ReasonOf(TryShip(picked, At(kMonday)).status()),
            "SHIPMENT_NOT_OPEN");
  const std::string left = Ship(Reserve(10).name(), At(kMonday)).name();
  EXPECT_EQ(ReasonOf(Cancel(left)), "SHIPMENT_NOT_OPEN");
  EXPECT_EQ(Stock(kMain).free(), 90);
}

TEST_P(ShipmentsTest, APickPassesOverWhatIsExpiredOrWithheldAndSaysSo) {
  const std::string expired = Deliver("OLD", 50, absl::CivilDay(2020, 2, 7));
  const std::string recalled = Deliver("BAD", 40, absl::CivilDay(2020, 3, 1));
  const std::string good = Deliver("NEW", 30);
  Quarantine(recalled);
  const auto short_of = service().Call<v1::CreateShipmentResponse>(
      "CreateShipment", ShipmentRequest(31));
  EXPECT_EQ(ReasonOf(short_of.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(short_of.status(), "available"), "30");
  EXPECT_EQ(FigureOf(short_of.status(), "withheld_1_quantity"), "50");
  EXPECT_EQ(FigureOf(short_of.status(), "withheld_2_quantity"), "40");

  const v1::Shipment picked = Pick(Reserve(20).name());
  ASSERT_THAT(picked.lines(0).lots(), SizeIs(1));
  EXPECT_EQ(picked.lines(0).lots(0).lot(), good);
  ASSERT_THAT(picked.lines(0).skipped_lots(), SizeIs(2));
  EXPECT_EQ(picked.lines(0).skipped_lots(0).lot(), expired);
  EXPECT_EQ(picked.lines(0).skipped_lots(0).reason(),
            v1::WITHHELD_REASON_EXPIRED);
  EXPECT_EQ(picked.lines(0).skipped_lots(1).lot(), recalled);
  EXPECT_EQ(picked.lines(0).skipped_lots(1).reason(),
            v1::WITHHELD_REASON_QUARANTINED);
}

TEST_P(ShipmentsTest, ALotNamedAgainstTheOrderIsTakenAndTold) {
  const std::string early = Deliver("A", 50, absl::CivilDay(2020, 6, 30));
  const std::string late = Deliver("B", 50);
  v1::PickShipmentRequest request;
  request.set_request_id(service().NewId());
  request.set_name(Reserve(40).name());
  auto& lot = *request.add_lots();
  lot.set_lot(late);
  lot.set_quantity(30);
  const auto picked = Pick(request);
  ASSERT_TRUE(picked.ok()) << picked.status();
  const v1::Shipment::Line& line = picked->shipment().lines(0);
  ASSERT_THAT(line.lots(), SizeIs(2));
  EXPECT_EQ(line.lots(0).lot(), late);
  EXPECT_EQ(line.lots(1).lot(), early);
  EXPECT_EQ(line.lots(1).quantity(), 10);
  ASSERT_THAT(line.earlier_lots(), SizeIs(1));
  EXPECT_EQ(line.earlier_lots(0).lot(), early);
  EXPECT_EQ(line.earlier_lots(0).quantity(), 30);
  request.set_request_id(service().NewId());
  request.mutable_lots(0)->set_quantity(41);
  EXPECT_EQ(ReasonOf(Pick(request).status()), "PICKED_TOO_MUCH");
  request.set_request_id(service().NewId());
  request.mutable_lots(0)->set_lot(ItemName("gloves") + "/lots/opening");
  EXPECT_EQ(ReasonOf(Pick(request).status()), "NOT_IN_SHIPMENT");
}

TEST_P(ShipmentsTest, ALateCountBetweenLeavingAndArrivingStaysTrue) {
  Deliver("A", 100);
  Count(kMain, 100, At(kMonday, 8));
  const std::string name = Reserve(30).name();
  Ship(name, At(kTuesday, 9));
  // Wednesday's count was made before the goods came and typed after.
  ASSERT_TRUE(Receive(ReceiptRequest(name, 30, At(kThursday, 9))).ok());
  EXPECT_EQ(Count(kReserve, 0, At(kWednesday)).outcome(),
            v1::CountResult::OUTCOME_OPENING);
  EXPECT_EQ(Count(kMain, 65, At(kWednesday)).use(), 5);
  EXPECT_EQ(Stock(kMain).free(), 65);
  EXPECT_EQ(Stock(kReserve).free(), 30);
  EXPECT_EQ(Stock(kReserve, AsOfTime(At(kWednesday))).free(), 0);
}

TEST_P(ShipmentsTest, AReceiptBeforeACountOfTheReceivingStoreCorrectsIt) {
  Deliver("A", 100);
  Count(kReserve, 20, At(kSunday));
  Count(kReserve, 10, At(kWednesday));
  const std::string name = Reserve(30).name();
  Ship(name, At(kMonday, 9));
  const auto received = Receive(ReceiptRequest(name, 30, At(kTuesday, 9)));
  ASSERT_TRUE(received.ok()) << received.status();
  EXPECT_EQ(received->shipment_receipt().lines(0).next_count().use_change(),
            30);
  EXPECT_EQ(Stock(kReserve).free(), 10);
}

TEST_P(ShipmentsTest, ShippingDatedBeforeACountCorrectsIt) {
  Deliver("A", 100);
  Count(kMain, 100, At(kSunday));
  Count(kMain, 60, At(kWednesday));
  const std::string name = Reserve(30).name();
  Ship(name, At(kTuesday));
  EXPECT_EQ(Stock(kMain).free(), 60);
  EXPECT_EQ(Balance("used:"), 10);
  EXPECT_EQ(Stock(kMain, AsOfTime(At(kTuesday))).free(), 70);
}

TEST_P(ShipmentsTest, IsReceivedInPartsAndNoMoreThanWasShipped) {
  Deliver("A", 100);
  const std::string name = Reserve(100).name();
  EXPECT_EQ(ReasonOf(Receive(ReceiptRequest(name, 1, At(kMonday))).status()),
            "NOT_SHIPPED");
  Ship(name, At(kMonday));
  EXPECT_EQ(ReasonOf(Receive(ReceiptRequest(name, 1, At(kMonday, 8))).status()),
            "RECEIVED_TOO_EARLY");
  ASSERT_TRUE(Receive(ReceiptRequest(name, 30, At(kTuesday))).ok());
  EXPECT_EQ(Get(name).state(), v1::Shipment::STATE_PARTLY_RECEIVED);
  const auto too_much = Receive(ReceiptRequest(name, 71, At(kWednesday)));
  EXPECT_EQ(ReasonOf(too_much.status()), "MORE_THAN_SHIPPED");
  EXPECT_EQ(FigureOf(too_much.status(), "available"), "70");
  auto rest = ReceiptRequest(name, 0, At(kWednesday));
  rest.mutable_shipment_receipt()->clear_lines();
  rest.mutable_shipment_receipt()->set_accept_all(true);
  ASSERT_TRUE(Receive(rest).ok());
  EXPECT_EQ(Get(name).state(), v1::Shipment::STATE_RECEIVED);
  EXPECT_EQ(Stock(kReserve).free(), 100);
  rest.set_request_id(service().NewId());
  EXPECT_EQ(ReasonOf(Receive(rest).status()), "NOTHING_ON_ITS_WAY");
}

TEST_P(ShipmentsTest, NoPieceIsAcceptedAndRejectedToo) {
  Deliver("A", 100);
  const std::string name = Reserve(100).name();
  Ship(name, At(kMonday));
  // In one receipt, and by one after the other.
  auto both = ReceiptRequest(name, 60, At(kTuesday));
  Reject(v1::REJECTION_REASON_DAMAGED, 41, both);
  const auto at_once = Receive(both);
  EXPECT_EQ(ReasonOf(at_once.status()), "MORE_THAN_SHIPPED");
  EXPECT_EQ(FigureOf(at_once.status(), "available"), "40");
  auto rejected = ReceiptRequest(name, 0, At(kTuesday));
  Reject(v1::REJECTION_REASON_DAMAGED, 60, rejected);
  ASSERT_TRUE(Receive(rejected).ok());
  const auto later = Receive(ReceiptRequest(name, 41, At(kWednesday)));
  EXPECT_EQ(ReasonOf(later.status()), "MORE_THAN_SHIPPED");
  EXPECT_EQ(FigureOf(later.status(), "available"), "40");
  ASSERT_TRUE(Receive(ReceiptRequest(name, 40, At(kWednesday))).ok());
  const v1::Shipment::Line line = Get(name).lines(0);
  EXPECT_EQ(line.accepted() + line.rejected(), line.shipped());
}

TEST_P(ShipmentsTest, ARepeatedCallChangesNothing) {
  Deliver("A", 100);
  const auto request = ShipmentRequest(40);
  const auto first =
      service().Call<v1::CreateShipmentResponse>("CreateShipment", request);
  const auto again =
      service().Call<v1::CreateShipmentResponse>("CreateShipment", request);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->shipment().name(), again->shipment().name());
  EXPECT_TRUE(again->receipt().replayed());
  EXPECT_EQ(Stock(kMain).reserved(), 40);
  Ship(first->shipment().name(), At(kMonday));
  const auto receipt =
      ReceiptRequest(first->shipment().name(), 40, At(kTuesday));
  ASSERT_TRUE(Receive(receipt).ok());
  ASSERT_TRUE(Receive(receipt)->receipt().replayed());
  EXPECT_EQ(Stock(kReserve).free(), 40);
}

TEST_P(ShipmentsTest, IsShownAsItWasAndAsItWasKnown) {
  Deliver("A", 100);
  const auto made = service().Call<v1::CreateShipmentResponse>(
      "CreateShipment", ShipmentRequest(40));
  ASSERT_TRUE(made.ok());
  const std::string name = made->shipment().name();
  const auto shipped = TryShip(name, At(kMonday));
  ASSERT_TRUE(shipped.ok());
  ASSERT_TRUE(Receive(ReceiptRequest(name, 25, At(kTuesday))).ok());
  ASSERT_TRUE(Receive(ReceiptRequest(name, 15, At(kThursday))).ok());

  EXPECT_EQ(Get(name, AsOfSequence(made->receipt().sequence())).state(),
            v1::Shipment::STATE_RESERVED);
  EXPECT_EQ(Get(name, AsOfSequence(shipped->receipt().sequence())).state(),
            v1::Shipment::STATE_SHIPPED);
  EXPECT_EQ(Stock(kMain, AsOfSequence(made->receipt().sequence())).reserved(),
            40);
  // It was recorded on Saturday and left on Monday.
  v1::GetShipmentRequest before;
  before.set_name(name);
  *before.mutable_as_of() = AsOfTime(At(kMonday, 8));
  EXPECT_TRUE(absl::IsNotFound(
      service().Call<v1::Shipment>("GetShipment", before).status()));
  EXPECT_EQ(Get(name, AsOfTime(At(kMonday))).lines(0).in_transit(), 40);
  EXPECT_EQ(Get(name, AsOfTime(At(kWednesday))).lines(0).in_transit(), 15);
  EXPECT_EQ(Get(name, AsOfTime(At(kThursday))).state(),
            v1::Shipment::STATE_RECEIVED);
  EXPECT_FALSE(Stock(kMain, AsOfTime(At(kMonday))).has_reserved());
}

TEST_P(ShipmentsTest, BetweenStoresOfOneFacilityItIsNobodysUse) {
  auto received = supplies_.ReceiptRequest("n95", 100, At(kSunday, 8));
  ASSERT_TRUE(supplies_.Record(received).ok());
  Count(kReserve, 100, At(kSunday));
  Count(kWard, 0, At(kSunday));
  auto request = ShipmentRequest(40);
  request.set_parent(std::string(kReserve));
  request.mutable_shipment()->set_to_store(std::string(kWard));
  const auto made =
      service().Call<v1::CreateShipmentResponse>("CreateShipment", request);
  ASSERT_TRUE(made.ok()) << made.status();
  Ship(made->shipment().name(), At(kMonday, 9));
  auto receipt = ReceiptRequest(made->shipment().name(), 40, At(kMonday, 10));
  receipt.set_parent(std::string(kWard));
  ASSERT_TRUE(Receive(receipt).ok());
  // Six of the ward's are used up, and none of the reserve's.
  EXPECT_EQ(Count(kWard, 34, At(kMonday)).use(), 6);
  EXPECT_EQ(Count(kReserve, 60, At(kMonday)).use(), 0);
  v1::GetFacilityStockRequest facility;
  facility.set_name(Concat(kCounty, "/facilities/hospital"));
  const auto stock = service().Call<v1::GetFacilityStockResponse>(
      "GetFacilityStock", facility);
  ASSERT_TRUE(stock.ok());
  EXPECT_EQ(stock->stocks(0).free(), 94);
  EXPECT_EQ(stock->stocks(0).supply().use(), 6);
}

TEST_P(ShipmentsTest, AHospitalSeesWhatComesToItAndNothingElse) {
  Deliver("A", 100);
  const std::string mine = Ship(Reserve(40).name(), At(kMonday)).name();
  ASSERT_TRUE(supplies_.CreateStore("tcm", "pharmacy").ok());
  auto request = ShipmentRequest(10);
  request.mutable_shipment()->set_to_store(
      Concat(kCounty, "/facilities/tcm/stores/pharmacy"));
  const auto theirs =
      service().Call<v1::CreateShipmentResponse>("CreateShipment", request);
  ASSERT_TRUE(theirs.ok());
  EXPECT_EQ(List().total_size(), 2);

  BecomeClerkOf("hospital", auth::v1::ROLE_HOSPITAL);
  const v1::ListShipmentsResponse seen = List();
  ASSERT_EQ(seen.total_size(), 1);
  EXPECT_EQ(seen.shipments(0).name(), mine);
  EXPECT_EQ(seen.totals(0).in_transit(), 40);
  v1::GetShipmentRequest get;
  get.set_name(theirs->shipment().name());
  EXPECT_TRUE(absl::IsNotFound(
      service().Call<v1::Shipment>("GetShipment", get).status()));
  // Nor is it told by a receipt.
  EXPECT_EQ(ReasonOf(Receive(ReceiptRequest(theirs->shipment().name(), 1,
                                            At(kTuesday)))
                         .status()),
            "SHIPMENT_NOT_FOUND");
  auto elsewhere = ReceiptRequest(mine, 40, At(kTuesday));
  elsewhere.set_parent(std::string(kWard));
  EXPECT_EQ(ReasonOf(Receive(elsewhere).status()), "OTHER_DESTINATION");
  // A clerk of the hospital receives what the warehouse sent.
  const auto received = Receive(ReceiptRequest(mine, 40, At(kTuesday)));
  EXPECT_TRUE(received.ok()) << received.status();

  BecomeClerkOf("warehouse", auth::v1::ROLE_WAREHOUSE);
  EXPECT_EQ(List().total_size(), 2);
}

TEST_P(ShipmentsTest, TransitThatDoesNotCloseStandsInFront) {
  Deliver("A", 100);
  const std::string waits = Reserve(10).name();
  const std::string young = Ship(Reserve(20).name(), At(kWednesday)).name();
  const std::string old = Ship(Reserve(30).name(), At(kMonday)).name();
  const std::string over = Reserve(5).name();
  ASSERT_TRUE(Cancel(over).ok());
  const v1::ListShipmentsResponse all = List();
  ASSERT_EQ(all.shipments_size(), 4);
  EXPECT_EQ(all.shipments(0).name(), old);
  // From Monday to Saturday.
  EXPECT_EQ(all.shipments(0).age_days(), 5);
  EXPECT_EQ(all.shipments(1).name(), young);
  EXPECT_EQ(all.shipments(2).name(), waits);
  EXPECT_EQ(all.shipments(3).name(), over);
  EXPECT_EQ(all.totals(0).in_transit(), 50);
  EXPECT_EQ(all.totals(0).reserved(), 10);

  auto request = ListRequest();
  request.set_choice(v1::ListShipmentsRequest::CHOICE_IN_TRANSIT);
  request.set_min_age_days(4);
  EXPECT_EQ(List(request).total_size(), 1);
  request.clear_min_age_days();
  request.set_page_size(1);
  const v1::ListShipmentsResponse first = List(request);
  EXPECT_EQ(first.total_size(), 2);
  request.set_page_token(first.next_page_token());
  const v1::ListShipmentsResponse second = List(request);
  ASSERT_EQ(second.shipments_size(), 1);
  EXPECT_EQ(second.shipments(0).name(), young);
  EXPECT_EQ(second.next_page_token(), "");
  auto to_hospital = ListRequest();
  to_hospital.set_to(Concat(kCounty, "/facilities/hospital"));
  to_hospital.set_from(Concat(kCounty, "/facilities/hospital"));
  EXPECT_EQ(List(to_hospital).total_size(), 0);
}

TEST_P(ShipmentsTest, WhatCannotBeReconciledStaysOnItsWayAndIsATask) {
  // The hospital found ten more than it had on Wednesday, and gave them out.
  Deliver("A", 100);
  Count(kReserve, 0, At(kSunday));
  Count(kReserve, 10, At(kWednesday));
  ASSERT_TRUE(Move(v1::Movement::KIND_ISSUE, kReserve, 10, At(kThursday)).ok());
  const std::string name = Reserve(10).name();
  Ship(name, At(kMonday));
  // The receipt would explain the surplus, whose pieces left as another lot.
  const auto received = Receive(ReceiptRequest(name, 10, At(kTuesday)));
  ASSERT_TRUE(received.ok()) << received.status();
  const v1::ShipmentReceipt& receipt = received->shipment_receipt();
  EXPECT_EQ(receipt.lines(0).outcome(), v1::Movement::OUTCOME_CONTRADICTED);
  EXPECT_EQ(receipt.shipment_state(), v1::Shipment::STATE_SHIPPED);
  const v1::ListTasksResponse tasks = supplies_.Tasks();
  ASSERT_THAT(tasks.tasks(),
              ::testing::Contains(::testing::Property(
                  &v1::Task::kind, v1::Task::KIND_CONTRADICTED_ARRIVAL)));
  EXPECT_EQ(Balance("shipment:"), 10);
  EXPECT_EQ(Stock(kReserve).free(), 0);
}

TEST_P(ShipmentsTest, AskedForWhatItCannotBeItSaysWhich) {
  Deliver("A", 10);
  const auto create = [this](v1::CreateShipmentRequest request) {
    request.set_request_id(service().NewId());
    return ReasonOf(
        service()
            .Call<v1::CreateShipmentResponse>("CreateShipment", request)
            .status());
  };
  auto request = ShipmentRequest(1);
  request.mutable_shipment()->set_to_store(std::string(kMain));
  EXPECT_EQ(create(request), "SAME_STORE");
  request = ShipmentRequest(1);
  *request.mutable_shipment()->add_lines() = request.shipment().lines(0);
  EXPECT_EQ(create(request), "LISTED_TWICE");
  EXPECT_EQ(create(ShipmentRequest(0)), "REQUIRED");
  request = ShipmentRequest(1);
  request.mutable_shipment()->set_to_store(
      Concat(kCounty, "/facilities/hospital/stores/none"));
  EXPECT_EQ(create(request), "STORE_NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(Move(v1::Movement::KIND_SHIP, kMain, 1, At(kMonday)).status()),
      "SHIPMENT_NEEDED");
  const std::string name = Ship(Reserve(10).name(), At(kMonday)).name();
  EXPECT_EQ(
      ReasonOf(TakeBack(name, 1, v1::LOSS_REASON_UNSPECIFIED, At(kTuesday))
                   .status()),
      "MORE_THAN_REJECTED");
  auto other = ReceiptRequest(name, 0, At(kTuesday));
  Reject(v1::REJECTION_REASON_OTHER, 1, other);
  EXPECT_EQ(ReasonOf(Receive(other).status()), "NOTE_MISSING");
  auto nothing = ReceiptRequest(name, 0, At(kTuesday));
  EXPECT_EQ(ReasonOf(Receive(nothing).status()), "QUANTITY_MISSING");
  nothing.mutable_shipment_receipt()->clear_lines();
  EXPECT_EQ(ReasonOf(Receive(nothing).status()), "REQUIRED");
}

}  // namespace
}  // namespace epiledger::supplies
