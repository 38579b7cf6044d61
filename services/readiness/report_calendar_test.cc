// When reports are due, over midnights, zones and changing rules.
#include "services/readiness/report_calendar.h"

#include <random>
#include <utility>

#include "gtest/gtest.h"
#include "services/readiness/api_time.h"

namespace epiledger::readiness {
namespace {

constexpr absl::CivilDay kDay(2020, 2, 1);

journal::v1::Genesis CountyAt(int32_t utc_offset_minutes) {
  journal::v1::Genesis county;
  county.set_utc_offset_minutes(utc_offset_minutes);
  return county;
}

// The beginning of an hour of 2020, UTC.
absl::Time Utc(int month, int day, int hour) {
  return absl::FromCivil(absl::CivilHour(2020, month, day, hour),
                         absl::UTCTimeZone());
}

v1::ReportSchedule Schedule(
    std::initializer_list<std::pair<absl::CivilDay, int64_t>> rules) {
  v1::ReportSchedule schedule;
  for (const auto& [from, minutes] : rules) {
    v1::DueRule& rule = *schedule.add_due_rules();
    *rule.mutable_valid_from() = ToDate(from);
    rule.set_due_minutes(minutes);
  }
  return schedule;
}

// With the forms that are built in.
ReportCalendar InCounty(journal::v1::Genesis county,
                        v1::ReportSchedule schedule) {
  return {std::move(county), std::move(schedule), FormBook("990101")};
}

v1::Facility Hospital(absl::CivilDay from) {
  v1::Facility facility;
  facility.set_report_form(v1::REPORT_FORM_HOSPITAL_DAILY);
  *facility.mutable_reports_from() = ToDate(from);
  return facility;
}

TEST(ReportCalendar, WithoutARuleReportsAreDueAtTenInTheCounty) {
  const ReportCalendar calendar = InCounty(CountyAt(480), {});
  EXPECT_EQ(calendar.DueTime(kDay), Utc(2, 1, 2));
  // At the very moment it is not over.
  EXPECT_FALSE(calendar.IsDue(Hospital(kDay), kDay, Utc(2, 1, 2)));
  EXPECT_TRUE(calendar.IsDue(Hospital(kDay), kDay,
                             Utc(2, 1, 2) + absl::Microseconds(1)));
}

TEST(ReportCalendar, ADueTimeAfterMidnightStillBelongsToItsDate) {
  const ReportCalendar calendar =
      InCounty(CountyAt(480), Schedule({{kDay, 26 * 60}}));
  const v1::Facility hospital = Hospital(kDay);
  EXPECT_EQ(calendar.DueTime(kDay), Utc(2, 1, 18));
  // 01:00 of the second: today is the second, and nothing is due yet.
  EXPECT_EQ(calendar.DayAt(Utc(2, 1, 17)), kDay + 1);
  EXPECT_FALSE(calendar.LastDue(hospital, Utc(2, 1, 17)).has_value());
  EXPECT_EQ(calendar.LastDue(hospital, Utc(2, 1, 18) + absl::Seconds(1)), kDay);
}

TEST(ReportCalendar, ARuleHoldsUntilTheNextBegins) {
  const ReportCalendar calendar =
      InCounty(CountyAt(0), Schedule({{kDay, 8 * 60}, {kDay + 10, 20 * 60}}));
  EXPECT_EQ(calendar.DueTime(kDay - 1), Utc(1, 31, 10));
  EXPECT_EQ(calendar.DueTime(kDay), Utc(2, 1, 8));
  EXPECT_EQ(calendar.DueTime(kDay + 9), Utc(2, 10, 8));
  EXPECT_EQ(calendar.DueTime(kDay + 10), Utc(2, 11, 20));
}

TEST(ReportCalendar, AFacilityOwesOnlyWithinItsDays) {
  v1::Facility hospital = Hospital(kDay);
  EXPECT_FALSE(Owes(hospital, kDay - 1));
  EXPECT_TRUE(Owes(hospital, kDay));
  *hospital.mutable_reports_until() = ToDate(kDay + 1);
  EXPECT_TRUE(Owes(hospital, kDay + 1));
  EXPECT_FALSE(Owes(hospital, kDay + 2));
  hospital.set_report_form(v1::REPORT_FORM_UNSPECIFIED);
  EXPECT_FALSE(Owes(hospital, kDay));
}

// In every zone, under every rule, at every moment: the newest due date is the
// one found by looking at each date.
TEST(ReportCalendar, TheNewestDueDateIsTheOneFoundByLookingAtAll) {
  std::seed_seq always_the_same = {20200201};
  std::mt19937 random(always_the_same);
  const auto pick = [&random](int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random);
  };
  for (int round = 0; round < 5'000; ++round) {
    const auto offset = static_cast<int32_t>(pick(-720, 840));
    const ReportCalendar calendar = InCounty(
        CountyAt(offset), Schedule({{kDay + pick(-9, 0), pick(1, 2880)},
                                    {kDay + pick(1, 9), pick(1, 2880)}}));
    const v1::Facility hospital = Hospital(kDay + pick(-5, 5));
    const absl::Time judge = Utc(2, 1, 0) + absl::Minutes(pick(-9'000, 9'000));
    std::optional<absl::CivilDay> newest;
    for (absl::CivilDay day = kDay - 20; day <= kDay + 20; ++day) {
      const absl::Time begins =
          absl::FromCivil(day, absl::UTCTimeZone()) - absl::Minutes(offset);
      // A report is due only for days that have begun.
      if (begins > judge) break;
      if (Owes(hospital, day) && judge > calendar.DueTime(day)) newest = day;
    }
    ASSERT_EQ(calendar.LastDue(hospital, judge), newest)
        << "offset " << offset << " at " << judge;
  }
}

}  // namespace
}  // namespace epiledger::readiness
