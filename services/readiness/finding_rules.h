// The rules of findings. Pure functions of request and state. What a request
// says of the day of a step that is still to come: INVALID_ARGUMENT DATE_AHEAD.
#ifndef EPILEDGER_SERVICES_READINESS_FINDING_RULES_H_
#define EPILEDGER_SERVICES_READINESS_FINDING_RULES_H_

#include "absl/status/status.h"
#include "epiledger/readiness/v1/drill_service.pb.h"
#include "epiledger/readiness/v1/finding_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// Refusals: DRILL_NOT_FOUND, DUE_TOO_EARLY, ORGANIZATION_NOT_FOUND,
// SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateDrillFinding(
    const v1::CreateDrillFindingRequest& request,
    const book::DecisionContext& context, ledger::State& state);
// Refusals: INSPECTION_NOT_FOUND, and as above.
[[nodiscard]] book::Decision DecideCreateInspectionFinding(
    const v1::CreateInspectionFindingRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT NOTHING_TO_CHANGE.
[[nodiscard]] absl::Status ValidateAmendFinding(
    const v1::AmendFindingRequest& request);
// Refusals: FINDING_NOT_FOUND, FINDING_STATE, STEP_TOO_EARLY, TOO_MANY_STEPS,
// DUE_TOO_EARLY, ORGANIZATION_NOT_FOUND, SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideAmendFinding(
    const v1::AmendFindingRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: FINDING_NOT_FOUND, FINDING_STATE, STEP_TOO_EARLY, TOO_MANY_STEPS.
[[nodiscard]] book::Decision DecideReportFindingFix(
    const v1::ReportFindingFixRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT REQUIRED, NOT_FOR_PASSED.
[[nodiscard]] absl::Status ValidateRetestFinding(
    const v1::RetestFindingRequest& request);
// Refusals: those of a fix, RETESTED_BY_FIXER, DUE_TOO_EARLY.
[[nodiscard]] book::Decision DecideRetestFinding(
    const v1::RetestFindingRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FINDING_RULES_H_
