#include "services/readiness/latest_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/readiness/api_time.h"

namespace epiledger::readiness {
namespace {

using Filing = v1::LatestReport::Filing;

// A report that is due but missing is looked for among the newest few dates
// (see ReportCalendar::LastDue), and the one filed before it is among these.
constexpr size_t kFilings = 8;

absl::CivilDay DayOf(const Filing& filing) {
  return ToDay(filing.report_date());
}

void PutFiling(const Filing& filing, v1::LatestReport& latest) {
  std::vector<Filing> filings(latest.filings().begin(), latest.filings().end());
  std::erase_if(filings, [&filing](const Filing& other) {
    return DayOf(other) == DayOf(filing);
  });
  filings.push_back(filing);
  std::sort(
      filings.begin(), filings.end(),
      [](const Filing& a, const Filing& b) { return DayOf(a) > DayOf(b); });
  if (filings.size() > kFilings) filings.resize(kFilings);
  latest.clear_filings();
  for (Filing& one : filings) *latest.add_filings() = std::move(one);
}

}  // namespace

Filing FilingOf(const v1::Report& report) {
  Filing filing;
  *filing.mutable_report_date() = report.report_date();
  filing.set_state(report.state());
  *filing.mutable_receive_time() = report.receive_time();
  filing.set_revision(report.revision());
  filing.set_zero(report.has_zero_report());
  return filing;
}

v1::LatestReport WithReport(
    v1::LatestReport latest, const v1::Report& report,
    absl::FunctionRef<std::optional<v1::Report>(absl::CivilDay)> earlier) {
  PutFiling(FilingOf(report), latest);
  const absl::CivilDay date = ToDay(report.report_date());
  const bool had_newest =
      latest.has_figures() && ToDay(latest.figures().report_date()) == date;
  if (!report.has_zero_report()) {
    if (!latest.has_figures() || had_newest ||
        ToDay(latest.figures().report_date()) < date) {
      *latest.mutable_figures() = report;
    }
    return latest;
  }
  if (!had_newest) return latest;
  latest.clear_figures();
  for (const Filing& filing : latest.filings()) {
    if (filing.zero()) continue;
    if (std::optional<v1::Report> found = earlier(DayOf(filing))) {
      *latest.mutable_figures() = *std::move(found);
    }
    break;
  }
  return latest;
}

std::optional<Filing> FindFiling(const v1::LatestReport& latest,
                                 absl::CivilDay date) {
  for (const Filing& filing : latest.filings()) {
    if (DayOf(filing) == date) return filing;
  }
  return std::nullopt;
}

std::optional<absl::CivilDay> LastFiledBefore(const v1::LatestReport& latest,
                                              absl::CivilDay date) {
  for (const Filing& filing : latest.filings()) {
    if (DayOf(filing) < date) return DayOf(filing);
  }
  return std::nullopt;
}

}  // namespace epiledger::readiness
