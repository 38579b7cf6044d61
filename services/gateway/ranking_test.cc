// The order in which facilities fail, told by hand: a ranking is a function of
// what two services said.
#include "services/gateway/ranking.h"

#include <memory>
#include <string>
#include <vector>

#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::PartStatus;
using command::v1::Problem;
using command::v1::RankedFacility;
using command::v1::RankFacilitiesResponse;
using ::testing::ElementsAre;

constexpr absl::Time kNow = absl::FromUnixSeconds(1'580'518'800);

// The county's date is 10 February 2020.
Parts PartsOf(const std::string& supplies, const std::string& readiness) {
  Parts parts;
  parts[Index(SourceId::kSupplies)] = PartOf(
      SourceId::kSupplies, From<supplies::v1::CountySummary>(supplies), kNow);
  parts[Index(SourceId::kReadiness)] =
      PartOf(SourceId::kReadiness,
             From<readiness::v1::CountySummary>(
                 Concat("date { year: 2020 month: 2 day: 10 } ", readiness)),
             kNow);
  return parts;
}

std::string Day(int day) {
  return Concat("{ year: 2020 month: 2 day: ", day, " }");
}

// A facility that reported for today.
std::string Reported(const std::string& id, const std::string& more = "") {
  return Concat("facilities { facility: '", id, "' display_name: '", id,
                "院' today { state: REPORT_STATE_ON_TIME revision: 1 } report "
                "{ report_date ",
                Day(10), " ", more, " } } ");
}

std::string Lasts(const std::string& facility, const std::string& item,
                  int until) {
  return Concat("stocks { facility: '", facility, "' item: '", item,
                "' free: 12 knowledge: KNOWLEDGE_KNOWN supply { state: "
                "STATE_KNOWN band: BAND_LOW stock_out_date ",
                Day(until), " } } ");
}

std::vector<std::string> OrderOf(const RankFacilitiesResponse& ranking) {
  std::vector<std::string> names;
  for (const RankedFacility& facility : ranking.facilities()) {
    names.push_back(facility.facility());
  }
  return names;
}

const RankedFacility& Find(const RankFacilitiesResponse& ranking,
                           const std::string& name) {
  for (const RankedFacility& facility : ranking.facilities()) {
    if (facility.facility() == name) return facility;
  }
  ADD_FAILURE() << "no facility " << name;
  return ranking.facilities(0);
}

TEST(RankingTest, WhatFailsFirstComesFirst) {
  const auto ranking = RankFacilities(
      PartsOf(Lasts("later", "n95", 15) + Lasts("soon", "n95", 11) +
                  Lasts("over", "n95", 9),
              Reported("later") + Reported("soon") + Reported("over") +
                  Reported("well")),
      kNow);
  EXPECT_THAT(OrderOf(ranking), ElementsAre("over", "soon", "later", "well"));
  EXPECT_EQ(Find(ranking, "over").standing(), RankedFacility::STANDING_FAILED);
  EXPECT_EQ(Find(ranking, "soon").standing(),
            RankedFacility::STANDING_FAILS_LATER);
  EXPECT_EQ(Find(ranking, "well").standing(),
            RankedFacility::STANDING_NOTHING_FAILS);
  EXPECT_EQ(Find(ranking, "soon").problems(0).days_left(), 1);
  EXPECT_EQ(Find(ranking, "over").problems(0).days_left(), -1);
  EXPECT_EQ(Find(ranking, "over").rank(), 1);
  EXPECT_EQ(ranking.total_size(), 4);
}

TEST(RankingTest, WhatNobodyKnowsIsNeverTakenForFine) {
  const auto ranking = RankFacilities(
      PartsOf(Lasts("later", "n95", 15) + Lasts("over", "n95", 9) +
                  "stocks { facility: 'uncounted' item: 'n95' knowledge: "
                  "KNOWLEDGE_UNKNOWN supply { state: STATE_UNKNOWN band: "
                  "BAND_UNKNOWN } } ",
              Reported("later") + Reported("over") + Reported("uncounted") +
                  "facilities { facility: 'silent' today { state: "
                  "REPORT_STATE_NOT_DUE } } facilities { facility: 'owes-none' "
                  "} "),
      kNow);
  EXPECT_THAT(OrderOf(ranking),
              ElementsAre("over", "silent", "uncounted", "later", "owes-none"));
  const RankedFacility& silent = Find(ranking, "silent");
  EXPECT_EQ(silent.standing(), RankedFacility::STANDING_UNKNOWN);
  EXPECT_EQ(silent.problems(0).kind(), Problem::KIND_NEVER_REPORTED);
  EXPECT_FALSE(silent.problems(0).has_fails_on());
  EXPECT_EQ(silent.unknown_count(), 1);
  const RankedFacility& uncounted = Find(ranking, "uncounted");
  EXPECT_EQ(uncounted.problems(0).kind(), Problem::KIND_NEVER_COUNTED);
  EXPECT_FALSE(uncounted.problems(0).has_free()) << "unknown is not zero";
  EXPECT_EQ(Find(ranking, "owes-none").standing(),
            RankedFacility::STANDING_NOTHING_ASKED);
}

TEST(RankingTest, AZeroReportIsAReport) {
  const auto ranking = RankFacilities(
      PartsOf("",
              "facilities { facility: 'town' today { state: "
              "REPORT_STATE_ON_TIME zero: true revision: 1 } } "),
      kNow);
  EXPECT_EQ(Find(ranking, "town").standing(),
            RankedFacility::STANDING_NOTHING_FAILS);
}

TEST(RankingTest, ReportsPlacesAndFindingsFailOnTheirDays) {
  const auto ranking = RankFacilities(
      PartsOf("",
              Concat(Reported("a",
                              "four_in_place { personnel { state: "
                              "STATE_IN_PLACE } equipment { state: "
                              "STATE_NOT_IN_PLACE } duty { "
                              "absent_reason: ABSENT_REASON_UNKNOWN } "
                              "medicines { absent_reason: "
                              "ABSENT_REASON_NOT_APPLICABLE } }"),
                     "overdue { facility: 'b' missing_days: 3 missing_from ",
                     Day(8),
                     " } facilities { facility: 'b' last_due { state: "
                     "REPORT_STATE_MISSING } } findings { open: 2 ",
                     "findings { facility: 'a' finding { name: 'f1' state: "
                     "STATE_OPEN due_date ",
                     Day(7),
                     " } } findings { facility: 'a' finding { name: "
                     "'f2' state: STATE_FIXED due_date ",
                     Day(1), " } } }")),
      kNow);
  EXPECT_THAT(OrderOf(ranking), ElementsAre("a", "b"));
  const auto& a = Find(ranking, "a").problems();
  ASSERT_EQ(a.size(), 3);
  EXPECT_EQ(a[0].kind(), Problem::KIND_FINDING);
  EXPECT_EQ(a[0].days_left(), -3);
  EXPECT_EQ(a[1].kind(), Problem::KIND_NOT_IN_PLACE);
  EXPECT_EQ(a[1].place(), "equipment");
  EXPECT_EQ(a[1].days_left(), 0);
  EXPECT_EQ(a[2].kind(), Problem::KIND_PLACE_UNKNOWN);
  const auto& b = Find(ranking, "b").problems();
  ASSERT_EQ(b.size(), 2);
  EXPECT_EQ(b[0].kind(), Problem::KIND_REPORT_OVERDUE);
  EXPECT_EQ(b[0].missing_days(), 3);
  EXPECT_EQ(b[1].kind(), Problem::KIND_NEVER_REPORTED);
  EXPECT_EQ(ranking.findings_left_out(), 0);
}

TEST(RankingTest, WhatIsRecordedOfTheFourInPlaceFailsToo) {
  const std::string evidence = R"(
    evidence { facility: 'a' dimension: DIMENSION_DUTY
               standing: STANDING_NOT_READY
               reasons { kind: KIND_DUTY_GAP_NOW have: 1 needed: 2 } }
    evidence { facility: 'b' dimension: DIMENSION_DUTY
               standing: STANDING_READY }
    evidence { facility: 'b' dimension: DIMENSION_PLANS
               standing: STANDING_AT_RISK })";
  const auto ranking = RankFacilities(
      PartsOf("evidence { facility: 'b' dimension: DIMENSION_MEDICINES "
              "standing: STANDING_READY } evidence { facility: 'b' dimension: "
              "DIMENSION_EQUIPMENT standing: STANDING_READY }",
              Reported("a") + Reported("b") + evidence),
      kNow);
  EXPECT_THAT(OrderOf(ranking), ElementsAre("a", "b"));
  // Nobody says how the other dimensions of a stand: that is not known.
  const RankedFacility& a = Find(ranking, "a");
  EXPECT_EQ(a.standing(), RankedFacility::STANDING_FAILED);
  EXPECT_EQ(a.failed_count(), 1);
  EXPECT_EQ(a.unknown_count(), 4);
  const Problem& gap = a.problems(0);
  EXPECT_EQ(gap.kind(), Problem::KIND_NOT_READY);
  EXPECT_EQ(gap.dimension(), type::v1::DIMENSION_DUTY);
  EXPECT_EQ(gap.days_left(), 0);
  EXPECT_EQ(gap.reasons(0).needed(), 2);
  // Of b personnel is not said, and plans are at risk on no known day.
  const RankedFacility& b = Find(ranking, "b");
  ASSERT_EQ(b.problems_size(), 2);
  EXPECT_EQ(b.problems(0).kind(), Problem::KIND_STANDING_UNKNOWN);
  EXPECT_EQ(b.problems(0).dimension(), type::v1::DIMENSION_PERSONNEL);
  EXPECT_EQ(b.problems(1).kind(), Problem::KIND_AT_RISK);
  EXPECT_FALSE(b.problems(1).has_fails_on());
}

TEST(RankingTest, WhoeverHasMoreThatFailsAlikeComesFirst) {
  const auto ranking =
      RankFacilities(PartsOf(Lasts("one", "n95", 9) + Lasts("two", "n95", 9) +
                                 Lasts("two", "gowns", 9),
                             Reported("one") + Reported("two")),
                     kNow);
  EXPECT_THAT(OrderOf(ranking), ElementsAre("two", "one"));
}

TEST(RankingTest, AServiceThatWasNeverReachedLeavesNothingKnown) {
  Parts parts = PartsOf("", Reported("people"));
  parts[Index(SourceId::kSupplies)] = {};
  const auto ranking = RankFacilities(parts, kNow);
  EXPECT_EQ(ranking.supplies_status().state(), PartStatus::STATE_NEVER_SEEN);
  const RankedFacility& people = Find(ranking, "people");
  EXPECT_EQ(people.standing(), RankedFacility::STANDING_UNKNOWN);
  EXPECT_EQ(people.problems(0).kind(), Problem::KIND_NEVER_REACHED);
  EXPECT_EQ(people.problems(0).service(), "supplies");
}

TEST(RankingTest, ProblemsAreListedUpToALimitAndAllCounted) {
  std::string stocks;
  const auto many = static_cast<int>(limits::kMaxProblemsShown) + 1;
  for (int i = 0; i < many; ++i) {
    stocks += Lasts("people", Concat("item-", i), 9);
  }
  const auto ranking =
      RankFacilities(PartsOf(stocks, Reported("people")), kNow);
  EXPECT_EQ(ranking.facilities(0).problems_size(), many - 1);
  EXPECT_EQ(ranking.facilities(0).problem_count(), many);
  EXPECT_EQ(ranking.facilities(0).failed_count(), many);
}

}  // namespace
}  // namespace epiledger::gateway
