// What the reports of facilities add up to over days: each indicator by its
// kind, and how reports stand. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_PERIOD_TOTALS_H_
#define EPILEDGER_SERVICES_READINESS_PERIOD_TOTALS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "epiledger/readiness/v1/report_totals_service.pb.h"
#include "services/readiness/report_calendar.h"

namespace epiledger::readiness {

// Civil days, both included.
struct DayRange {
  absl::CivilDay from;
  absl::CivilDay to;
};

// A facility that owes reports, with its reports by date, in both shapes: those
// asked about and those of limits::kMaxStaleDays before.
struct ReportingFacility {
  v1::Facility facility;
  std::map<absl::CivilDay, v1::Report> reports;
};

// What due is judged by.
struct Judgement {
  const ReportCalendar& calendar;
  absl::Time time;
};

// The days of each line, first to last.
[[nodiscard]] std::vector<DayRange> PeriodsOf(DayRange days,
                                              v1::TotalPeriod period);

// Facilities by the name that their line has: see TotalScope.place. `county` is
// an id.
using PlaceLines = std::map<std::string, std::vector<const ReportingFacility*>>;
[[nodiscard]] PlaceLines PlacesOf(
    absl::Span<const ReportingFacility> facilities, v1::TotalPlace place,
    std::string_view county);

// The indicators that the forms of `facilities` ask in some of these days, by
// full name; each as the last of their versions asks it.
[[nodiscard]] std::map<std::string, v1::Indicator> IndicatorsAsked(
    absl::Span<const ReportingFacility> facilities, DayRange days,
    const Judgement& judgement);

// Adds one indicator over one facility's days, and whether the facility takes
// part: its form asks for it in these days, or a report says it.
bool AddToTotal(const ReportingFacility& facility,
                const v1::Indicator& indicator, DayRange days,
                const Judgement& judgement, v1::PeriodTotal& total);

// Adds a part and its whole, of the same kind, over one facility's days.
void AddToRatio(const ReportingFacility& facility, v1::AggregationKind kind,
                DayRange days, const Judgement& judgement,
                v1::PeriodRatio& ratio);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PERIOD_TOTALS_H_
