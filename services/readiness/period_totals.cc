#include "services/readiness/period_totals.h"

#include <algorithm>
#include <optional>

#include "services/readiness/county_totals.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using type::v1::Reading;

// A reading of a facility in a line, and where it counts.
struct Stand {
  Standing standing;
  int64_t value = 0;
};

const v1::Report* ReportOf(const ReportingFacility& facility,
                           absl::CivilDay date) {
  const auto found = facility.reports.find(date);
  return found == facility.reports.end() ? nullptr : &found->second;
}

// Whether the facility owes an answer for a date: by the version the report was
// filed with, or the one that holds.
bool IsAskedOn(const ReportingFacility& facility, absl::CivilDay date,
               const std::string& indicator, const Judgement& judgement) {
  const v1::Report* const report = ReportOf(facility, date);
  if (report == nullptr && !Owes(facility.facility, date)) return false;
  const FormBook& forms = judgement.calendar.forms();
  const v1::FormVersion* const version =
      report != nullptr ? forms.VersionOf(*report)
                        : forms.VersionAt(FormIdOf(facility.facility), date);
  return version != nullptr &&
         Asks(*version, rpc::LastSegment(indicator), facility.facility.kind());
}

// What a report says of something counted in a day: a zero report says zero.
std::optional<Stand> StandOfCount(const ReportingFacility& facility,
                                  absl::CivilDay date,
                                  const std::string& indicator,
                                  const Judgement& judgement) {
  if (!IsAskedOn(facility, date, indicator, judgement)) return std::nullopt;
  const v1::Report* const report = ReportOf(facility, date);
  if (report != nullptr && report->has_zero_report()) {
    return Stand{Standing::kKnown};
  }
  const Reading* const reading =
      report == nullptr ? nullptr : FindReading(*report, indicator);
  const bool is_due =
      judgement.calendar.IsDue(facility.facility, date, judgement.time);
  Stand stand{StandingOf(reading, false, is_due)};
  if (stand.standing == Standing::kKnown) stand.value = reading->value();
  if (stand.standing == Standing::kUnknown && !is_due) {
    stand.standing = Standing::kNotDue;
  }
  return stand;
}

// The newest report with answers up to the end of the days.
const v1::Report* NewestAnswers(const ReportingFacility& facility,
                                DayRange days, absl::CivilDay& date) {
  for (auto at = facility.reports.upper_bound(days.to);
       at != facility.reports.begin();) {
    --at;
    if (at->second.has_zero_report()) continue;
    date = at->first;
    return &at->second;
  }
  return nullptr;
}

// What is there at the end of the days, by the newest report.
struct Latest {
  const v1::Report* report = nullptr;
  // An older report than the days ask for.
  bool is_stale = false;
  // A report for one of the days is due.
  bool was_due = false;
};

Latest LatestOf(const ReportingFacility& facility, DayRange days,
                const Judgement& judgement) {
  Latest latest;
  absl::CivilDay date;
  latest.report = NewestAnswers(facility, days, date);
  absl::CivilDay wanted = days.from;
  for (absl::CivilDay day = days.from; day <= days.to; ++day) {
    if (!Owes(facility.facility, day)) continue;
    if (!judgement.calendar.IsDue(facility.facility, day, judgement.time)) {
      continue;
    }
    latest.was_due = true;
    wanted = day;
  }
  latest.is_stale = latest.report != nullptr && date < wanted;
  return latest;
}

Stand StandOfLatest(const Latest& latest, const std::string& indicator) {
  const Reading* const reading = latest.report == nullptr
                                     ? nullptr
                                     : FindReading(*latest.report, indicator);
  Stand stand{StandingOf(reading, latest.is_stale, latest.was_due)};
  if (reading != nullptr) stand.value = reading->value();
  if (stand.standing == Standing::kUnknown && !latest.was_due) {
    stand.standing = Standing::kNotDue;
  }
  return stand;
}

bool IsAskedIn(const ReportingFacility& facility, DayRange days,
               const std::string& indicator, const Judgement& judgement) {
  for (absl::CivilDay day = days.from; day <= days.to; ++day) {
    if (IsAskedOn(facility, day, indicator, judgement)) return true;
  }
  return false;
}

void AddMatched(int64_t part, int64_t whole, v1::PeriodRatio& ratio) {
  ratio.set_part_value(CappedSum(ratio.part_value(), part));
  ratio.set_whole_value(CappedSum(ratio.whole_value(), whole));
  ratio.set_matched(ratio.matched() + 1);
}

std::string LineOf(const v1::Facility& facility, v1::TotalPlace place,
                   std::string_view county) {
  if (place == v1::TOTAL_PLACE_FACILITY) return facility.name();
  if (place == v1::TOTAL_PLACE_TOWN) {
    return facility.kind() == v1::Facility::KIND_TOWN ? facility.name()
                                                      : facility.town();
  }
  return rpc::MakeName("counties/{county}", {county});
}

}  // namespace

std::vector<DayRange> PeriodsOf(DayRange days, v1::TotalPeriod period) {
  std::vector<DayRange> periods;
  for (absl::CivilDay from = days.from; from <= days.to;) {
    absl::CivilDay to = days.to;
    if (period == v1::TOTAL_PERIOD_DAY) to = from;
    if (period == v1::TOTAL_PERIOD_WEEK) {
      to = std::min(to, absl::NextWeekday(from - 1, absl::Weekday::sunday));
    }
    periods.push_back({from, to});
    from = to + 1;
  }
  return periods;
}

PlaceLines PlacesOf(absl::Span<const ReportingFacility> facilities,
                    v1::TotalPlace place, std::string_view county) {
  PlaceLines places;
  for (const ReportingFacility& facility : facilities) {
    places[LineOf(facility.facility, place, county)].push_back(&facility);
  }
  return places;
}

std::map<std::string, v1::Indicator> IndicatorsAsked(
    absl::Span<const ReportingFacility> facilities, DayRange days,
    const Judgement& judgement) {
  std::map<std::string, v1::Indicator> asked;
  for (const ReportingFacility& facility : facilities) {
    const v1::Form* const form =
        judgement.calendar.forms().Find(FormIdOf(facility.facility));
    if (form == nullptr) continue;
    for (const v1::FormVersion& version : form->versions()) {
      for (const v1::FormQuestion& question : version.questions()) {
        if (!IsAskedIn(facility, days, question.indicator(), judgement)) {
          continue;
        }
        asked.insert_or_assign(question.indicator(), question.rules());
      }
    }
  }
  return asked;
}

bool AddToTotal(const ReportingFacility& facility,
                const v1::Indicator& indicator, DayRange days,
                const Judgement& judgement, v1::PeriodTotal& total) {
  if (indicator.kind() != v1::AGGREGATION_KIND_COUNT) {
    if (!IsAskedIn(facility, days, indicator.name(), judgement)) return false;
    const Stand stand =
        StandOfLatest(LatestOf(facility, days, judgement), indicator.name());
    AddStanding(stand.standing, stand.value, total);
    return true;
  }
  bool takes_part = false;
  for (absl::CivilDay day = days.from; day <= days.to; ++day) {
    const auto stand = StandOfCount(facility, day, indicator.name(), judgement);
    if (!stand.has_value()) continue;
    AddStanding(stand->standing, stand->value, total);
    takes_part = true;
  }
  return takes_part;
}

void AddToRatio(const ReportingFacility& facility, v1::AggregationKind kind,
                DayRange days, const Judgement& judgement,
                v1::PeriodRatio& ratio) {
  if (kind != v1::AGGREGATION_KIND_COUNT) {
    const Latest latest = LatestOf(facility, days, judgement);
    const Stand part = StandOfLatest(latest, ratio.part());
    const Stand whole = StandOfLatest(latest, ratio.whole());
    if (part.standing == Standing::kKnown &&
        whole.standing == Standing::kKnown) {
      AddMatched(part.value, whole.value, ratio);
    }
    return;
  }
  for (absl::CivilDay day = days.from; day <= days.to; ++day) {
    const auto part = StandOfCount(facility, day, ratio.part(), judgement);
    const auto whole = StandOfCount(facility, day, ratio.whole(), judgement);
    if (part.has_value() && whole.has_value() &&
        part->standing == Standing::kKnown &&
        whole->standing == Standing::kKnown) {
      AddMatched(part->value, whole->value, ratio);
    }
  }
}

}  // namespace epiledger::readiness
