// Reads of plans, on both axes. NOT_FOUND for what did not hold on the day
// asked about, and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_PLAN_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_PLAN_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/plan_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::Plan> GetPlan(
    const v1::GetPlanRequest& request, host::ReadContext& context);
// RESOURCE_EXHAUSTED TOO_MANY_LISTED.
[[nodiscard]] absl::StatusOr<v1::ListPlansResponse> ListPlans(
    const v1::ListPlansRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PLAN_QUERIES_H_
