// Stories of what became of stock, day by day. Every figure is written by hand;
// the last one holds each day against what a read of its end says.
#include <optional>
#include <string>

#include "epiledger/supplies/v1/need_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/supplies/shipment_story.h"
#include "services/supplies/supply.h"
#include "services/supplies/times.h"
#include "services/text.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::ReasonOf;
using ::testing::SizeIs;
using Day = v1::StockHistory::Day;
using Flows = v1::StockHistory::Flows;

// April has 30 days.
constexpr absl::CivilDay kApril(2020, 4, 1);

class StockHistoryTest : public ShipmentStory {
 protected:
  StockHistoryTest() {
    // The end of the first of May.
    service().clock().Set(absl::FromUnixSeconds(At(kApril + 30, 23).seconds()));
  }

  // Of masks at the hospital: in one store, or in all when empty.
  static v1::GetStockHistoryRequest Request(std::string_view store,
                                            absl::CivilDay first,
                                            absl::CivilDay last) {
    v1::GetStockHistoryRequest request;
    request.set_name(Concat(kCounty, "/facilities/hospital"));
    request.set_store(std::string(store));
    request.set_item(ItemName("n95"));
    *request.mutable_from_date() = ToDate(first);
    *request.mutable_to_date() = ToDate(last);
    return request;
  }
  v1::StockHistory History(const v1::GetStockHistoryRequest& request) {
    const auto response =
        service().Call<v1::GetStockHistoryResponse>("GetStockHistory", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::GetStockHistoryResponse()).history();
  }
  v1::StockHistory April(std::string_view store = kReserve) {
    return History(Request(store, kApril, kApril + 29));
  }
  void ReceiveAt(std::string_view store, int64_t pieces, absl::CivilDay day,
                 int hour = 12) {
    auto request = supplies_.ReceiptRequest("n95", pieces, At(day, hour));
    request.set_parent(std::string(store));
    ASSERT_TRUE(supplies_.Record(request).ok());
  }
  void MoveAt(v1::Movement::Kind kind, int64_t pieces, absl::CivilDay day,
              int hour = 12) {
    const auto moved = Move(kind, kReserve, pieces, At(day, hour));
    ASSERT_TRUE(moved.ok()) << moved.status();
  }
  // Between two stores; it arrives `days` days later, at the same hour.
  void Send(std::string_view from, std::string_view to, int64_t pieces,
            absl::CivilDay day, int days) {
    v1::CreateShipmentRequest request = ShipmentRequest(pieces);
    request.set_parent(std::string(from));
    request.mutable_shipment()->set_to_store(std::string(to));
    const auto made =
        service().Call<v1::CreateShipmentResponse>("CreateShipment", request);
    ASSERT_TRUE(made.ok()) << made.status();
    Pick(made->shipment().name());
    Ship(made->shipment().name(), At(day, 14));
    v1::CreateShipmentReceiptRequest receipt =
        ReceiptRequest(made->shipment().name(), pieces, At(day + days, 14));
    receipt.set_parent(std::string(to));
    ASSERT_TRUE(Receive(receipt).ok());
  }
};

// What flows and what counts found come to.
int64_t Net(const Flows& flows) {
  return flows.received() + flows.brought_back() + flows.moved_in() -
         flows.moved_out() + flows.between_stores() - flows.issued() -
         flows.sent_back() - flows.lost() + flows.counted_change();
}

INSTANTIATE_TEST_SUITE_P(Engines, StockHistoryTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

TEST_P(StockHistoryTest, ThereOnSixDaysOfThirtyIsWithoutStockOnTwentyFour) {
  Count(kReserve, 0, At(kApril - 1));
  ReceiveAt(kReserve, 200, kApril + 12);
  MoveAt(v1::Movement::KIND_ISSUE, 200, kApril + 18);
  const v1::StockHistory history = April();
  ASSERT_THAT(history.days(), SizeIs(30));
  EXPECT_EQ(history.days_without_stock(), 24);
  EXPECT_EQ(history.days_with_stock(), 6);
  EXPECT_EQ(history.days_unknown(), 0);
  EXPECT_TRUE(history.days(11).without_stock());
  const Day& thirteenth = history.days(12);
  EXPECT_EQ(thirteenth.date().day(), 13);
  EXPECT_TRUE(thirteenth.has_opening());
  EXPECT_EQ(thirteenth.opening(), 0);
  EXPECT_EQ(thirteenth.flows().received(), 200);
  EXPECT_EQ(thirteenth.closing(), 200);
  EXPECT_FALSE(thirteenth.without_stock());
  EXPECT_FALSE(history.days(17).without_stock());
  const Day& nineteenth = history.days(18);
  EXPECT_EQ(nineteenth.flows().issued(), 200);
  EXPECT_EQ(nineteenth.closing(), 0);
  EXPECT_TRUE(nineteenth.without_stock());
  EXPECT_EQ(history.flows().received(), 200);
  EXPECT_EQ(history.flows().issued(), 200);
  // Nobody counted since: what was used is not known, and no 0 is said of it.
  EXPECT_FALSE(thirteenth.has_used());
  EXPECT_EQ(history.days_use_known(), 0);
}

TEST_P(StockHistoryTest, AMonthWithoutStockHasThirtyDaysWithoutIt) {
  Count(kReserve, 0, At(kApril - 1));
  EXPECT_EQ(April().days_without_stock(), 30);
  EXPECT_EQ(April().days_with_stock(), 0);
  // A store that nobody ever counted says nothing of the kind.
  EXPECT_EQ(April(kWard).days_without_stock(), 0);
  EXPECT_EQ(April(kWard).days_unknown(), 30);
  // What was only delivered was never counted, either.
  ReceiveAt(kWard, 10, kApril + 3);
  const v1::StockHistory ward = April(kWard);
  EXPECT_EQ(ward.days_unknown(), 30);
  EXPECT_FALSE(ward.days(29).has_closing());
  EXPECT_EQ(ward.days(29).unknown_stores(), 1);
  EXPECT_EQ(ward.days(3).flows().received(), 10);
}

TEST_P(StockHistoryTest, BoxesAndBottlesAreBottles) {
  v1::CreateItemRequest alcohol;
  alcohol.set_request_id(service().NewId());
  alcohol.set_parent(std::string(kCounty));
  alcohol.set_item_id("alcohol");
  alcohol.mutable_item()->set_display_name("75% 酒精");
  alcohol.mutable_item()->set_kind(v1::Item::KIND_CONSUMABLE);
  alcohol.mutable_item()->set_base_unit("瓶");
  auto& box = *alcohol.mutable_item()->add_packs();
  box.set_pack("box");
  box.set_display_name("箱");
  box.set_size(20);
  ASSERT_TRUE(
      service().Call<v1::CreateItemResponse>("CreateItem", alcohol).ok());
  const auto in_boxes = [](int64_t boxes, v1::Quantity& quantity) {
    auto& packs = *quantity.add_packs();
    packs.set_pack("箱");
    packs.set_count(boxes);
  };
  // 2 boxes and 5 bottles; 3 boxes come; 1 box and 2 bottles go.
  auto count = supplies_.CountRequest("alcohol", 5, At(kApril, 8));
  in_boxes(2, *count.mutable_count()->mutable_lines(0)->mutable_quantity());
  ASSERT_TRUE(supplies_.Record(count).ok());
  auto receipt = supplies_.ReceiptRequest("alcohol", 0, At(kApril, 9));
  in_boxes(3,
           *receipt.mutable_movement()->mutable_lines(0)->mutable_quantity());
  ASSERT_TRUE(supplies_.Record(receipt).ok());
  auto issue = supplies_.IssueRequest("alcohol", 2, At(kApril, 10));
  in_boxes(1, *issue.mutable_movement()->mutable_lines(0)->mutable_quantity());
  ASSERT_TRUE(supplies_.Record(issue).ok());
  auto request = Request(kReserve, kApril, kApril);
  request.set_item(ItemName("alcohol"));
  const auto answer =
      service().Call<v1::GetStockHistoryResponse>("GetStockHistory", request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->base_unit(), "瓶");
  const Day& day = answer->history().days(0);
  EXPECT_EQ(day.flows().counted_change(), 45);
  EXPECT_EQ(day.flows().received(), 60);
  EXPECT_EQ(day.flows().issued(), 22);
  EXPECT_EQ(day.closing(), 83);
}

TEST_P(StockHistoryTest, UseIsSpreadOverDaysAndBookedOnTheDayOfTheCount) {
  Count(kReserve, 100, At(kApril));
  MoveAt(v1::Movement::KIND_LOSE, 10, kApril + 1);
  Count(kReserve, 60, At(kApril + 3));
  const v1::StockHistory history =
      History(Request(kReserve, kApril - 1, kApril + 4));
  ASSERT_THAT(history.days(), SizeIs(6));
  EXPECT_FALSE(history.days(0).has_closing()) << "before the first count";
  EXPECT_FALSE(history.days(0).has_without_stock());
  EXPECT_FALSE(history.days(1).has_opening());
  EXPECT_TRUE(history.days(1).counted());
  EXPECT_EQ(history.days(1).closing(), 100);
  EXPECT_EQ(history.days(1).use_unknown_stores(), 0) << "it was not kept yet";
  EXPECT_EQ(history.days(2).flows().lost(), 10);
  EXPECT_EQ(history.days(2).closing(), 90);
  EXPECT_FALSE(history.days(3).counted());
  EXPECT_EQ(history.days(4).flows().counted_change(), -30);
  EXPECT_EQ(history.days(4).closing(), 60);
  // 30 over three days.
  for (const int day : {2, 3, 4}) EXPECT_EQ(history.days(day).used(), 10);
  EXPECT_FALSE(history.days(5).has_used());
  EXPECT_EQ(history.days(5).use_unknown_stores(), 1);
  EXPECT_EQ(history.used(), 30);
  EXPECT_EQ(history.days_use_known(), 3);
  EXPECT_EQ(history.days_unknown(), 1);
}

TEST_P(StockHistoryTest, WhatMovesBetweenStoresOfAFacilityCancels) {
  Count(kReserve, 100, At(kApril, 8));
  Count(kWard, 10, At(kApril, 8));
  Deliver("A", 50);
  Send(kReserve, kWard, 40, kApril + 1, 2);
  Send(kMain, kReserve, 50, kApril + 2, 1);
  const v1::StockHistory reserve = April();
  EXPECT_EQ(reserve.flows().moved_out(), 40);
  EXPECT_EQ(reserve.flows().moved_in(), 50);
  EXPECT_EQ(reserve.flows().between_stores(), 0);
  EXPECT_EQ(April(kWard).flows().moved_in(), 40);
  const v1::StockHistory hospital = April("");
  EXPECT_EQ(hospital.flows().moved_out(), 0);
  EXPECT_EQ(hospital.flows().moved_in(), 50);
  EXPECT_EQ(hospital.flows().between_stores(), 0);
  EXPECT_EQ(hospital.days(1).flows().between_stores(), -40);
  EXPECT_EQ(hospital.days(3).flows().between_stores(), 40);
  EXPECT_EQ(hospital.days(0).closing(), 110);
  EXPECT_EQ(hospital.days(1).closing(), 70);
  EXPECT_EQ(hospital.days(3).closing(), 160);

  // In the county both cancel; the warehouse was never counted.
  v1::GetItemHistoryRequest county;
  county.set_name(ItemName("n95"));
  *county.mutable_from_date() = ToDate(kApril);
  *county.mutable_to_date() = ToDate(kApril + 29);
  const auto answer =
      service().Call<v1::GetItemHistoryResponse>("GetItemHistory", county);
  ASSERT_TRUE(answer.ok()) << answer.status();
  const v1::StockHistory& all = answer->history();
  EXPECT_EQ(all.flows().moved_in() + all.flows().moved_out(), 0);
  EXPECT_EQ(all.flows().between_stores(), 0);
  EXPECT_EQ(all.days(29).unknown_stores(), 1);
  EXPECT_EQ(all.days(29).closing(), 160);
  EXPECT_EQ(all.days_unknown(), 30);
}

TEST_P(StockHistoryTest, ExpiredGoodsAreNoStock) {
  auto request = supplies_.ReceiptRequest("n95", 20, At(kApril, 9));
  *request.mutable_movement()->mutable_lines(0)->mutable_expiry_date() =
      ToDate(kApril + 9);
  Count(kReserve, 0, At(kApril, 8));
  ASSERT_TRUE(supplies_.Record(request).ok());
  const v1::StockHistory history = April();
  EXPECT_EQ(history.days(9).usable(), 20);
  EXPECT_EQ(history.days(10).closing(), 20);
  EXPECT_EQ(history.days(10).usable(), 0);
  EXPECT_EQ(history.days_with_stock(), 10);
  EXPECT_EQ(history.days_without_stock(), 20);
}

TEST_P(StockHistoryTest, BothAxesCutIt) {
  std::string first;
  supplies_.Count("n95", 100, At(kApril), &first);
  const auto late =
      supplies_.Record(supplies_.CountRequest("n95", 40, At(kApril + 3)));
  ASSERT_TRUE(late.ok());
  auto request = Request(kReserve, kApril, kApril + 29);
  *request.mutable_as_of()->mutable_effective_time() = At(kApril + 2);
  const v1::StockHistory then = History(request);
  ASSERT_THAT(then.days(), SizeIs(3));
  EXPECT_EQ(then.days(2).closing(), 100);
  EXPECT_FALSE(then.days(2).has_used()) << "the next count had not been made";
  request = Request(kReserve, kApril, kApril + 29);
  request.mutable_as_of()->set_sequence(late->receipt().sequence() - 1);
  const v1::StockHistory known = History(request);
  EXPECT_EQ(known.days(3).closing(), 100);
  EXPECT_EQ(known.days_use_known(), 0);
  EXPECT_EQ(April().days(3).closing(), 40);
  EXPECT_EQ(April().days(3).used(), 20);
}

TEST_P(StockHistoryTest, AWindowHasItsFirstDayInFrontAndAnEnd) {
  EXPECT_THAT(April().days(), SizeIs(30));
  v1::GetStockHistoryRequest request = Request("", kApril, kApril);
  request.clear_from_date();
  request.clear_to_date();
  EXPECT_THAT(History(request).days(), SizeIs(limits::kHistoryDays));
  EXPECT_EQ(History(request).days(limits::kHistoryDays - 1).date().month(), 5);
  const auto reason = [&](const v1::GetStockHistoryRequest& asked) {
    return ReasonOf(
        service()
            .Call<v1::GetStockHistoryResponse>("GetStockHistory", asked)
            .status());
  };
  EXPECT_EQ(reason(Request("", kApril, kApril - 1)), "DATES_REVERSED");
  EXPECT_EQ(reason(Request("", kApril - 366, kApril)), "TOO_MANY_DAYS");
  EXPECT_THAT(History(Request("", kApril - 365, kApril)).days(), SizeIs(366));
  EXPECT_EQ(reason(Request(kMain, kApril, kApril)), "STORE_OF_OTHER_FACILITY");
  request.set_item(ItemName("gown"));
  EXPECT_EQ(reason(request), "NOT_FOUND");
}

TEST_P(StockHistoryTest, EachDayEndsAsAReadOfItsEndSays) {
  Deliver("A", 300);
  Count(kReserve, 50, At(kApril + 1, 8));
  ReceiveAt(kReserve, 30, kApril + 2);
  MoveAt(v1::Movement::KIND_ISSUE, 25, kApril + 3);
  MoveAt(v1::Movement::KIND_BRING_BACK, 5, kApril + 4);
  Send(kMain, kReserve, 60, kApril + 5, 1);
  Count(kReserve, 90, At(kApril + 8));
  MoveAt(v1::Movement::KIND_SEND_BACK, 7, kApril + 9);
  MoveAt(v1::Movement::KIND_LOSE, 3, kApril + 9);
  // A count that finds more, and one that comes late.
  auto more = supplies_.CountRequest("n95", 110, At(kApril + 12));
  more.mutable_count()->mutable_lines(0)->set_surplus_reason(
      v1::SURPLUS_REASON_OTHER);
  ASSERT_TRUE(supplies_.Record(more).ok());
  Count(kReserve, 100, At(kApril + 6, 20));
  const v1::StockHistory history = April();
  std::optional<int64_t> closing;
  for (const Day& day : history.days()) {
    const v1::StockLine stock =
        Stock(kReserve, AsOfTime(At(ToCivilDay(day.date()), 23)));
    SCOPED_TRACE(day.ShortDebugString());
    if (day.has_closing()) {
      EXPECT_EQ(day.usable(), stock.free());
      EXPECT_EQ(day.closing(),
                stock.free() + stock.expired() + stock.quarantined());
    }
    if (day.has_opening()) {
      EXPECT_EQ(day.opening(), closing);
      EXPECT_EQ(day.opening() + Net(day.flows()), day.closing());
    }
    closing.reset();
    if (day.has_closing()) closing = day.closing();
  }
  EXPECT_EQ(closing, 110);
  EXPECT_EQ(history.flows().moved_in(), 60);
  EXPECT_EQ(history.flows().brought_back(), 5);
  EXPECT_EQ(history.flows().sent_back(), 7);
}

}  // namespace
}  // namespace epiledger::supplies
