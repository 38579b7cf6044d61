// Totals over facilities: what the county knows, and of how many it knows it.
// Pure.
#ifndef EPILEDGER_SERVICES_READINESS_COUNTY_TOTALS_H_
#define EPILEDGER_SERVICES_READINESS_COUNTY_TOTALS_H_

#include "absl/types/span.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "google/protobuf/repeated_field.h"

namespace epiledger::readiness {

// One facility that owes a report, as the totals see it.
struct Contribution {
  v1::ReportForm form = v1::REPORT_FORM_UNSPECIFIED;
  // The newest figures; null when there are none.
  const v1::Figures* figures = nullptr;
  // A newer report than `figures` is due.
  bool is_stale = false;
  // A report of the facility has been due.
  bool was_due = false;
};

// Fills `indicators`, `ratios` and `four_in_place`. Each facility counts once
// in each total; a figure that is not known is never taken for zero.
void AddTotals(absl::Span<const Contribution> facilities,
               v1::CountySummary& summary);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_COUNTY_TOTALS_H_
