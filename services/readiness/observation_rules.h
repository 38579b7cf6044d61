// The rules of drills and inspections: what took place, and its corrections.
// Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_READINESS_OBSERVATION_RULES_H_
#define EPILEDGER_SERVICES_READINESS_OBSERVATION_RULES_H_

#include "epiledger/readiness/v1/drill_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// INVALID_ARGUMENT DATE_AHEAD. Refusals: FACILITY_NOT_FOUND, PLAN_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateDrill(
    const v1::CreateDrillRequest& request, const book::DecisionContext& context,
    ledger::State& state);
// INVALID_ARGUMENT DATE_AHEAD. Refusals: DRILL_NOT_FOUND, REVISION_CHANGED,
// PLAN_NOT_FOUND.
[[nodiscard]] book::Decision DecideCorrectDrill(
    const v1::CorrectDrillRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT DATE_AHEAD. Refusals: FACILITY_NOT_FOUND,
// ORGANIZATION_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateInspection(
    const v1::CreateInspectionRequest& request,
    const book::DecisionContext& context, ledger::State& state);
// INVALID_ARGUMENT DATE_AHEAD. Refusals: INSPECTION_NOT_FOUND,
// REVISION_CHANGED, ORGANIZATION_NOT_FOUND.
[[nodiscard]] book::Decision DecideCorrectInspection(
    const v1::CorrectInspectionRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_OBSERVATION_RULES_H_
