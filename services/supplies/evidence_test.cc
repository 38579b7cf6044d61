// Stories of essential lists, and of how facilities stand against them; on both
// engines.
#include <string>
#include <vector>

#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/times.h"
#include "services/text.h"
#include "tests/testing/batches.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;
using type::v1::Evidence;
using type::v1::EvidenceReason;

constexpr std::string_view kEssentials =
    "counties/990101/essentialLists/clinic";

std::string FacilityName(std::string_view id) {
  return Concat(kCounty, "/facilities/", id);
}

class SupplyEvidenceTest
    : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  SupplyEvidenceTest() : supplies_(GetParam()) {
    supplies_.MakeSample();
    v1::CreateItemRequest request;
    request.set_request_id(service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id("ventilator");
    request.mutable_item()->set_display_name("呼吸机");
    request.mutable_item()->set_kind(v1::Item::KIND_DURABLE);
    request.mutable_item()->set_base_unit("台");
    EXPECT_TRUE(
        service().Call<v1::CreateItemResponse>("CreateItem", request).ok());
  }
  ~SupplyEvidenceTest() override {
    EXPECT_THAT(service().Verify().findings, IsEmpty());
  }
  testing::InProcess& service() { return supplies_.service(); }

  // From `from` on, the hospital needs masks for so many tenths of days, at
  // risk with half of them.
  v1::SetEssentialListRequest ListRequest(absl::CivilDay from, int64_t tenths) {
    v1::SetEssentialListRequest request;
    request.set_request_id(service().NewId());
    request.set_name(std::string(kEssentials));
    request.set_display_name("发热门诊必备清单");
    v1::EssentialVersion& version = *request.mutable_version();
    version.mutable_valid_from()->set_year(static_cast<int>(from.year()));
    version.mutable_valid_from()->set_month(from.month());
    version.mutable_valid_from()->set_day(from.day());
    version.add_facilities(FacilityName("hospital"));
    v1::EssentialLine& line = *version.add_lines();
    line.set_item(ItemName("n95"));
    line.set_ready_days_tenths(tenths);
    line.set_at_risk_days_tenths(tenths / 2);
    return request;
  }
  static v1::EssentialLine Ventilators(int64_t ready, int64_t at_risk) {
    v1::EssentialLine line;
    line.set_item(ItemName("ventilator"));
    line.set_ready_units(ready);
    line.set_at_risk_units(at_risk);
    return line;
  }
  absl::StatusOr<v1::SetEssentialListResponse> Set(
      const v1::SetEssentialListRequest& request) {
    return service().Call<v1::SetEssentialListResponse>("SetEssentialList",
                                                        request);
  }
  v1::ListSupplyEvidenceResponse Ask(const type::v1::AsOf& as_of = {},
                                     const std::string& facility = "") {
    v1::ListSupplyEvidenceRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_as_of() = as_of;
    if (!facility.empty()) request.set_facility(FacilityName(facility));
    const auto response = service().Call<v1::ListSupplyEvidenceResponse>(
        "ListSupplyEvidence", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ListSupplyEvidenceResponse());
  }
  // `EQUIPMENT UNKNOWN NEVER_COUNTED` and the like of a facility.
  static std::vector<std::string> Told(std::string_view facility,
                                       const auto& evidence) {
    std::vector<std::string> lines;
    for (const Evidence& line : evidence) {
      if (line.facility() != FacilityName(facility)) continue;
      std::string text =
          Concat(type::v1::Dimension_Name(line.dimension()).substr(10), " ",
                 type::v1::Standing_Name(line.standing()).substr(9));
      for (const EvidenceReason& reason : line.reasons()) {
        text += Concat(" ", EvidenceReason::Kind_Name(reason.kind()).substr(5));
      }
      lines.push_back(text);
    }
    return lines;
  }
  std::string Medicines(const type::v1::AsOf& as_of = {}) {
    const auto lines = Told("hospital", Ask(as_of).evidence());
    return lines.size() == 2 ? lines[1] : "";
  }
  static type::v1::AsOf AtInstant(google::protobuf::Timestamp time) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_time() = std::move(time);
    return as_of;
  }
  // Masks that are used day by day up to Friday evening: 100 a day, 500 left, 5
  // days of supply.
  void UseMasks() {
    for (int day = 0; day <= 5; ++day) {
      supplies_.Count("n95", 1'000 - 100 * day, At(kSunday + day));
    }
    ASSERT_EQ(supplies_.Stock("n95").supply().days_tenths(), 50);
  }
  // A unit that was there before the books, in this state since Sunday.
  v1::EquipmentUnit PutVentilator(const std::string& serial_number,
                                  v1::EquipmentState state) {
    v1::CreateEquipmentUnitRequest request;
    request.set_request_id(service().NewId());
    request.set_parent(FacilityName("hospital"));
    v1::EquipmentUnit& unit = *request.mutable_equipment_unit();
    unit.set_item(ItemName("ventilator"));
    unit.set_serial_number(serial_number);
    *unit.mutable_service_time() = At(kSunday, 8);
    unit.mutable_origin()->set_kind(v1::Origin::KIND_OPENING);
    unit.set_state(state);
    const auto put = service().Call<v1::CreateEquipmentUnitResponse>(
        "CreateEquipmentUnit", request);
    EXPECT_TRUE(put.ok()) << put.status();
    return put.ok() ? put->equipment_unit() : v1::EquipmentUnit();
  }
  void Break(const v1::EquipmentUnit& unit, google::protobuf::Timestamp time) {
    v1::ChangeEquipmentStateRequest request;
    request.set_request_id(service().NewId());
    request.set_name(unit.name());
    request.set_state(v1::EQUIPMENT_STATE_BROKEN);
    *request.mutable_change_time() = std::move(time);
    request.set_reason("漏气");
    const auto changed = service().Call<v1::ChangeEquipmentStateResponse>(
        "ChangeEquipmentState", request);
    ASSERT_TRUE(changed.ok()) << changed.status();
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, SupplyEvidenceTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(SupplyEvidenceTest, WhoIsOnNoListOrNeverCountedIsUnknown) {
  EXPECT_THAT(Told("hospital", Ask().evidence()),
              ElementsAre("EQUIPMENT UNKNOWN NO_ESSENTIAL_LIST",
                          "MEDICINES UNKNOWN NO_ESSENTIAL_LIST"));
  auto request = ListRequest(kSunday, 50);
  // A facility without a store, of which nothing is recorded.
  request.mutable_version()->add_facilities(FacilityName("clinic"));
  *request.mutable_version()->add_lines() = Ventilators(2, 1);
  ASSERT_TRUE(Set(request).ok());
  for (const char* facility : {"clinic", "hospital"}) {
    EXPECT_THAT(Told(facility, Ask().evidence()),
                ElementsAre("EQUIPMENT UNKNOWN NEVER_COUNTED",
                            "MEDICINES UNKNOWN NEVER_COUNTED"));
  }
  EXPECT_EQ(Ask().ready(), 0);
  EXPECT_EQ(Ask().unknown(), 4);
}

TEST_P(SupplyEvidenceTest, DaysOfSupplyAndWorkingUnitsMakeItReady) {
  UseMasks();
  auto request = ListRequest(kSunday, 50);
  *request.mutable_version()->add_lines() = Ventilators(2, 1);
  ASSERT_TRUE(Set(request).ok());
  PutVentilator("A1", v1::EQUIPMENT_STATE_WORKING);
  const auto second = PutVentilator("A2", v1::EQUIPMENT_STATE_WORKING);
  EXPECT_THAT(Told("hospital", Ask().evidence()),
              ElementsAre("EQUIPMENT READY", "MEDICINES READY"));
  EXPECT_EQ(Ask().ready(), 2);

  Break(second, At(kWednesday));
  EXPECT_THAT(Told("hospital", Ask().evidence())[0],
              "EQUIPMENT AT_RISK FEW_WORKING");
  // On Tuesday both worked.
  EXPECT_THAT(Told("hospital", Ask(AtInstant(At(kTuesday))).evidence())[0],
              "EQUIPMENT READY");
  const auto told = Ask();
  EXPECT_EQ(told.evidence(0).reasons(0).have(), 1);
  EXPECT_EQ(told.evidence(0).reasons(0).needed(), 2);
  EXPECT_EQ(told.evidence(0).reasons(0).subject(), ItemName("ventilator"));
}

TEST_P(SupplyEvidenceTest, YesterdayIsExplainedByYesterdaysList) {
  UseMasks();
  ASSERT_TRUE(Set(ListRequest(kSunday, 50)).ok());
  EXPECT_EQ(Medicines(), "MEDICINES READY");
  // From Saturday on twice as much is asked for.
  const auto raised = Set(ListRequest(kSunday + 6, 120));
  ASSERT_TRUE(raised.ok()) << raised.status();
  EXPECT_EQ(raised->essential_list().versions_size(), 2);
  EXPECT_EQ(Medicines(), "MEDICINES NOT_READY FEW_DAYS");
  EXPECT_EQ(Medicines(AtInstant(At(kSunday + 5, 21))), "MEDICINES READY");
  // Before it was raised nobody knew.
  type::v1::AsOf before;
  before.set_sequence(raised->receipt().sequence() - 1);
  EXPECT_EQ(Medicines(before), "MEDICINES READY");
  // A second word for the same day is the one that holds.
  ASSERT_TRUE(Set(ListRequest(kSunday + 6, 60)).ok());
  EXPECT_EQ(Medicines(), "MEDICINES AT_RISK FEW_DAYS");
  EXPECT_EQ(Ask().evidence(1).rules(0).version(), 3);
  // An empty list asks nothing of anybody.
  auto nothing = ListRequest(kSunday + 6, 60);
  nothing.mutable_version()->clear_facilities();
  ASSERT_TRUE(Set(nothing).ok());
  EXPECT_EQ(Medicines(), "MEDICINES UNKNOWN NO_ESSENTIAL_LIST");
}

TEST_P(SupplyEvidenceTest, ACountThatIsTooOldIsNotBelieved) {
  UseMasks();
  ASSERT_TRUE(Set(ListRequest(kSunday, 50)).ok());
  service().clock().Advance(absl::Hours(72));
  EXPECT_EQ(Medicines(), "MEDICINES UNKNOWN COUNT_STALE");
  EXPECT_EQ(Ask().evidence(1).reasons(0).days(), 4);
  EXPECT_EQ(Ask().evidence(1).reasons(0).have(), 500);
}

TEST_P(SupplyEvidenceTest, TheSummarySaysTheSame) {
  UseMasks();
  auto request = ListRequest(kSunday, 70);
  *request.mutable_version()->add_lines() = Ventilators(2, 1);
  ASSERT_TRUE(Set(request).ok());
  PutVentilator("A1", v1::EQUIPMENT_STATE_IN_SERVICE);
  v1::GetCountySummaryRequest read;
  read.set_name(std::string(kCounty));
  const auto summary =
      service().Call<v1::CountySummary>("GetCountySummary", read);
  ASSERT_TRUE(summary.ok()) << summary.status();
  const auto told = Ask();
  ASSERT_EQ(summary->evidence_size(), told.evidence_size());
  for (int i = 0; i < told.evidence_size(); ++i) {
    EXPECT_EQ(summary->evidence(i).DebugString(),
              told.evidence(i).DebugString());
  }
  EXPECT_EQ(Told("hospital", Ask({}, "hospital").evidence()),
            Told("hospital", told.evidence()));
  EXPECT_THAT(Told("clinic", Ask({}, "clinic").evidence()), IsEmpty());
}

TEST_P(SupplyEvidenceTest, AListIsReadWithAllItSaid) {
  ASSERT_TRUE(Set(ListRequest(kSunday, 50)).ok());
  ASSERT_TRUE(Set(ListRequest(kMonday, 60)).ok());
  v1::GetEssentialListRequest get;
  get.set_name(std::string(kEssentials));
  const auto list = service().Call<v1::EssentialList>("GetEssentialList", get);
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->versions_size(), 2);
  EXPECT_EQ(list->versions(1).version(), 2);
  EXPECT_EQ(list->versions(1).subject(), "clerk");
  EXPECT_TRUE(list->versions(1).has_record_time());
  v1::ListEssentialListsRequest all;
  all.set_parent(std::string(kCounty));
  const auto lists =
      service().Call<v1::ListEssentialListsResponse>("ListEssentialLists", all);
  ASSERT_TRUE(lists.ok()) << lists.status();
  EXPECT_EQ(lists->essential_lists_size(), 1);
}

TEST_P(SupplyEvidenceTest, WhatDoesNotFitIsNotRecorded) {
  const auto reason = [this](void (*change)(v1::EssentialVersion & version)) {
    auto request = ListRequest(kSunday, 50);
    change(*request.mutable_version());
    return ReasonOf(Set(request).status());
  };
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              version.add_facilities(version.facilities(0));
            }),
            "LISTED_TWICE");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              *version.add_lines() = version.lines(0);
            }),
            "LISTED_TWICE");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              version.mutable_lines(0)->set_ready_units(1);
            }),
            "DAYS_OR_UNITS");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              version.mutable_lines(0)->clear_ready_days_tenths();
            }),
            "AT_RISK_OVER_READY");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              version.mutable_lines(0)->set_item(ItemName("ventilator"));
            }),
            "NOT_CONSUMABLE");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              *version.mutable_lines(0) = Ventilators(1, 1);
              version.mutable_lines(0)->set_item(ItemName("n95"));
            }),
            "NOT_DURABLE");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              version.mutable_lines(0)->set_item(ItemName("none"));
            }),
            "ITEM_NOT_FOUND");
  EXPECT_EQ(reason([](v1::EssentialVersion& version) {
              for (int i = 0; i < 200; ++i) {
                version.add_lines()->set_item(ItemName(Concat("item", i)));
              }
            }),
            "TOO_MANY_ELEMENTS");
}

TEST_P(SupplyEvidenceTest, ListsOfABatchAreAllOrNothing) {
  auto refused = ListRequest(kSunday, 50);
  refused.mutable_version()->mutable_lines(0)->set_item(ItemName("ventilator"));
  testing::TellOfBatch(
      service(), {"BatchSetEssentialLists", ListRequest(kSunday, 50), refused,
                  "NOT_CONSUMABLE"});
}

}  // namespace
}  // namespace epiledger::supplies
