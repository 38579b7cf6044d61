// Every read of equipment at random past points of both axes, against a model
// that keeps what was said as a plain list and sorts it anew for each question:
// units of two facilities, whose states are told in any order of time.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"
#include "tests/testing/random_history.h"

namespace epiledger::supplies {
namespace {

using ::testing::IsEmpty;
using testing::PastPoint;
using testing::PastReads;
using testing::ReasonOf;

constexpr int kSteps = 120;
constexpr int kPoints = 24;
constexpr int kHours = 36;
constexpr int kEndOfTime = 100'000;

using Change = v1::EquipmentUnit::StateChange;

struct NotedUnit {
  // As it was put in service, without its changes.
  v1::EquipmentUnit unit;
  // Entry and hour of each change, the first state included.
  struct Told {
    int64_t entry;
    int hour;
    Change change;
  };
  std::vector<Told> told;
};

class EquipmentReadsTest : public ::testing::TestWithParam<
                               std::tuple<SuppliesFixture::Store, unsigned>>,
                           protected testing::RandomHistory {
 protected:
  EquipmentReadsTest()
      : RandomHistory(std::get<1>(GetParam())),
        supplies_(std::get<0>(GetParam())) {
    times_.Add(testing::FakeClock().Now());
    for (const std::string item : {"monitor", "ventilator"}) AddItem(item);
  }

  static std::vector<std::string> Facilities() {
    return {Concat(kCounty, "/facilities/clinic"),
            Concat(kCounty, "/facilities/hospital")};
  }

  int64_t Next() {
    return NextEntry(supplies_.service().clock(), absl::Minutes(90));
  }
  google::protobuf::Timestamp Now() {
    return testing::ToTimestamp(supplies_.service().clock().Now());
  }
  v1::EquipmentState AnyState(int64_t count) {
    return static_cast<v1::EquipmentState>(1 + Below(count));
  }

  void AddItem(const std::string& id) {
    v1::CreateItemRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id(id);
    request.mutable_item()->set_display_name(id);
    request.mutable_item()->set_kind(v1::Item::KIND_DURABLE);
    request.mutable_item()->set_base_unit("台");
    Next();
    ExpectRecorded(supplies_.service().Call<v1::CreateItemResponse>(
        "CreateItem", request));
  }

  void AddUnit() {
    v1::CreateEquipmentUnitRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(OneOf(Facilities()));
    v1::EquipmentUnit& unit = *request.mutable_equipment_unit();
    unit.set_item(ItemName(Below(2) == 0 ? "monitor" : "ventilator"));
    unit.set_serial_number(Concat("SN-", units_.size()));
    const int hour = static_cast<int>(Below(kHours));
    *unit.mutable_service_time() = At(kSunday, hour);
    unit.mutable_origin()->set_kind(v1::Origin::KIND_UNFUNDED);
    unit.set_state(AnyState(3));
    const int64_t entry = Next();
    const auto answer =
        supplies_.service().Call<v1::CreateEquipmentUnitResponse>(
            "CreateEquipmentUnit", request);
    ExpectRecorded(answer);
    if (!answer.ok()) return;
    NotedUnit noted{unit, {}};
    noted.unit.set_name(answer->equipment_unit().name());
    noted.unit.set_lot(answer->equipment_unit().lot());
    noted.unit.set_subject("clerk");
    *noted.unit.mutable_record_time() = Now();
    noted.told.push_back({entry, hour, ToldNow(unit.state(), hour, "")});
    units_[noted.unit.name()] = std::move(noted);
  }

  Change ToldNow(v1::EquipmentState state, int hour,
                 const std::string& reason) {
    Change change;
    change.set_state(state);
    *change.mutable_change_time() = At(kSunday, hour);
    change.set_reason(reason);
    change.set_subject("clerk");
    *change.mutable_record_time() = Now();
    return change;
  }

  void ChangeState() {
    std::vector<std::string> names;
    for (const auto& [name, noted] : units_) names.push_back(name);
    NotedUnit& noted = units_.at(OneOf(names));
    const int hour = static_cast<int>(Below(kHours));
    v1::ChangeEquipmentStateRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(noted.unit.name());
    request.set_state(AnyState(4));
    *request.mutable_change_time() = At(kSunday, hour);
    request.set_reason("检修");
    std::string refusal;
    if (hour < noted.told.front().hour) refusal = "NOT_YET_IN_SERVICE";
    for (const NotedUnit::Told& told : noted.told) {
      if (told.hour == hour) refusal = "STATE_CHANGED_THEN";
    }
    const int64_t entry = Next();
    const auto answer =
        supplies_.service().Call<v1::ChangeEquipmentStateResponse>(
            "ChangeEquipmentState", request);
    ++outcomes_[refusal];
    EXPECT_EQ(ReasonOf(answer.status()), refusal) << answer.status();
    if (!answer.ok()) return;
    ExpectRecorded(answer);
    noted.told.push_back({entry, hour, ToldNow(request.state(), hour, "检修")});
    EXPECT_EQ(answer->equipment_unit().ShortDebugString(),
              UnitAt(noted, entry, kEndOfTime).ShortDebugString());
  }

  // The unit at a point; without a name when it was not in service.
  static v1::EquipmentUnit UnitAt(const NotedUnit& noted, int64_t sequence,
                                  int hour) {
    std::vector<NotedUnit::Told> told = noted.told;
    std::erase_if(told, [&](const NotedUnit::Told& one) {
      return one.entry > sequence || one.hour > hour;
    });
    if (told.empty()) return {};
    std::sort(told.begin(), told.end(),
              [](const auto& a, const auto& b) { return a.hour < b.hour; });
    v1::EquipmentUnit unit = noted.unit;
    for (const NotedUnit::Told& one : told) *unit.add_changes() = one.change;
    unit.set_state(told.back().change.state());
    *unit.mutable_state_time() = told.back().change.change_time();
    return unit;
  }

  static void CountOne(v1::EquipmentState state, v1::EquipmentCount& count) {
    const auto add = [&](v1::EquipmentState counted, int64_t so_far) {
      return so_far + (state == counted ? 1 : 0);
    };
    count.set_working(add(v1::EQUIPMENT_STATE_WORKING, count.working()));
    count.set_broken(add(v1::EQUIPMENT_STATE_BROKEN, count.broken()));
    count.set_unknown(add(v1::EQUIPMENT_STATE_IN_SERVICE, count.unknown()));
    count.set_scrapped(add(v1::EQUIPMENT_STATE_SCRAPPED, count.scrapped()));
    count.set_in_service(count.working() + count.broken() + count.unknown());
  }

  void Compare(PastReads& reads, const PastPoint& recorded, int hour) {
    type::v1::AsOf as_of = recorded.as_of;
    if (hour != kEndOfTime) {
      *as_of.mutable_effective_time() = At(kSunday, hour);
    }
    for (const std::string& facility : Facilities()) {
      v1::ListEquipmentUnitsResponse all;
      v1::ListEquipmentUnitsResponse broken_monitors;
      std::map<std::string, v1::EquipmentCount> counts;
      for (const auto& [name, noted] : units_) {
        if (!name.starts_with(facility + "/")) continue;
        const v1::EquipmentUnit unit = UnitAt(noted, recorded.sequence, hour);
        v1::GetEquipmentUnitRequest request;
        request.set_name(name);
        *request.mutable_as_of() = as_of;
        if (unit.name().empty()) {
          reads.ExpectNotFound("GetEquipmentUnit", request);
          continue;
        }
        reads.ExpectAnswer("GetEquipmentUnit", request, unit);
        *all.add_equipment_units() = unit;
        if (unit.state() == v1::EQUIPMENT_STATE_BROKEN &&
            unit.item() == ItemName("monitor")) {
          *broken_monitors.add_equipment_units() = unit;
        }
        counts[unit.item()].set_item(unit.item());
        CountOne(unit.state(), counts[unit.item()]);
      }
      v1::ListEquipmentUnitsRequest list;
      list.set_parent(facility);
      *list.mutable_as_of() = as_of;
      *all.mutable_read_at() = reads.ReadAt(recorded.sequence);
      reads.ExpectPages("ListEquipmentUnits", list, all);
      list.set_item(ItemName("monitor"));
      list.set_state(v1::EQUIPMENT_STATE_BROKEN);
      *broken_monitors.mutable_read_at() = reads.ReadAt(recorded.sequence);
      reads.ExpectPages("ListEquipmentUnits", list, broken_monitors);
      v1::GetFacilityEquipmentRequest request;
      request.set_name(facility);
      *request.mutable_as_of() = as_of;
      v1::GetFacilityEquipmentResponse expected;
      for (const auto& [item, count] : counts) *expected.add_counts() = count;
      *expected.mutable_read_at() = reads.ReadAt(recorded.sequence);
      reads.ExpectAnswer("GetFacilityEquipment", request, expected);
    }
  }

  // Units of an item at a facility, in service or given up, at an hour by all
  // that was told.
  int64_t UnitsAt(const std::string& facility, const std::string& item,
                  bool in_service, int hour) {
    int64_t units = 0;
    for (const auto& [name, noted] : units_) {
      const v1::EquipmentUnit unit = UnitAt(noted, INT64_MAX, hour);
      const bool is_of_them = unit.name().starts_with(Concat(
                                  kCounty, "/facilities/", facility, "/")) &&
                              unit.item() == ItemName(item);
      const bool is_scrapped = unit.state() == v1::EQUIPMENT_STATE_SCRAPPED;
      units += is_of_them && is_scrapped != in_service ? 1 : 0;
    }
    return units;
  }

  // The accounts hold a piece for each unit, at every instant that changed
  // them.
  void CompareAccounts() {
    std::map<std::string, std::string> names;
    std::string table;
    int compared = 0;
    const std::string dump = supplies_.service().Dump();
    for (const absl::string_view line : absl::StrSplit(dump, '\n')) {
      if (absl::StartsWith(line, "# ")) table = std::string(line.substr(2));
      const std::vector<std::string> columns = absl::StrSplit(line, '|');
      if (columns.size() < 4) continue;
      if (table == "ledger_account") names[columns[0]] = columns[1];
      if (table != "ledger_timeline") continue;
      // `in_service:{facility}/{item}/{lot}/{origin}`
      const std::vector<std::string> account =
          absl::StrSplit(names[columns[0]], absl::ByAnyChar(":/"));
      const bool in_service = account[0] == "in_service";
      if (!in_service && account[0] != "scrapped") continue;
      const int64_t second = std::stoll(columns[1]) / 1'000'000;
      const auto hour =
          static_cast<int>((second - At(kSunday, 0).seconds()) / 3'600);
      EXPECT_EQ(std::stoll(columns[2]),
                UnitsAt(account[1], account[2], in_service, hour))
          << names[columns[0]] << " at hour " << hour;
      ++compared;
    }
    EXPECT_GT(compared, 20);
  }

  SuppliesFixture supplies_;
  std::map<std::string, NotedUnit> units_;
  std::map<std::string, int> outcomes_;
};

TEST_P(EquipmentReadsTest, EveryReadEqualsTheModelAtAnyPastPoint) {
  SCOPED_TRACE(Concat("seed ", seed_));
  for (int step = 0; step < kSteps && !HasFailure(); ++step) {
    if (step < 3 || Below(10) == 0) {
      AddUnit();
    } else {
      ChangeState();
    }
  }
  ASSERT_FALSE(HasFailure());
  for (const char* const kind :
       {"", "NOT_YET_IN_SERVICE", "STATE_CHANGED_THEN"}) {
    EXPECT_GE(outcomes_[kind], 3) << kind;
  }
  PastReads reads(supplies_.service(), receipt_);
  for (int i = 0; i < kPoints && !HasFailure(); ++i) {
    const PastPoint recorded = testing::PickPoint(times_, i % 2 == 1, random_);
    const int hour = i % 4 == 0 ? kEndOfTime : static_cast<int>(Below(kHours));
    SCOPED_TRACE(Concat(recorded.as_of.ShortDebugString(), " hour ", hour));
    Compare(reads, recorded, hour);
  }
  reads.ExpectAllCompared(
      *v1::ListEquipmentUnitsRequest::descriptor()->file()->service(0));
  RecordProperty("compared", static_cast<int>(reads.compared()));
  CompareAccounts();
  EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, EquipmentReadsTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kSqlite),
                       ::testing::Range(1u, 7u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, EquipmentReadsTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kMariadb),
                       ::testing::Values(7u)));

}  // namespace
}  // namespace epiledger::supplies
