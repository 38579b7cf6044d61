// Random reports against a model that shares nothing with the service: it keeps
// a plain list of what was filed and looks through all of it for each line, at
// random past points of both axes.
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_fixture.h"

namespace epiledger::readiness {
namespace {

// The day after the county was created, a Sunday.
constexpr absl::CivilDay kBegin(2020, 2, 2);
constexpr int kDaysTold = 16;

struct Asked {
  std::string id;
  bool is_count;
  bool of_hospitals;
  bool of_towns;
  std::string whole;
};
// In order of their names.
std::vector<Asked> AllAsked() {
  return {{"beds-staffed", false, true, false, ""},
          {"checkpoints", false, false, true, ""},
          {"checkpoints-staffed", false, false, true, "checkpoints"},
          {"people-returned", true, false, true, ""},
          {"people-screened", false, false, true, ""},
          {"staff-total", false, true, true, ""},
          {"temperature-reports-due", true, false, true, ""},
          {"temperature-reports-made", true, false, true,
           "temperature-reports-due"}};
}

struct Reporter {
  std::string id;
  bool is_town;
  // As a line over towns names it.
  std::string town;
};
std::vector<Reporter> Reporters() {
  return {{"chinese", false, ""},
          {"east", true, "east"},
          {"people", false, "east"},
          {"west", true, "west"}};
}

// What one revision says of an indicator; nothing: it was not asked.
struct Said {
  std::optional<int64_t> value;
  bool not_applicable = false;
};
struct Revision {
  int64_t sequence;
  absl::Time recorded;
  std::string facility;
  absl::CivilDay day;
  bool zero;
  std::map<std::string, Said> said;
};

// How far one looks.
struct Sight {
  int64_t sequence;
  absl::CivilDay last_day;
  absl::Time judge;
};

class Notes {
 public:
  int64_t due_minutes = 600;
  std::vector<Revision> revisions;

  [[nodiscard]] const Revision* Known(const std::string& facility,
                                      absl::CivilDay day,
                                      const Sight& sight) const {
    const Revision* newest = nullptr;
    for (const Revision& one : revisions) {
      if (one.facility == facility && one.day == day &&
          one.sequence <= sight.sequence && day <= sight.last_day) {
        newest = &one;
      }
    }
    return newest;
  }
  [[nodiscard]] bool IsDue(absl::CivilDay day, const Sight& sight) const {
    return sight.judge > At(day, 0) + absl::Minutes(due_minutes);
  }
};

// Adds what one reporter adds to a line; false: it is not asked.
bool AddReporter(const Notes& notes, const Reporter& reporter,
                 const Asked& asked, absl::CivilDay from, absl::CivilDay to,
                 const Sight& sight, v1::PeriodTotal& line) {
  if (!(reporter.is_town ? asked.of_towns : asked.of_hospitals)) return false;
  bool takes_part = false;
  if (asked.is_count) {
    for (absl::CivilDay day = from; day <= to; ++day) {
      const Revision* const report = notes.Known(reporter.id, day, sight);
      // Everybody owes from the county's first day on.
      if (report == nullptr && day < kBegin - 1) continue;
      takes_part = true;
      const bool is_due = notes.IsDue(day, sight);
      if (report != nullptr && report->zero) {
        line.set_known(line.known() + 1);
        line.set_value(line.value());
        continue;
      }
      Said said;
      if (report != nullptr && report->said.contains(asked.id)) {
        said = report->said.at(asked.id);
      }
      if (said.not_applicable) {
        line.set_not_applicable(line.not_applicable() + 1);
      } else if (said.value.has_value()) {
        line.set_known(line.known() + 1);
        line.set_value(line.value() + *said.value);
      } else if (is_due) {
        line.set_unknown(line.unknown() + 1);
      } else {
        line.set_not_due(line.not_due() + 1);
      }
    }
    return takes_part;
  }
  std::optional<absl::CivilDay> last_due;
  for (absl::CivilDay day = from; day <= to; ++day) {
    if (day >= kBegin - 1 || notes.Known(reporter.id, day, sight) != nullptr) {
      takes_part = true;
    }
    if (day >= kBegin - 1 && notes.IsDue(day, sight)) last_due = day;
  }
  if (!takes_part) return false;
  const Revision* newest = nullptr;
  for (absl::CivilDay day = to; day >= from - 31 && newest == nullptr; --day) {
    const Revision* const report = notes.Known(reporter.id, day, sight);
    if (report != nullptr && !report->zero) newest = report;
  }
  Said said;
  if (newest != nullptr && newest->said.contains(asked.id)) {
    said = newest->said.at(asked.id);
  }
  if (said.not_applicable) {
    line.set_not_applicable(line.not_applicable() + 1);
  } else if (!said.value.has_value()) {
    last_due.has_value() ? line.set_unknown(line.unknown() + 1)
                         : line.set_not_due(line.not_due() + 1);
  } else if (newest->day < last_due.value_or(from)) {
    line.set_stale(line.stale() + 1);
    line.set_stale_value(line.stale_value() + *said.value);
  } else {
    line.set_known(line.known() + 1);
    line.set_value(line.value() + *said.value);
  }
  return true;
}

class ReportTotalsModelTest : public FormFixture {
 protected:
  void SetUp() override {
    ASSERT_TRUE(county_
                    .CreateFacility("west", v1::Facility::KIND_TOWN,
                                    v1::REPORT_FORM_TOWN_DAILY)
                    .ok());
    v1::UpdateFacilityRequest moved;
    moved.set_request_id(county_.service().NewId());
    moved.set_name(FacilityNameOf("people"));
    v1::Facility& people = *moved.mutable_facility();
    people.set_display_name("东镇医院");
    people.set_kind(v1::Facility::KIND_HOSPITAL);
    people.set_organization(Concat(kCounty, "/organizations/health"));
    people.set_report_form(v1::REPORT_FORM_HOSPITAL_DAILY);
    people.set_town(FacilityNameOf("east"));
    ASSERT_TRUE(county_.service()
                    .Call<v1::UpdateFacilityResponse>("UpdateFacility", moved)
                    .ok());
  }

  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }

  // What a reporter says today or of a few days before, once more or first.
  void Tell() {
    const Reporter reporter = Reporters()[Below(Reporters().size())];
    const absl::CivilDay today =
        absl::ToCivilDay(county_.clock().Now(), absl::FixedTimeZone(28'800));
    Revision told{0, {}, reporter.id, today - Below(4), Below(5) == 0, {}};
    v1::Report report;
    *report.mutable_report_date() = DateOf(told.day);
    if (told.zero) report.mutable_zero_report();
    for (const Asked& asked : AllAsked()) {
      if (told.zero || Below(3) == 0) continue;
      if (!(reporter.is_town ? asked.of_towns : asked.of_hospitals)) continue;
      Said said;
      v1::IndicatorReading& reading = *report.add_readings();
      reading.set_indicator(IndicatorNameOf(asked.id));
      reading.set_confirm(true);
      if (Below(5) == 0) {
        said.not_applicable = Below(2) == 0;
        reading.mutable_reading()->set_absent_reason(
            said.not_applicable ? type::v1::ABSENT_REASON_NOT_APPLICABLE
                                : type::v1::ABSENT_REASON_UNKNOWN);
      } else {
        // Parts are small, wholes are not.
        said.value = asked.whole.empty() ? 50 + Below(50) : Below(50);
        reading.mutable_reading()->set_value(*said.value);
      }
      told.said[asked.id] = said;
    }
    if (!told.zero && report.readings_size() == 0) return;
    Send(report, std::move(told));
  }

  void Send(const v1::Report& report, Revision told) {
    int64_t revision = 0;
    for (const Revision& one : notes_.revisions) {
      if (one.facility == told.facility && one.day == told.day) ++revision;
    }
    type::v1::Receipt receipt;
    if (revision == 0) {
      auto request = county_.ZeroRequest(told.facility, told.day);
      *request.mutable_report() = report;
      const auto answer = county_.Submit(request);
      ASSERT_TRUE(answer.ok()) << answer.status();
      receipt = answer->receipt();
    } else {
      v1::CorrectReportRequest request;
      request.set_request_id(county_.service().NewId());
      request.set_name(ReportNameOf(told.facility, told.day));
      request.set_revision(revision);
      request.set_reason("核实");
      *request.mutable_report() = report;
      const auto answer = county_.service().Call<v1::CorrectReportResponse>(
          "CorrectReport", request);
      ASSERT_TRUE(answer.ok()) << answer.status();
      receipt = answer->receipt();
    }
    told.sequence = receipt.sequence();
    told.recorded = county_.clock().Now();
    notes_.revisions.push_back(std::move(told));
  }

  // Every line of one question, by hand.
  std::vector<v1::PeriodTotal> Lines(const v1::ListIndicatorTotalsRequest& of,
                                     absl::CivilDay from, absl::CivilDay to,
                                     const Sight& sight) {
    std::map<std::string, std::vector<Reporter>> places;
    for (const Reporter& reporter : Reporters()) {
      std::string place(kCounty);
      if (of.place() == v1::TOTAL_PLACE_FACILITY) {
        place = FacilityNameOf(reporter.id);
      } else if (of.place() == v1::TOTAL_PLACE_TOWN) {
        place = reporter.town.empty() ? "" : FacilityNameOf(reporter.town);
      }
      places[place].push_back(reporter);
    }
    std::vector<v1::PeriodTotal> lines;
    for (absl::CivilDay day = from; day <= to; ++day) {
      absl::CivilDay last = day;
      const auto ends = [&](absl::CivilDay at) {
        if (at == to || of.period() == v1::TOTAL_PERIOD_DAY) return true;
        return of.period() == v1::TOTAL_PERIOD_WEEK &&
               absl::GetWeekday(at) == absl::Weekday::sunday;
      };
      while (!ends(last)) ++last;
      for (const auto& [place, reporters] : places) {
        for (const Asked& asked : AllAsked()) {
          v1::PeriodTotal line;
          bool is_asked = false;
          for (const Reporter& reporter : reporters) {
            is_asked |=
                AddReporter(notes_, reporter, asked, day, last, sight, line);
          }
          if (!is_asked) continue;
          line.mutable_scope()->set_place(place);
          *line.mutable_scope()->mutable_from_date() = DateOf(day);
          *line.mutable_scope()->mutable_to_date() = DateOf(last);
          line.set_indicator(IndicatorNameOf(asked.id));
          lines.push_back(line);
        }
      }
      day = last;
    }
    return lines;
  }

  // Asks at a random past point, and compares each line.
  void Ask() {
    v1::ListIndicatorTotalsRequest request;
    request.set_parent(std::string(kCounty));
    const absl::CivilDay from = kBegin - 3 + Below(kDaysTold);
    absl::CivilDay to = from + Below(12);
    *request.mutable_from_date() = DateOf(from);
    *request.mutable_to_date() = DateOf(to);
    request.set_period(static_cast<v1::TotalPeriod>(Below(3)));
    request.set_place(static_cast<v1::TotalPlace>(Below(3)));
    for (const Asked& asked : AllAsked()) {
      request.add_indicators(IndicatorNameOf(asked.id));
    }
    Sight sight{INT64_MAX, absl::CivilDay::max(), county_.clock().Now()};
    if (Below(2) == 0) {
      sight.last_day = kBegin + Below(kDaysTold);
      to = std::min(to, sight.last_day);
      *request.mutable_as_of()->mutable_effective_date() =
          DateOf(sight.last_day);
    }
    if (Below(2) == 0) {
      const Revision& at = notes_.revisions[Below(notes_.revisions.size())];
      sight.sequence = at.sequence;
      sight.judge = at.recorded;
      *request.mutable_as_of()->mutable_recorded_time() =
          ToTimestamp(at.recorded);
    }
    SCOPED_TRACE(request.ShortDebugString());
    const auto answer = county_.service().Call<v1::ListIndicatorTotalsResponse>(
        "ListIndicatorTotals", request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    std::vector<std::string> found;
    for (v1::PeriodTotal line : answer->totals()) {
      line.clear_kind();
      found.push_back(line.ShortDebugString());
    }
    std::vector<std::string> expected;
    for (const auto& line : Lines(request, from, to, sight)) {
      expected.push_back(line.ShortDebugString());
    }
    ASSERT_THAT(found, ::testing::ElementsAreArray(expected));
    ExpectRatios(*answer);
  }

  // A line of counts is what the statuses of its days add up to, and what is
  // overdue is what they call missing.
  void AskCounts() {
    v1::ListReportCountsRequest request;
    request.set_parent(std::string(kCounty));
    const absl::CivilDay from = kBegin + Below(kDaysTold);
    const absl::CivilDay to = from + Below(5);
    *request.mutable_from_date() = DateOf(from);
    *request.mutable_to_date() = DateOf(to);
    const Revision& at = notes_.revisions[Below(notes_.revisions.size())];
    *request.mutable_as_of()->mutable_recorded_time() =
        ToTimestamp(at.recorded);
    SCOPED_TRACE(request.ShortDebugString());
    const auto answer = county_.service().Call<v1::ListReportCountsResponse>(
        "ListReportCounts", request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    ASSERT_EQ(answer->counts_size(), 1);
    v1::ReportCounts sum;
    int missing = 0;
    for (absl::CivilDay day = from; day <= to; ++day) {
      const auto list = county_.ListStatuses(day, request.as_of());
      ASSERT_TRUE(list.ok()) << list.status();
      const v1::ReportCounts& counts = list->counts();
      sum.set_expected(sum.expected() + counts.expected());
      sum.set_on_time(sum.on_time() + counts.on_time());
      sum.set_late(sum.late() + counts.late());
      sum.set_missing(sum.missing() + counts.missing());
      sum.set_corrected(sum.corrected() + counts.corrected());
      sum.set_not_due(sum.not_due() + counts.not_due());
      sum.set_filed_early(sum.filed_early() + counts.filed_early());
      for (const v1::ReportStatus& status : list->report_statuses()) {
        if (status.state() != v1::REPORT_STATE_MISSING) continue;
        ASSERT_LT(missing, answer->overdue_size());
        EXPECT_EQ(answer->overdue(missing).ShortDebugString(),
                  status.ShortDebugString());
        ++missing;
      }
    }
    EXPECT_EQ(answer->counts(0).counts().ShortDebugString(),
              sum.ShortDebugString());
    EXPECT_EQ(answer->overdue_size(), missing);
  }

  // Nothing is matched that is not known, and a part is never more.
  static void ExpectRatios(const v1::ListIndicatorTotalsResponse& answer) {
    std::map<std::string, v1::PeriodTotal> totals;
    const auto key = [](const v1::TotalScope& scope, const std::string& name) {
      return Concat(scope.ShortDebugString(), name);
    };
    for (const v1::PeriodTotal& total : answer.totals()) {
      totals[key(total.scope(), total.indicator())] = total;
    }
    for (const v1::PeriodRatio& ratio : answer.ratios()) {
      const auto& part = totals[key(ratio.scope(), ratio.part())];
      const auto& whole = totals[key(ratio.scope(), ratio.whole())];
      EXPECT_LE(ratio.matched(), std::min(part.known(), whole.known()));
      EXPECT_GE(ratio.matched(),
                part.known() + whole.known() -
                    (part.known() + part.stale() + part.unknown() +
                     part.not_due() + part.not_applicable()));
      EXPECT_LE(ratio.part_value(), part.value());
      EXPECT_LE(ratio.whole_value(), whole.value());
      EXPECT_LE(ratio.part_value(), ratio.whole_value());
    }
  }

  std::mt19937 random_;
  Notes notes_;
};

INSTANTIATE_TEST_SUITE_P(Engines, ReportTotalsModelTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(ReportTotalsModelTest, EveryLineIsWhatTheNotesAddUpTo) {
  std::seed_seq seed = {20200202};
  random_.seed(seed);
  // Beyond midnight: the report of a day is due when the next one is old.
  notes_.due_minutes = 1'560;
  ASSERT_TRUE(county_.SetSchedule(kBegin - 3, notes_.due_minutes).ok());
  for (int day = 0; day < kDaysTold && !HasFailure(); ++day) {
    for (int hour = 0; hour < 24; hour += 4) {
      county_.clock().Set(At(kBegin + day, hour, 1));
      Tell();
    }
  }
  ASSERT_GE(notes_.revisions.size(), 60u);
  for (int i = 0; i < 150 && !HasFailure(); ++i) {
    Ask();
    AskCounts();
  }
}

}  // namespace
}  // namespace epiledger::readiness
