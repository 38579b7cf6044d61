// The rules of plans. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_READINESS_PLAN_RULES_H_
#define EPILEDGER_SERVICES_READINESS_PLAN_RULES_H_

#include "absl/status/status.h"
#include "epiledger/readiness/v1/plan_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// INVALID_ARGUMENT REVIEW_TOO_EARLY.
[[nodiscard]] absl::Status ValidateCreatePlan(
    const v1::CreatePlanRequest& request);
// INVALID_ARGUMENT DATE_AHEAD. Refusals: NAME_TAKEN, FACILITY_NOT_FOUND,
// SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreatePlan(
    const v1::CreatePlanRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// As ValidateCreatePlan.
[[nodiscard]] absl::Status ValidateRevisePlan(
    const v1::RevisePlanRequest& request);
// INVALID_ARGUMENT DATE_AHEAD. Refusals: PLAN_NOT_FOUND, PLAN_RETIRED,
// REVISION_CHANGED, SCENARIO_DIFFERS, TOO_MANY_REVISIONS, SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideRevisePlan(
    const v1::RevisePlanRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// INVALID_ARGUMENT DATE_AHEAD. Refusals: PLAN_NOT_FOUND, PLAN_RETIRED.
[[nodiscard]] book::Decision DecideRetirePlan(
    const v1::RetirePlanRequest& request, const book::DecisionContext& context,
    ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PLAN_RULES_H_
