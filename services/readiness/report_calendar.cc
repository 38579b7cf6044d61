#include "services/readiness/report_calendar.h"

#include <utility>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"

namespace epiledger::readiness {

ReportCalendar::ReportCalendar(journal::v1::Genesis county,
                               v1::ReportSchedule schedule, FormBook forms)
    : county_(std::move(county)),
      schedule_(std::move(schedule)),
      forms_(std::move(forms)) {}

absl::CivilDay ReportCalendar::DayAt(absl::Time time) const {
  return book::CivilDayAt(county_, time);
}

absl::Time ReportCalendar::DueTime(absl::CivilDay date) const {
  int64_t minutes = limits::kDefaultDueMinutes;
  for (const v1::DueRule& rule : schedule_.due_rules()) {
    if (ToDay(rule.valid_from()) <= date) minutes = rule.due_minutes();
  }
  return TimeOf(date, minutes);
}

absl::Time ReportCalendar::DueTime(const v1::FormVersion& version,
                                   absl::CivilDay date) const {
  return version.due_minutes() == 0 ? DueTime(date)
                                    : TimeOf(date, version.due_minutes());
}

absl::Time ReportCalendar::DueTime(const v1::Facility& facility,
                                   absl::CivilDay date) const {
  const v1::FormVersion* const version =
      forms_.VersionAt(FormIdOf(facility), date);
  return version == nullptr ? DueTime(date) : DueTime(*version, date);
}

absl::Time ReportCalendar::TimeOf(absl::CivilDay date, int64_t minutes) const {
  return book::BeginningOf(county_, date) + absl::Minutes(minutes);
}

std::optional<absl::CivilDay> ReportCalendar::LastDue(
    const v1::Facility& facility, absl::Time judge) const {
  absl::CivilDay date = DayAt(judge);
  for (int back = 0; back <= limits::kMaxDueDays; ++back, --date) {
    if (Owes(facility, date) && IsDue(facility, date, judge)) return date;
  }
  return std::nullopt;
}

bool Owes(const v1::Facility& facility, absl::CivilDay date) {
  return !FormIdOf(facility).empty() && facility.has_reports_from() &&
         ToDay(facility.reports_from()) <= date &&
         (!facility.has_reports_until() ||
          date <= ToDay(facility.reports_until()));
}

}  // namespace epiledger::readiness
