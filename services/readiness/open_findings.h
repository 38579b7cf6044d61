// Findings that are not closed, as the county's picture tells them.
#ifndef EPILEDGER_SERVICES_READINESS_OPEN_FINDINGS_H_
#define EPILEDGER_SERVICES_READINESS_OPEN_FINDINGS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

// Adds them to the summary as they stand on `day`, with whom to ask about each;
// nothing when there are more than one answer looks through, for the rest of
// the picture does not depend on them. The storage layer's codes.
[[nodiscard]] absl::Status AddOpenFindings(
    host::ReadContext& context, absl::CivilDay day,
    const std::vector<v1::Facility>& facilities, v1::CountySummary& summary);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_OPEN_FINDINGS_H_
