#include "services/readiness/report_totals_queries.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/readiness/latest_report.h"
#include "services/readiness/people.h"
#include "services/readiness/period_totals.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_status.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

// What both answers are made from.
struct TotalsView {
  ReportCalendar calendar;
  absl::Time judge;
  // Days asked about, without those after the effective day; from behind to:
  // none.
  DayRange days;
  std::vector<ReportingFacility> facilities;
};

absl::Status CheckDays(DayRange days) {
  if (days.to < days.from) {
    return rpc::InvalidField("from_date", "RANGE_TURNED_ROUND");
  }
  const int64_t found = days.to - days.from + 1;
  if (found <= limits::kMaxTotalDays) return absl::OkStatus();
  return rpc::InvalidField(
      "to_date", "TOO_MANY_DAYS",
      {{"found", Concat(found)}, {"limit", Concat(limits::kMaxTotalDays)}});
}

absl::Status ReadReports(ReadContext& context, DayRange days,
                         ReportingFacility& facility) {
  const std::string_view id = rpc::LastSegment(facility.facility.name());
  ledger::ResourceRange range;
  range.after = ReportKey(id, days.from - limits::kMaxStaleDays - 1);
  range.end = ReportKey(id, days.to + 1);
  return context.snapshot().List(
      kReports, range, [&](const ledger::ResourceRow& row) {
        v1::Report report;
        report.ParseFromString(row.body);
        const absl::CivilDay date = ToDay(report.report_date());
        facility.reports.emplace(date, WithBothShapes(std::move(report)));
        return absl::OkStatus();
      });
}

template <typename Request>
absl::StatusOr<TotalsView> ReadView(const Request& request,
                                    ReadContext& context) {
  DayRange days{ToDay(request.from_date()), ToDay(request.to_date())};
  const absl::Status fits = CheckDays(days);
  if (!fits.ok()) return fits;
  if (request.as_of().has_effective_date()) {
    days.to = std::min(days.to, ToDay(request.as_of().effective_date()));
  }
  absl::StatusOr<ReportCalendar> calendar = ReadCalendar(context);
  if (!calendar.ok()) return calendar.status();
  const absl::StatusOr<absl::Time> judge = JudgeTime(request.as_of(), context);
  if (!judge.ok()) return judge.status();
  auto facilities = ReadFacilities(context);
  if (!facilities.ok()) return facilities.status();
  TotalsView view{*std::move(calendar), *judge, days, {}};
  for (v1::Facility& facility : *facilities) {
    if (FormIdOf(facility).empty()) continue;
    ReportingFacility& one = view.facilities.emplace_back();
    one.facility = std::move(facility);
    const absl::Status read = ReadReports(context, days, one);
    if (!read.ok()) return read;
  }
  return view;
}

v1::TotalScope ScopeOf(const std::string& place, DayRange days) {
  v1::TotalScope scope;
  scope.set_place(place);
  *scope.mutable_from_date() = ToDate(days.from);
  *scope.mutable_to_date() = ToDate(days.to);
  return scope;
}

absl::Status CheckLines(size_t lines) {
  if (lines <= static_cast<size_t>(limits::kMaxTotalLines)) {
    return absl::OkStatus();
  }
  return rpc::InvalidField(
      "to_date", "TOO_MANY_LINES",
      {{"found", Concat(lines)}, {"limit", Concat(limits::kMaxTotalLines)}});
}

// The lines of one place over some days, where somebody is asked.
void AddLines(const std::string& place,
              const std::vector<const ReportingFacility*>& facilities,
              const v1::Indicator& indicator, DayRange days,
              const Judgement& judgement,
              v1::ListIndicatorTotalsResponse& response) {
  v1::PeriodTotal total;
  bool is_asked = false;
  for (const ReportingFacility* const facility : facilities) {
    is_asked |= AddToTotal(*facility, indicator, days, judgement, total);
  }
  if (!is_asked) return;
  *total.mutable_scope() = ScopeOf(place, days);
  total.set_indicator(indicator.name());
  total.set_kind(indicator.kind());
  *response.add_totals() = std::move(total);
  for (const v1::Indicator::Whole& whole : indicator.wholes()) {
    if (!whole.is_ratio()) continue;
    v1::PeriodRatio& ratio = *response.add_ratios();
    *ratio.mutable_scope() = ScopeOf(place, days);
    ratio.set_part(indicator.name());
    ratio.set_whole(whole.indicator());
    for (const ReportingFacility* const facility : facilities) {
      AddToRatio(*facility, indicator.kind(), days, judgement, ratio);
    }
  }
}

// What is left of `asked` by the names in the request; none: all.
std::map<std::string, v1::Indicator> Chosen(
    const v1::ListIndicatorTotalsRequest& request,
    std::map<std::string, v1::Indicator> asked) {
  const std::set<std::string> names(request.indicators().begin(),
                                    request.indicators().end());
  if (names.empty()) return asked;
  std::erase_if(asked, [&names](const auto& indicator) {
    return !names.contains(indicator.first);
  });
  return asked;
}

// A missing report of a facility's day, with its contact's subject alone.
void Note(const v1::Facility& facility, v1::ReportStatus status,
          std::vector<v1::ReportStatus>& overdue) {
  if (status.state() != v1::REPORT_STATE_MISSING) return;
  if (!facility.duty_contact().empty()) {
    status.mutable_contact()->set_subject(facility.duty_contact());
  }
  overdue.push_back(std::move(status));
}

v1::ReportStatus StatusOn(const ReportingFacility& facility,
                          absl::CivilDay date, const TotalsView& view) {
  std::optional<v1::LatestReport::Filing> filing;
  const auto report = facility.reports.find(date);
  if (report != facility.reports.end()) filing = FilingOf(report->second);
  return StatusOf(facility.facility, date, filing, view.calendar, view.judge);
}

// Counts one line; what is missing goes to `overdue`.
v1::PeriodCounts CountsOf(
    const std::vector<const ReportingFacility*>& facilities, DayRange days,
    const TotalsView& view, std::vector<v1::ReportStatus>& overdue) {
  v1::PeriodCounts line;
  v1::ReportCounts& counts = *line.mutable_counts();
  for (const ReportingFacility* const facility : facilities) {
    for (absl::CivilDay day = days.from; day <= days.to; ++day) {
      if (!Owes(facility->facility, day)) continue;
      v1::ReportStatus status = StatusOn(*facility, day, view);
      Count(status, view.judge, counts);
      Note(facility->facility, std::move(status), overdue);
    }
  }
  if (counts.expected() > 0) {
    line.set_on_time_thousandths(counts.on_time() * 1000 / counts.expected());
  }
  return line;
}

bool IsOlder(const v1::ReportStatus& a, const v1::ReportStatus& b) {
  const absl::CivilDay day_a = ToDay(a.report_date());
  const absl::CivilDay day_b = ToDay(b.report_date());
  return day_a != day_b ? day_a < day_b : a.facility() < b.facility();
}

// Lists the oldest, with whom to phone.
absl::Status AddOverdue(ReadContext& context,
                        std::vector<v1::ReportStatus> overdue,
                        v1::ListReportCountsResponse& response) {
  std::sort(overdue.begin(), overdue.end(), IsOlder);
  if (overdue.size() > limits::kMaxOverdueListed) {
    response.set_overdue_left_out(
        static_cast<int64_t>(overdue.size() - limits::kMaxOverdueListed));
    overdue.resize(limits::kMaxOverdueListed);
  }
  std::vector<std::string> ids;
  for (const v1::ReportStatus& status : overdue) {
    if (!status.has_contact()) continue;
    ids.emplace_back(rpc::LastSegment(status.contact().subject()));
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (v1::ReportStatus& status : overdue) {
    if (status.has_contact()) {
      *status.mutable_contact() = people->ContactOf(status.contact().subject());
    }
    *response.add_overdue() = std::move(status);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListIndicatorTotalsResponse> ListIndicatorTotals(
    const v1::ListIndicatorTotalsRequest& request, ReadContext& context) {
  const absl::StatusOr<TotalsView> view = ReadView(request, context);
  if (!view.ok()) return view.status();
  const Judgement judgement{view->calendar, view->judge};
  const auto indicators =
      Chosen(request, IndicatorsAsked(view->facilities, view->days, judgement));
  const std::vector<DayRange> periods = PeriodsOf(view->days, request.period());
  const PlaceLines places =
      PlacesOf(view->facilities, request.place(), context.county());
  const absl::Status fits =
      CheckLines(periods.size() * places.size() * indicators.size());
  if (!fits.ok()) return fits;
  v1::ListIndicatorTotalsResponse response;
  for (const DayRange& days : periods) {
    for (const auto& [place, facilities] : places) {
      for (const auto& [name, indicator] : indicators) {
        AddLines(place, facilities, indicator, days, judgement, response);
      }
    }
  }
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = ToTimestamp(view->judge);
  return response;
}

absl::StatusOr<v1::ListReportCountsResponse> ListReportCounts(
    const v1::ListReportCountsRequest& request, ReadContext& context) {
  const absl::StatusOr<TotalsView> view = ReadView(request, context);
  if (!view.ok()) return view.status();
  const std::vector<DayRange> periods = PeriodsOf(view->days, request.period());
  const PlaceLines places =
      PlacesOf(view->facilities, request.place(), context.county());
  const absl::Status fits = CheckLines(periods.size() * places.size());
  if (!fits.ok()) return fits;
  v1::ListReportCountsResponse response;
  std::vector<v1::ReportStatus> overdue;
  for (const DayRange& days : periods) {
    for (const auto& [place, facilities] : places) {
      v1::PeriodCounts& line = *response.add_counts();
      line = CountsOf(facilities, days, *view, overdue);
      *line.mutable_scope() = ScopeOf(place, days);
    }
  }
  const absl::Status listed = AddOverdue(context, std::move(overdue), response);
  if (!listed.ok()) return listed;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = ToTimestamp(view->judge);
  return response;
}

}  // namespace epiledger::readiness
