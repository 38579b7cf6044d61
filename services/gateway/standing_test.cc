// What facilities say of themselves beside what is recorded: whose line is
// whose, and where the two speak against each other.
#include "services/gateway/standing.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "epiledger/command/v1/command.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/facility.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/overview.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::DimensionStanding;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Sight kWholeSight = {
    .money = true, .supplies_by_facility = true, .readiness = true};

// A hospital that says all is in place but duty, with a duty that is ready, no
// ventilators that work, and masks of which nobody knows.
constexpr char kReadinessSays[] = R"(
  facilities {
    facility: 'counties/990101/facilities/people' display_name: '人民医院'
    kind: KIND_HOSPITAL is_stale: true
    report {
      report_date { year: 2020 month: 2 day: 1 }
      four_in_place {
        personnel { state: STATE_IN_PLACE } equipment { state: STATE_IN_PLACE }
        medicines { state: STATE_IN_PLACE }
        duty { state: STATE_NOT_IN_PLACE note: '夜班缺人' }
      }
    }
  }
  facilities { facility: 'counties/990101/facilities/reserve' }
  facilities { facility: 'counties/990101/facilities/cdc' }
  evidence {
    facility: 'counties/990101/facilities/people'
    dimension: DIMENSION_PERSONNEL standing: STANDING_AT_RISK checks: 2
    reasons { kind: KIND_FEW_STAFF standing: STANDING_AT_RISK }
    rules { name: 'counties/990101/forms/hospital-daily' version: 1 }
  }
  evidence {
    facility: 'counties/990101/facilities/people'
    dimension: DIMENSION_DUTY standing: STANDING_READY checks: 3
  }
  evidence {
    facility: 'counties/990101/facilities/people'
    dimension: DIMENSION_PLANS standing: STANDING_UNKNOWN
  })";
constexpr char kSuppliesSay[] = R"(
  evidence {
    facility: 'counties/990101/facilities/people'
    dimension: DIMENSION_EQUIPMENT standing: STANDING_NOT_READY checks: 1
    reasons { kind: KIND_FEW_WORKING standing: STANDING_NOT_READY }
    rules { name: 'counties/990101/essentialLists/hospital' version: 2 }
  }
  evidence {
    facility: 'counties/990101/facilities/people'
    dimension: DIMENSION_MEDICINES standing: STANDING_UNKNOWN checks: 1
  }
  evidence {
    facility: 'counties/990101/facilities/reserve'
    dimension: DIMENSION_EQUIPMENT standing: STANDING_UNKNOWN
  }
  evidence {
    facility: 'counties/990101/facilities/reserve'
    dimension: DIMENSION_MEDICINES standing: STANDING_READY checks: 1
    rules { name: 'counties/990101/essentialLists/reserve' version: 1 }
  })";

Parts PartsOf(const std::string& readiness, const std::string& supplies) {
  Parts parts;
  parts[Index(SourceId::kReadiness)] = PartOf(
      SourceId::kReadiness, From<readiness::v1::CountySummary>(readiness));
  if (!supplies.empty()) {
    parts[Index(SourceId::kSupplies)] = PartOf(
        SourceId::kSupplies, From<supplies::v1::CountySummary>(supplies));
  }
  return parts;
}

// `people PERSONNEL IN_PLACE AT_RISK`, with what speaks against it.
std::vector<std::string> Said(const std::vector<DimensionStanding>& standings) {
  std::vector<std::string> lines;
  for (const DimensionStanding& standing : standings) {
    const std::string self = standing.has_self_assessment()
                                 ? readiness::v1::InPlace::State_Name(
                                       standing.self_assessment().state())
                                       .substr(6)
                                 : "-";
    std::string line = Concat(
        standing.facility().substr(standing.facility().rfind('/') + 1), " ",
        type::v1::Dimension_Name(standing.dimension()).substr(10), " ", self,
        " ", type::v1::Standing_Name(standing.standing()).substr(9));
    if (standing.contradiction() != 0) line += " !";
    lines.push_back(line);
  }
  return lines;
}

TEST(Standing, BothAreShownAndOnlyWhatSpeaksAgainstEachOtherIsFlagged) {
  const auto standings =
      StandingsOf("", PartsOf(kReadinessSays, kSuppliesSay), kWholeSight);
  EXPECT_THAT(
      Said(standings),
      ElementsAre("people PERSONNEL IN_PLACE AT_RISK",
                  "people EQUIPMENT IN_PLACE NOT_READY !",
                  "people MEDICINES IN_PLACE UNKNOWN",
                  "people DUTY NOT_IN_PLACE READY !", "people PLANS - UNKNOWN",
                  // Nobody judges its people; a list asks for goods.
                  "reserve MEDICINES - READY"));
  EXPECT_EQ(standings[1].contradiction(),
            DimensionStanding::CONTRADICTION_NOT_READY);
  EXPECT_EQ(standings[3].contradiction(),
            DimensionStanding::CONTRADICTION_READY);
  EXPECT_EQ(standings[0].display_name(), "人民医院");
  EXPECT_TRUE(standings[0].self_is_stale());
  EXPECT_EQ(standings[0].self_date().day(), 1);
  EXPECT_EQ(standings[3].self_assessment().note(), "夜班缺人");
  EXPECT_EQ(standings[1].rules(0).version(), 2);
  EXPECT_EQ(standings[1].reason_count(), 1);
  EXPECT_EQ(standings[3].checks(), 3);
}

TEST(Standing, AServiceThatWasNeverSeenLeavesItsDimensionsUnknown) {
  EXPECT_THAT(Said(StandingsOf("", PartsOf(kReadinessSays, ""), kWholeSight)),
              ElementsAre("people PERSONNEL IN_PLACE AT_RISK",
                          "people EQUIPMENT IN_PLACE UNKNOWN",
                          "people MEDICINES IN_PLACE UNKNOWN",
                          "people DUTY NOT_IN_PLACE READY !",
                          "people PLANS - UNKNOWN"));
  EXPECT_THAT(StandingsOf("", Parts(), kWholeSight), IsEmpty());
}

TEST(Standing, WhoseSightDoesNotReachSoFarSeesNothingOfIt) {
  const Parts parts = PartsOf(kReadinessSays, kSuppliesSay);
  EXPECT_THAT(StandingsOf("", parts, Sight{.money = true}), IsEmpty());
  EXPECT_THAT(StandingsContent(parts, Sight{.money = true}), IsEmpty());
}

TEST(Standing, TheOverviewTellsTheWorstReasonsAndTheFacilityAll) {
  Parts parts = PartsOf(kReadinessSays, kSuppliesSay);
  auto many = From<readiness::v1::CountySummary>(kReadinessSays);
  for (int i = 1; i < limits::kMaxReasonsShown + 3; ++i) {
    *many.mutable_evidence(0)->add_reasons() = many.evidence(0).reasons(0);
  }
  parts[Index(SourceId::kReadiness)].summary =
      std::make_shared<readiness::v1::CountySummary>(many);
  command::v1::Overview overview;
  ASSERT_TRUE(overview.ParseFromString(
      OverviewBytes("990101", parts, kWholeSight, absl::Now())));
  ASSERT_EQ(overview.standings_size(), 6);
  EXPECT_EQ(overview.standings(0).reasons_size(), limits::kMaxReasonsShown);
  EXPECT_EQ(overview.standings(0).reason_count(), limits::kMaxReasonsShown + 3);
  EXPECT_EQ(overview.readiness().summary().facilities_size(), 3);
  const auto picture = MakeFacilityPicture("counties/990101/facilities/people",
                                           parts, kWholeSight, absl::Now());
  ASSERT_TRUE(picture.ok()) << picture.status();
  ASSERT_EQ(picture->standings_size(), 5);
  EXPECT_EQ(picture->standings(0).reasons_size(), limits::kMaxReasonsShown + 3);
}

}  // namespace
}  // namespace epiledger::gateway
