// What reports add up to, worked out by hand, on both engines.
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_fixture.h"

namespace epiledger::readiness {
namespace {

using ::testing::IsEmpty;
using testing::ReasonOf;
using ::testing::SizeIs;

class ReportTotalsTest : public FormFixture {
 protected:
  static v1::ListIndicatorTotalsRequest Asking(
      absl::CivilDay from, absl::CivilDay to,
      const std::vector<std::string>& indicators = {}) {
    v1::ListIndicatorTotalsRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_from_date() = DateOf(from);
    *request.mutable_to_date() = DateOf(to);
    for (const std::string& id : indicators) {
      request.add_indicators(IndicatorNameOf(id));
    }
    return request;
  }
  absl::StatusOr<v1::ListIndicatorTotalsResponse> Totals(
      const v1::ListIndicatorTotalsRequest& request) {
    return county_.service().Call<v1::ListIndicatorTotalsResponse>(
        "ListIndicatorTotals", request);
  }
  // The county's line over all days asked about.
  v1::PeriodTotal Total(absl::CivilDay from, absl::CivilDay to,
                        const std::string& indicator) {
    const auto totals = Totals(Asking(from, to, {indicator}));
    EXPECT_TRUE(totals.ok()) << totals.status();
    EXPECT_THAT(totals->totals(), SizeIs(1));
    return totals->totals(0);
  }
  absl::StatusOr<v1::ListReportCountsResponse> Counts(absl::CivilDay from,
                                                      absl::CivilDay to,
                                                      v1::TotalPeriod period,
                                                      v1::TotalPlace place) {
    v1::ListReportCountsRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_from_date() = DateOf(from);
    *request.mutable_to_date() = DateOf(to);
    request.set_period(period);
    request.set_place(place);
    return county_.service().Call<v1::ListReportCountsResponse>(
        "ListReportCounts", request);
  }
  void File(const std::string& facility, absl::CivilDay date,
            const Values& values) {
    const auto filed = values.empty()
                           ? county_.Submit(county_.ZeroRequest(facility, date))
                           : Submit(facility, date, values);
    ASSERT_TRUE(filed.ok()) << filed.status();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReportTotalsTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(ReportTotalsTest, TwentyTwoDaysOfBedsAreTheLatestAndOfVisitsTheSum) {
  for (int day = 0; day < 22; ++day) {
    county_.clock().Set(At(kToday + day, 9));
    File("people", kToday + day, {{"inpatients", 100 + day}});
    File("east", kToday + day, {{"people-returned", 10}});
  }
  county_.clock().Set(At(kToday + 21, 12));
  const auto beds = Total(kToday, kToday + 21, "inpatients");
  EXPECT_EQ(beds.value(), 121);
  EXPECT_EQ(beds.known(), 1);
  EXPECT_EQ(beds.unknown(), 1) << "the other hospital never said";
  const auto returned = Total(kToday, kToday + 21, "people-returned");
  EXPECT_EQ(returned.value(), 220);
  EXPECT_EQ(returned.known(), 22) << "reports, not facilities";
  EXPECT_EQ(returned.kind(), v1::AGGREGATION_KIND_COUNT);
}

// An unknown is neither 0 nor 1; a zero report says 0 of what is counted.
TEST_P(ReportTotalsTest, ASumNeverCountsAnUnknown) {
  File("east", kToday, {{"people-returned", 7}, {"people-screened", 90}});
  county_.clock().Set(At(kToday + 1, 9));
  File("east", kToday + 1, {});
  county_.clock().Set(At(kToday + 2, 9));
  File("east", kToday + 2, {{"staff-total", 5}});
  county_.clock().Set(At(kToday + 4, 9));  // nothing for the third day
  const auto returned = Total(kToday, kToday + 4, "people-returned");
  EXPECT_EQ(returned.value(), 7);
  EXPECT_EQ(returned.known(), 2);    // the first day and the zero report
  EXPECT_EQ(returned.unknown(), 2);  // not asked on one day, silent on one
  EXPECT_EQ(returned.not_due(), 1);  // today
  // The newest report with answers does not say it: unknown, not 90.
  const auto screened = Total(kToday, kToday + 4, "people-screened");
  EXPECT_FALSE(screened.has_value());
  EXPECT_EQ(screened.unknown(), 1);
  EXPECT_EQ(Total(kToday, kToday + 1, "people-screened").stale_value(), 90)
      << "the zero report of the second day says nothing of it";
}

TEST_P(ReportTotalsTest, RatiosAreOverMatchedReportersOnly) {
  File("people", kToday, {{"beds-staffed", 100}, {"beds-occupied", 60}});
  File("chinese", kToday, {{"beds-staffed", 50}});
  File("east", kToday,
       {{"temperature-reports-due", 40}, {"temperature-reports-made", 30}});
  county_.clock().Set(At(kToday + 1, 9));
  File("east", kToday + 1, {{"temperature-reports-due", 40}});
  const auto totals = Totals(Asking(
      kToday, kToday + 1, {"beds-occupied", "temperature-reports-made"}));
  ASSERT_TRUE(totals.ok()) << totals.status();
  ASSERT_EQ(totals->ratios_size(), 2);
  EXPECT_EQ(totals->ratios(0).part_value(), 60);
  EXPECT_EQ(totals->ratios(0).whole_value(), 100);  // not 150
  EXPECT_EQ(totals->ratios(0).matched(), 1);
  EXPECT_EQ(totals->ratios(1).part_value(), 30);
  EXPECT_EQ(totals->ratios(1).whole_value(), 40);  // not 80
  EXPECT_EQ(totals->ratios(1).matched(), 1);
}

TEST_P(ReportTotalsTest, DaysWeeksTownsAndFacilitiesHaveLinesOfTheirOwn) {
  v1::UpdateFacilityRequest moved;
  moved.set_request_id(county_.service().NewId());
  moved.set_name(FacilityNameOf("people"));
  moved.mutable_facility()->set_display_name("东镇医院");
  moved.mutable_facility()->set_kind(v1::Facility::KIND_HOSPITAL);
  moved.mutable_facility()->set_organization(std::string(kCounty) +
                                             "/organizations/health");
  moved.mutable_facility()->set_report_form(v1::REPORT_FORM_HOSPITAL_DAILY);
  moved.mutable_facility()->set_town(FacilityNameOf("chinese"));
  const auto move = [&] {
    moved.set_request_id(county_.service().NewId());
    return county_.service().Call<v1::UpdateFacilityResponse>("UpdateFacility",
                                                              moved);
  };
  EXPECT_EQ(ReasonOf(move().status()), "NOT_A_TOWN");
  moved.mutable_facility()->set_town(FacilityNameOf("east"));
  ASSERT_TRUE(move().ok());
  for (int day = 0; day < 3; ++day) {  // a Saturday, a Sunday, a Monday
    county_.clock().Set(At(kToday + day, 9));
    File("people", kToday + day, {{"staff-total", 10 + day}});
    File("chinese", kToday + day, {{"staff-total", 20 + day}});
    File("east", kToday + day, {{"staff-total", 30 + day}});
  }
  auto request = Asking(kToday, kToday + 2, {"staff-total"});
  request.set_place(v1::TOTAL_PLACE_TOWN);
  request.set_period(v1::TOTAL_PERIOD_WEEK);
  const auto weeks = Totals(request);
  ASSERT_TRUE(weeks.ok()) << weeks.status();
  ASSERT_EQ(weeks->totals_size(), 4);
  EXPECT_EQ(weeks->totals(0).scope().place(), "");
  EXPECT_EQ(weeks->totals(0).value(), 21);
  EXPECT_EQ(weeks->totals(1).scope().place(), FacilityNameOf("east"));
  EXPECT_EQ(weeks->totals(1).value(), 11 + 31);
  EXPECT_EQ(ToDay(weeks->totals(1).scope().to_date()), kToday + 1);
  EXPECT_EQ(ToDay(weeks->totals(2).scope().from_date()), kToday + 2);
  EXPECT_EQ(weeks->totals(3).value(), 12 + 32);
  request.set_place(v1::TOTAL_PLACE_FACILITY);
  request.set_period(v1::TOTAL_PERIOD_DAY);
  const auto days = Totals(request);
  ASSERT_EQ(days->totals_size(), 9);
  EXPECT_EQ(days->totals(8).scope().place(), FacilityNameOf("people"));
  EXPECT_EQ(days->totals(8).value(), 12);
}

// What headquarters knew, and what was so then: two questions.
TEST_P(ReportTotalsTest, TotalsOfThePastOnBothAxes) {
  File("people", kToday, {{"inpatients", 60}});
  county_.clock().Set(At(kToday + 1, 9));
  File("people", kToday + 1, {{"inpatients", 70}});
  ASSERT_TRUE(county_.Correct("people", kToday, 1, {{"inpatients", 66}}).ok());
  auto request = Asking(kToday, kToday + 1, {"inpatients"});
  EXPECT_EQ(Totals(request)->totals(0).value(), 70);
  *request.mutable_as_of()->mutable_effective_date() = DateOf(kToday);
  EXPECT_EQ(Totals(request)->totals(0).value(), 66);
  EXPECT_EQ(ToDay(Totals(request)->totals(0).scope().to_date()), kToday);
  *request.mutable_as_of()->mutable_recorded_time() =
      ToTimestamp(At(kToday, 12));
  EXPECT_EQ(Totals(request)->totals(0).value(), 60);
  *request.mutable_as_of()->mutable_effective_date() = DateOf(kToday - 1);
  EXPECT_THAT(Totals(request)->totals(), IsEmpty());
}

TEST_P(ReportTotalsTest, EachOverdueReportSaysWhomToPhone) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", "张三", "138-1"))
          .ok());
  ASSERT_TRUE(county_.SetDutyContact("east", "s1").ok());
  File("people", kToday, {{"inpatients", 60}});
  county_.clock().Set(At(kToday, 12));
  File("chinese", kToday, {{"inpatients", 6}});
  ASSERT_TRUE(county_.Correct("chinese", kToday, 1, {{"inpatients", 7}}).ok());
  county_.clock().Set(At(kToday + 1, 12));
  File("east", kToday + 1, {});
  const auto counts = Counts(kToday, kToday + 1, v1::TOTAL_PERIOD_DAY,
                             v1::TOTAL_PLACE_UNSPECIFIED);
  ASSERT_TRUE(counts.ok()) << counts.status();
  ASSERT_EQ(counts->counts_size(), 2);
  EXPECT_EQ(counts->counts(0).scope().place(), kCounty);
  const v1::ReportCounts& first = counts->counts(0).counts();
  EXPECT_EQ(first.expected(), 3);
  EXPECT_EQ(first.on_time(), 1);
  EXPECT_EQ(first.late(), 1);
  EXPECT_EQ(first.missing(), 1);
  EXPECT_EQ(first.corrected(), 1);
  EXPECT_EQ(counts->counts(0).on_time_thousandths(), 333);
  EXPECT_EQ(counts->counts(1).counts().late(), 1);
  EXPECT_EQ(counts->counts(1).counts().missing(), 2);
  ASSERT_EQ(counts->overdue_size(), 3);
  EXPECT_EQ(counts->overdue(0).facility(), FacilityNameOf("east"));
  EXPECT_EQ(counts->overdue(0).contact().telephone(), "138-1");
  EXPECT_EQ(ToDay(counts->overdue(0).report_date()), kToday);
  EXPECT_FALSE(counts->overdue(1).has_contact());
  EXPECT_EQ(counts->overdue_left_out(), 0);
  // Before anything is expected there is no rate.
  const auto tomorrow =
      Counts(kToday + 2, kToday + 2, v1::TOTAL_PERIOD_UNSPECIFIED,
             v1::TOTAL_PLACE_FACILITY);
  ASSERT_EQ(tomorrow->counts_size(), 3);
  EXPECT_FALSE(tomorrow->counts(0).has_on_time_thousandths());
  EXPECT_EQ(tomorrow->counts(0).counts().not_due(), 1);
  // The auditor sees whom to phone by the opaque id alone.
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  EXPECT_EQ(
      Counts(kToday, kToday, v1::TOTAL_PERIOD_DAY, v1::TOTAL_PLACE_UNSPECIFIED)
          ->overdue(0)
          .contact()
          .telephone(),
      "");
}

TEST_P(ReportTotalsTest, DaysAreInOrderAndNotTooMany) {
  EXPECT_EQ(ReasonOf(Totals(Asking(kToday, kToday - 1)).status()),
            "RANGE_TURNED_ROUND");
  EXPECT_TRUE(Totals(Asking(kToday, kToday + 61)).ok());
  EXPECT_EQ(ReasonOf(Totals(Asking(kToday, kToday + 62)).status()),
            "TOO_MANY_DAYS");
}

}  // namespace
}  // namespace epiledger::readiness
