// Plans as they stand on a day. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_PLANS_H_
#define EPILEDGER_SERVICES_READINESS_PLANS_H_

#include "absl/time/civil_time.h"
#include "epiledger/readiness/v1/plan.pb.h"

namespace epiledger::readiness {

// Adds a revision, whose number is set, and shows it as the plan.
void AddRevision(const v1::PlanRevision& revision, v1::Plan& plan);

// Shows `plan` as it stands on `day`: the newest revision approved by then, its
// state and age. False when none was.
[[nodiscard]] bool ShowAt(absl::CivilDay day, v1::Plan& plan);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PLANS_H_
