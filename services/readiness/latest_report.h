// LatestReport: what is kept of each facility so that the county's picture
// reads one row of it, however many reports it has filed. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_LATEST_REPORT_H_
#define EPILEDGER_SERVICES_READINESS_LATEST_REPORT_H_

#include <optional>

#include "absl/functional/function_ref.h"
#include "absl/time/civil_time.h"
#include "epiledger/readiness/v1/readiness.pb.h"

namespace epiledger::readiness {

// What a report's filing looks like.
[[nodiscard]] v1::LatestReport::Filing FilingOf(const v1::Report& report);

// `latest` after `report` was filed or corrected: its `figures` are the newest
// report with answers, in whichever shape. `earlier` gives the report of
// another date, needed when a correction takes the newest figures away.
[[nodiscard]] v1::LatestReport WithReport(
    v1::LatestReport latest, const v1::Report& report,
    absl::FunctionRef<std::optional<v1::Report>(absl::CivilDay)> earlier);

// The filing for `date`, as far as `latest` reaches back.
[[nodiscard]] std::optional<v1::LatestReport::Filing> FindFiling(
    const v1::LatestReport& latest, absl::CivilDay date);

// The newest date before `date` that a report was filed for, as far as
// `latest` reaches back.
[[nodiscard]] std::optional<absl::CivilDay> LastFiledBefore(
    const v1::LatestReport& latest, absl::CivilDay date);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_LATEST_REPORT_H_
