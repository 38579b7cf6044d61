// Findings and their steps. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_FINDINGS_H_
#define EPILEDGER_SERVICES_READINESS_FINDINGS_H_

#include "absl/time/civil_time.h"
#include "epiledger/readiness/v1/drill.pb.h"
#include "epiledger/readiness/v1/finding.pb.h"

namespace epiledger::readiness {

// Adds a step, which carries the terms from then on, and shows the finding as
// it is after it.
void AddStep(const v1::FindingStep& step, v1::Finding& finding);

// Shows `finding` as it stands on `day`: after the steps up to then, with its
// age and delay. False when it was not found by then.
[[nodiscard]] bool ShowAt(absl::CivilDay day, v1::Finding& finding);

// Counts a finding that ShowAt has shown.
void CountFinding(const v1::Finding& finding, v1::FindingCounts& counts);
void AddCounts(const v1::FindingCounts& more, v1::FindingCounts& counts);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FINDINGS_H_
