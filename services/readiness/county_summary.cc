// The county's readiness in one picture.
//
// It reads one row of each facility (LatestReport), so that its cost follows
// the number of facilities, not that of their reports; of the roster the hours
// ahead, of plans, drills and findings all. What it goes through each time is
// kept in memory.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/readiness/api_time.h"
#include "services/readiness/county_totals.h"
#include "services/readiness/evidence_queries.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/readiness/latest_report.h"
#include "services/readiness/open_findings.h"
#include "services/readiness/people.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_queries.h"
#include "services/readiness/report_status.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

// What every facility's part of the picture is judged by.
struct View {
  ReportCalendar calendar;
  absl::Time judge;
  absl::CivilDay today;
  People people;
};

absl::StatusOr<People> ReadContacts(
    ReadContext& context, const std::vector<v1::Facility>& facilities) {
  std::vector<std::string> ids;
  for (const v1::Facility& facility : facilities) {
    if (facility.duty_contact().empty()) continue;
    ids.emplace_back(rpc::LastSegment(facility.duty_contact()));
  }
  return People::Read(context, ids);
}

// The first of the dates up to `last` for which nothing was filed.
absl::CivilDay MissingFrom(const v1::Facility& facility,
                           const v1::LatestReport& latest,
                           absl::CivilDay last) {
  const absl::CivilDay owed = ToDay(facility.reports_from());
  const std::optional<absl::CivilDay> filed = LastFiledBefore(latest, last);
  return filed.has_value() ? std::max(owed, *filed + 1) : owed;
}

void AddOverdue(const v1::Facility& facility, const v1::LatestReport& latest,
                absl::CivilDay last, const View& view,
                v1::CountySummary& summary) {
  const absl::CivilDay from = MissingFrom(facility, latest, last);
  v1::OverdueReport& overdue = *summary.add_overdue();
  overdue.set_facility(facility.name());
  overdue.set_display_name(facility.display_name());
  overdue.set_kind(facility.kind());
  *overdue.mutable_missing_from() = ToDate(from);
  *overdue.mutable_overdue_since() =
      ToTimestamp(view.calendar.DueTime(facility, from));
  overdue.set_missing_days(last - from + 1);
  if (!facility.duty_contact().empty()) {
    *overdue.mutable_contact() = view.people.ContactOf(facility.duty_contact());
  }
}

void AddStatuses(const v1::Facility& facility, const v1::LatestReport& latest,
                 const View& view, v1::FacilitySummary& line,
                 v1::CountySummary& summary) {
  const auto status = [&](absl::CivilDay date) {
    return StatusOf(facility, date, FindFiling(latest, date), view.calendar,
                    view.judge);
  };
  if (Owes(facility, view.today)) {
    *line.mutable_today() = status(view.today);
    Count(line.today(), view.judge, *summary.mutable_today());
  }
  const std::optional<absl::CivilDay> last =
      view.calendar.LastDue(facility, view.judge);
  if (!last.has_value()) return;
  *line.mutable_last_due() = status(*last);
  Count(line.last_due(), view.judge, *summary.mutable_last_due());
  line.set_is_stale(line.has_report() &&
                    ToDay(line.report().report_date()) < *last);
  if (line.last_due().state() == v1::REPORT_STATE_MISSING) {
    AddOverdue(facility, latest, *last, view, summary);
  }
}

// By the ids of the facilities that filed one.
using LatestReports = std::map<std::string, v1::LatestReport, std::less<>>;

absl::StatusOr<LatestReports> ReadLatestReports(
    ReadContext& context, const std::vector<v1::Facility>& facilities) {
  std::vector<std::string> ids;
  for (const v1::Facility& facility : facilities) {
    ids.emplace_back(rpc::LastSegment(facility.name()));
  }
  LatestReports reports;
  const absl::Status status = context.snapshot().FindMany(
      kLatestReports, ids, [&reports](const ledger::ResourceRow& row) {
        reports[row.name].ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return reports;
}

void AddFacility(const v1::Facility& facility, v1::LatestReport latest,
                 const View& view, v1::CountySummary& summary) {
  v1::FacilitySummary& line = *summary.add_facilities();
  line.set_facility(facility.name());
  line.set_display_name(facility.display_name());
  line.set_kind(facility.kind());
  line.set_organization(facility.organization());
  if (latest.has_figures()) {
    *line.mutable_report() =
        WithBothShapes(std::move(*latest.mutable_figures()));
  }
  if (!facility.duty_contact().empty()) {
    *line.mutable_contact() = view.people.ContactOf(facility.duty_contact());
  }
  AddStatuses(facility, latest, view, line, summary);
}

// Facilities that owe no report, today or for what was last due, stay out.
std::vector<Contribution> ContributionsOf(
    const std::vector<v1::Facility>& facilities, const View& view,
    const v1::CountySummary& summary) {
  std::vector<Contribution> contributions;
  for (size_t i = 0; i < facilities.size(); ++i) {
    const v1::FacilitySummary& line = summary.facilities(static_cast<int>(i));
    if (!line.has_today() && !line.has_last_due()) continue;
    const v1::FormVersion* const version =
        view.calendar.forms().VersionAt(FormIdOf(facilities[i]), view.today);
    if (version == nullptr) continue;
    contributions.push_back(
        {.version = version,
         .kind = line.kind(),
         .report = line.has_report() ? &line.report() : nullptr,
         .is_stale = line.is_stale(),
         .was_due = line.has_last_due()});
  }
  return contributions;
}

// Personnel, duty and plans, by the reports that the summary has.
absl::Status AddEvidence(const std::vector<v1::Facility>& facilities,
                         const View& view, ReadContext& context,
                         v1::CountySummary& summary) {
  NewestReports reports;
  for (const v1::FacilitySummary& line : summary.facilities()) {
    if (!line.has_report()) continue;
    reports.emplace(std::string(rpc::LastSegment(line.facility())),
                    line.report());
  }
  auto evidence = ReadEvidence({"", view.judge}, view.calendar, facilities,
                               reports, context);
  if (!evidence.ok()) return evidence.status();
  for (type::v1::Evidence& line : *evidence) {
    *summary.add_evidence() = std::move(line);
  }
  return absl::OkStatus();
}

bool IsOverdueLonger(const v1::OverdueReport& a, const v1::OverdueReport& b) {
  const absl::Time since_a = ToTime(a.overdue_since());
  const absl::Time since_b = ToTime(b.overdue_since());
  return since_a != since_b ? since_a < since_b : a.facility() < b.facility();
}

}  // namespace

absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest& request, ReadContext& context,
    ledger::RecentResources& recent) {
  const absl::Status served = recent.Serve(context.snapshot());
  if (!served.ok()) return served;
  absl::StatusOr<ReportCalendar> calendar = ReadCalendar(context);
  if (!calendar.ok()) return calendar.status();
  const absl::StatusOr<absl::Time> judge = JudgeTime(request.as_of(), context);
  if (!judge.ok()) return judge.status();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  const auto facilities = ReadFacilities(context);
  if (!facilities.ok()) return facilities.status();
  absl::StatusOr<People> people = ReadContacts(context, *facilities);
  if (!people.ok()) return people.status();
  absl::StatusOr<LatestReports> reports =
      ReadLatestReports(context, *facilities);
  if (!reports.ok()) return reports.status();
  const absl::CivilDay today = calendar->DayAt(*judge);
  const View view{*std::move(calendar), *judge, today, *std::move(people)};

  v1::CountySummary summary;
  *summary.mutable_read_at() = context.ReadAt();
  *summary.mutable_data_time() = ToTimestamp(*data_time);
  *summary.mutable_judge_time() = ToTimestamp(*judge);
  *summary.mutable_date() = ToDate(today);
  summary.set_utc_offset_minutes(view.calendar.county().utc_offset_minutes());
  summary.mutable_today();
  summary.mutable_last_due();
  for (const v1::Facility& facility : *facilities) {
    v1::LatestReport& latest =
        (*reports)[std::string(rpc::LastSegment(facility.name()))];
    AddFacility(facility, std::move(latest), view, summary);
  }
  AddTotals(context.county(), ContributionsOf(*facilities, view, summary),
            summary);
  const absl::Status judged = AddEvidence(*facilities, view, context, summary);
  if (!judged.ok()) return judged;
  std::sort(summary.mutable_overdue()->begin(),
            summary.mutable_overdue()->end(), IsOverdueLonger);
  const absl::Status findings =
      AddOpenFindings(context, today, *facilities, summary);
  if (!findings.ok()) return findings;
  return summary;
}

}  // namespace epiledger::readiness
