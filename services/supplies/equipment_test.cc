// Stories of equipment: put in service out of a store or from elsewhere,
// working, broken, given up, told late.
#include <string>
#include <vector>

#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

constexpr std::string_view kHospital = "counties/990101/facilities/hospital";

class EquipmentTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  EquipmentTest() : supplies_(GetParam()) {
    supplies_.MakeSample();
    v1::CreateItemRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id("ventilator");
    request.mutable_item()->set_display_name("呼吸机");
    request.mutable_item()->set_kind(v1::Item::KIND_DURABLE);
    request.mutable_item()->set_base_unit("台");
    EXPECT_TRUE(supplies_.service()
                    .Call<v1::CreateItemResponse>("CreateItem", request)
                    .ok());
  }
  ~EquipmentTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  // A unit that was there before the books.
  v1::CreateEquipmentUnitRequest Known(const std::string& serial_number,
                                       google::protobuf::Timestamp time) {
    v1::CreateEquipmentUnitRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kHospital));
    v1::EquipmentUnit& unit = *request.mutable_equipment_unit();
    unit.set_item(ItemName("ventilator"));
    unit.set_serial_number(serial_number);
    *unit.mutable_service_time() = std::move(time);
    unit.mutable_origin()->set_kind(v1::Origin::KIND_OPENING);
    return request;
  }
  // A unit out of the reserve.
  v1::CreateEquipmentUnitRequest Stored(const std::string& serial_number,
                                        google::protobuf::Timestamp time) {
    auto request = Known(serial_number, std::move(time));
    request.mutable_equipment_unit()->clear_origin();
    request.mutable_equipment_unit()->set_store(std::string(kReserve));
    return request;
  }
  absl::StatusOr<v1::CreateEquipmentUnitResponse> Record(
      const v1::CreateEquipmentUnitRequest& request) {
    return supplies_.service().Call<v1::CreateEquipmentUnitResponse>(
        "CreateEquipmentUnit", request);
  }
  // The unit that was put in service, or a failed test.
  v1::EquipmentUnit Put(const v1::CreateEquipmentUnitRequest& request) {
    const auto put = Record(request);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.ok() ? put->equipment_unit() : v1::EquipmentUnit();
  }

  absl::StatusOr<v1::ChangeEquipmentStateResponse> Change(
      const v1::EquipmentUnit& unit, v1::EquipmentState state,
      google::protobuf::Timestamp time) {
    v1::ChangeEquipmentStateRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(unit.name());
    request.set_state(state);
    *request.mutable_change_time() = std::move(time);
    request.set_reason("维修科检测");
    return supplies_.service().Call<v1::ChangeEquipmentStateResponse>(
        "ChangeEquipmentState", request);
  }

  v1::EquipmentState StateAt(const v1::EquipmentUnit& unit,
                             google::protobuf::Timestamp time) {
    v1::GetEquipmentUnitRequest request;
    request.set_name(unit.name());
    *request.mutable_as_of()->mutable_effective_time() = std::move(time);
    const auto found = supplies_.service().Call<v1::EquipmentUnit>(
        "GetEquipmentUnit", request);
    return found.ok() ? found->state() : v1::EQUIPMENT_STATE_UNSPECIFIED;
  }

  // Of the ventilators: in service, working, broken, unknown, scrapped.
  std::vector<int64_t> CountsAt(google::protobuf::Timestamp time) {
    v1::GetFacilityEquipmentRequest request;
    request.set_name(std::string(kHospital));
    *request.mutable_as_of()->mutable_effective_time() = std::move(time);
    const auto found =
        supplies_.service().Call<v1::GetFacilityEquipmentResponse>(
            "GetFacilityEquipment", request);
    EXPECT_TRUE(found.ok()) << found.status();
    if (!found.ok() || found->counts().empty()) return {};
    const v1::EquipmentCount& count = found->counts(0);
    return {count.in_service(), count.working(), count.broken(),
            count.unknown(), count.scrapped()};
  }

  void ReceiveVentilators(int64_t pieces) {
    const auto received = supplies_.Record(
        supplies_.ReceiptRequest("ventilator", pieces, At(kSunday, 8)));
    ASSERT_TRUE(received.ok()) << received.status();
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, EquipmentTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(EquipmentTest, AUnitOutOfAStoreKeepsLotAndOriginAndTheStoreHasOneLess) {
  ReceiveVentilators(2);
  const v1::EquipmentUnit unit = Put(Stored("SV300-0001", At(kMonday)));
  EXPECT_EQ(unit.state(), v1::EQUIPMENT_STATE_IN_SERVICE);
  EXPECT_EQ(unit.origin().donor(), "red-cross");
  EXPECT_EQ(supplies_.FreeAt("ventilator", At(kSunday)), 2);
  EXPECT_EQ(supplies_.FreeAt("ventilator", At(kMonday)), 1);
  v1::GetMovementRequest request;
  request.set_name(unit.movement());
  const auto movement =
      supplies_.service().Call<v1::Movement>("GetMovement", request);
  ASSERT_TRUE(movement.ok()) << movement.status();
  EXPECT_EQ(movement->kind(), v1::Movement::KIND_PUT_IN_SERVICE);
  EXPECT_EQ(movement->lines(0).lots(0).lot(), unit.lot());
  EXPECT_THAT(supplies_.service().Dump(),
              ::testing::HasSubstr("in_service:hospital/ventilator/"));
}

TEST_P(EquipmentTest, WhatTheStoreDoesNotHaveIsNotPutInServiceAtAnyTime) {
  ReceiveVentilators(1);
  EXPECT_EQ(ReasonOf(Record(Stored("A-1", At(kSunday, 7))).status()),
            "STOCK_SHORT");
  Put(Stored("A-2", At(kWednesday)));
  // Dated back, it would leave none for Wednesday's.
  EXPECT_EQ(ReasonOf(Record(Stored("A-3", At(kMonday))).status()),
            "STOCK_SHORT");
}

TEST_P(EquipmentTest, DatedBeforeACountTheCountStaysTrue) {
  ReceiveVentilators(3);
  supplies_.Count("ventilator", 3, At(kSunday));
  EXPECT_EQ(supplies_.Count("ventilator", 2, At(kTuesday)).use(), 1);
  const v1::EquipmentUnit unit = Put(Stored("A-1", At(kMonday)));
  EXPECT_EQ(unit.next_count().use_change(), -1);
  EXPECT_EQ(supplies_.FreeAt("ventilator", At(kTuesday)), 2);
}

TEST_P(EquipmentTest, OneThatNeverWasInAStoreSaysWhereItCameFrom) {
  auto request = Known("A-1", At(kSunday));
  request.mutable_equipment_unit()->clear_origin();
  EXPECT_EQ(ReasonOf(Record(request).status()), "ORIGIN_MISSING");
  v1::Origin& origin = *request.mutable_equipment_unit()->mutable_origin();
  origin.set_kind(v1::Origin::KIND_FOUND);
  EXPECT_EQ(ReasonOf(Record(request).status()), "NOT_FOR_THIS_KIND");
  origin.set_kind(v1::Origin::KIND_DONOR);
  EXPECT_EQ(ReasonOf(Record(request).status()), "DONOR_MISSING");
  origin.set_donor("red-cross");
  const v1::EquipmentUnit first = Put(request);
  auto another = Known("A-2", At(kMonday));
  *another.mutable_equipment_unit()->mutable_origin() = origin;
  EXPECT_EQ(Put(another).lot(), first.lot());
  EXPECT_THAT(Put(Known("A-3", At(kMonday))).lot(),
              ::testing::EndsWith("/lots/opening"));
}

TEST_P(EquipmentTest, ASerialNumberStandsForOneUnitHoweverItIsTyped) {
  Put(Known("sv300 0001", At(kSunday)));
  const auto refused = Record(Known("SV3000001", At(kMonday))).status();
  EXPECT_EQ(ReasonOf(refused), "SERIAL_NUMBER_TAKEN");
  EXPECT_EQ(FigureOf(refused, "serial_number"), "SV3000001");
  Put(Known("SV300-0001", At(kMonday)));
}

TEST_P(EquipmentTest, WhatIsMalformedOrNoEquipmentIsNotPutInService) {
  auto scrapped = Known("A-1", At(kSunday));
  scrapped.mutable_equipment_unit()->set_state(v1::EQUIPMENT_STATE_SCRAPPED);
  EXPECT_EQ(ReasonOf(Record(scrapped).status()), "SCRAPPED_AT_FIRST");
  auto elsewhere = Stored("A-1", At(kSunday));
  elsewhere.set_parent(Concat(kCounty, "/facilities/clinic"));
  EXPECT_EQ(ReasonOf(Record(elsewhere).status()), "STORE_OF_OTHER_FACILITY");
  auto both = Stored("A-1", At(kSunday));
  both.mutable_equipment_unit()->mutable_origin()->set_kind(
      v1::Origin::KIND_OPENING);
  EXPECT_EQ(ReasonOf(Record(both).status()), "NOT_FOR_THIS_KIND");
  auto lot = Known("A-1", At(kSunday));
  lot.mutable_equipment_unit()->set_lot(ItemName("ventilator/lots/opening"));
  EXPECT_EQ(ReasonOf(Record(lot).status()), "NOT_FOR_THIS_KIND");
  auto masks = Stored("A-1", At(kSunday));
  masks.mutable_equipment_unit()->set_lot(ItemName("n95/lots/opening"));
  EXPECT_EQ(ReasonOf(Record(masks).status()), "LOT_OF_OTHER_ITEM");
  auto used_up = Known("A-1", At(kSunday));
  used_up.mutable_equipment_unit()->set_item(ItemName("n95"));
  EXPECT_EQ(ReasonOf(Record(used_up).status()), "NOT_DURABLE");
  EXPECT_EQ(ReasonOf(Record(Known("A-1", At(kSunday + 7))).status()),
            "TIME_AHEAD");
  auto by_movement = supplies_.IssueRequest("ventilator", 1, At(kSunday));
  by_movement.mutable_movement()->set_kind(v1::Movement::KIND_PUT_IN_SERVICE);
  EXPECT_EQ(ReasonOf(supplies_.Record(by_movement).status()),
            "SERIAL_NUMBER_NEEDED");
}

TEST_P(EquipmentTest, AStateHoldsUntilTheNextOneHoweverLateItIsTold) {
  auto request = Known("A-1", At(kSunday));
  request.mutable_equipment_unit()->set_state(v1::EQUIPMENT_STATE_WORKING);
  const v1::EquipmentUnit unit = Put(request);
  ASSERT_TRUE(Change(unit, v1::EQUIPMENT_STATE_WORKING, At(kWednesday)).ok());
  const auto late = Change(unit, v1::EQUIPMENT_STATE_BROKEN, At(kTuesday));
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(late->equipment_unit().state(), v1::EQUIPMENT_STATE_WORKING);
  EXPECT_EQ(StateAt(unit, At(kSunday, 19)), v1::EQUIPMENT_STATE_UNSPECIFIED);
  EXPECT_EQ(StateAt(unit, At(kMonday)), v1::EQUIPMENT_STATE_WORKING);
  EXPECT_EQ(StateAt(unit, At(kTuesday)), v1::EQUIPMENT_STATE_BROKEN);
  EXPECT_EQ(StateAt(unit, At(kWednesday)), v1::EQUIPMENT_STATE_WORKING);
  EXPECT_EQ(
      ReasonOf(Change(unit, v1::EQUIPMENT_STATE_BROKEN, At(kTuesday)).status()),
      "STATE_CHANGED_THEN");
  EXPECT_EQ(
      ReasonOf(
          Change(unit, v1::EQUIPMENT_STATE_BROKEN, At(kSunday, 19)).status()),
      "NOT_YET_IN_SERVICE");
}

TEST_P(EquipmentTest, WorkingAndBrokenAndGivenUpAreCountedAtEachTime) {
  const v1::EquipmentUnit first = Put(Known("A-1", At(kSunday)));
  const v1::EquipmentUnit second = Put(Known("A-2", At(kMonday)));
  EXPECT_THAT(CountsAt(At(kSunday, 19)), IsEmpty());
  EXPECT_THAT(CountsAt(At(kSunday)), ElementsAre(1, 0, 0, 1, 0));
  ASSERT_TRUE(Change(first, v1::EQUIPMENT_STATE_SCRAPPED, At(kThursday)).ok());
  // Told after it was given up, and not in its way.
  ASSERT_TRUE(Change(first, v1::EQUIPMENT_STATE_BROKEN, At(kTuesday)).ok());
  ASSERT_TRUE(Change(second, v1::EQUIPMENT_STATE_WORKING, At(kTuesday)).ok());
  EXPECT_THAT(CountsAt(At(kMonday)), ElementsAre(2, 0, 0, 2, 0));
  EXPECT_THAT(CountsAt(At(kTuesday)), ElementsAre(2, 1, 1, 0, 0));
  EXPECT_THAT(CountsAt(At(kThursday)), ElementsAre(1, 1, 0, 0, 1));
}

// Given up, and then seen at work before and after: the piece is in service
// whenever the unit is, and never twice.
TEST_P(EquipmentTest, OneGivenUpByMistakeIsInServiceAgain) {
  const v1::EquipmentUnit unit = Put(Known("A-1", At(kSunday)));
  ASSERT_TRUE(Change(unit, v1::EQUIPMENT_STATE_SCRAPPED, At(kMonday)).ok());
  ASSERT_TRUE(Change(unit, v1::EQUIPMENT_STATE_SCRAPPED, At(kThursday)).ok());
  ASSERT_TRUE(Change(unit, v1::EQUIPMENT_STATE_WORKING, At(kTuesday)).ok());
  ASSERT_TRUE(Change(unit, v1::EQUIPMENT_STATE_SCRAPPED, At(kWednesday)).ok());
  EXPECT_THAT(CountsAt(At(kMonday)), ElementsAre(0, 0, 0, 0, 1));
  EXPECT_THAT(CountsAt(At(kTuesday)), ElementsAre(1, 1, 0, 0, 0));
  EXPECT_THAT(CountsAt(At(kWednesday)), ElementsAre(0, 0, 0, 0, 1));
  EXPECT_THAT(CountsAt(At(kThursday)), ElementsAre(0, 0, 0, 0, 1));
}

TEST_P(EquipmentTest, ChangesOfAUnitHaveAnEnd) {
  const v1::EquipmentUnit unit = Put(Known("A-1", At(kSunday)));
  google::protobuf::Timestamp time = At(kMonday);
  for (int i = 1; i < limits::kMaxStateChanges; ++i) {
    time.set_seconds(time.seconds() + 1);
    ASSERT_TRUE(Change(unit, v1::EQUIPMENT_STATE_WORKING, time).ok()) << i;
  }
  EXPECT_EQ(
      ReasonOf(Change(unit, v1::EQUIPMENT_STATE_BROKEN, At(kTuesday)).status()),
      "TOO_MANY_STATE_CHANGES");
}

}  // namespace
}  // namespace epiledger::supplies
