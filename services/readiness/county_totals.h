// Totals over facilities: what the county knows, and of how many it knows it.
// Pure.
#ifndef EPILEDGER_SERVICES_READINESS_COUNTY_TOTALS_H_
#define EPILEDGER_SERVICES_READINESS_COUNTY_TOTALS_H_

#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "epiledger/readiness/v1/form.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"

namespace epiledger::readiness {

// One facility that owes a report, as the totals see it.
struct Contribution {
  // What its form asks now.
  const v1::FormVersion* version = nullptr;
  v1::Facility::Kind kind = v1::Facility::KIND_UNSPECIFIED;
  // The newest report with answers, in both shapes; null when there is none.
  const v1::Report* report = nullptr;
  // A newer report than `report` is due.
  bool is_stale = false;
  // A report of the facility has been due.
  bool was_due = false;
};

// Where a facility counts, by what it said last.
enum class Standing { kKnown, kStale, kUnknown, kNotDue, kNotApplicable };
// `reading` is null when it was not asked or nothing was filed.
[[nodiscard]] Standing StandingOf(const type::v1::Reading* reading,
                                  bool is_stale, bool was_due);

// A sum of values of 0 or more that stays at the most that fits.
[[nodiscard]] inline int64_t CappedSum(int64_t sum, int64_t value) {
  return value > INT64_MAX - sum ? INT64_MAX : sum + value;
}

// Adds to a total: IndicatorTotal or PeriodTotal. `value` is that of a reading
// that has one.
template <typename Total>
void AddStanding(Standing standing, int64_t value, Total& total) {
  switch (standing) {
    case Standing::kKnown:
      total.set_known(total.known() + 1);
      return total.set_value(CappedSum(total.value(), value));
    case Standing::kStale:
      total.set_stale(total.stale() + 1);
      return total.set_stale_value(CappedSum(total.stale_value(), value));
    case Standing::kUnknown:
      return total.set_unknown(total.unknown() + 1);
    case Standing::kNotDue:
      return total.set_not_due(total.not_due() + 1);
    case Standing::kNotApplicable:
      return total.set_not_applicable(total.not_applicable() + 1);
  }
}

// Fills `indicators`, `ratios` and `four_in_place`: the indicators of Figures
// first, then by id what else the forms ask. Each facility counts once in each
// total; a figure that is not known is never taken for zero. `county` is an id.
void AddTotals(std::string_view county,
               absl::Span<const Contribution> facilities,
               v1::CountySummary& summary);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_COUNTY_TOTALS_H_
