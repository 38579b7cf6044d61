// The rules of the duty roster. Pure functions of request and state. Nothing
// here looks at other shifts of a person: a double booking is recorded.
#ifndef EPILEDGER_SERVICES_READINESS_DUTY_RULES_H_
#define EPILEDGER_SERVICES_READINESS_DUTY_RULES_H_

#include "absl/status/status.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// INVALID_ARGUMENT TOO_MANY_ELEMENTS.
[[nodiscard]] absl::Status ValidateSetDutyPost(
    const v1::SetDutyPostRequest& request);
// Refusals: FACILITY_NOT_FOUND, TOO_MANY_REQUIREMENTS.
[[nodiscard]] book::Decision DecideSetDutyPost(
    const v1::SetDutyPostRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// INVALID_ARGUMENT OTHER_FACILITY, NOT_A_WHOLE_MINUTE, BAD_SHIFT_LENGTH.
[[nodiscard]] absl::Status ValidateCreateShift(
    const v1::CreateShiftRequest& request);
// Refusals: DUTY_POST_NOT_FOUND, SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateShift(
    const v1::CreateShiftRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// As ValidateCreateShift.
[[nodiscard]] absl::Status ValidateReplaceShift(
    const v1::ReplaceShiftRequest& request);
// Refusals: SHIFT_NOT_FOUND, SHIFT_WITHDRAWN, DUTY_POST_NOT_FOUND,
// SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideReplaceShift(
    const v1::ReplaceShiftRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: SHIFT_NOT_FOUND, SHIFT_WITHDRAWN.
[[nodiscard]] book::Decision DecideCancelShift(
    const v1::CancelShiftRequest& request, const book::DecisionContext& context,
    ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_DUTY_RULES_H_
