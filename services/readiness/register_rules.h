// The rules of organisations and facilities. Pure functions of request and
// state.
#ifndef EPILEDGER_SERVICES_READINESS_REGISTER_RULES_H_
#define EPILEDGER_SERVICES_READINESS_REGISTER_RULES_H_

#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// Refusals: NAME_TAKEN.
[[nodiscard]] book::Decision DecideCreateOrganization(
    const v1::CreateOrganizationRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: NAME_TAKEN, ORGANIZATION_NOT_FOUND, FORM_NOT_FOUND,
// FACILITY_NOT_FOUND and NOT_A_TOWN of the town.
// INVALID_ARGUMENT FORMS_DIFFER, ENDS_BEFORE_IT_BEGINS.
[[nodiscard]] book::Decision DecideCreateFacility(
    const v1::CreateFacilityRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: FACILITY_NOT_FOUND, ORGANIZATION_NOT_FOUND, FORM_NOT_FOUND,
// NOT_A_TOWN.
// INVALID_ARGUMENT FORMS_DIFFER, ENDS_BEFORE_IT_BEGINS.
[[nodiscard]] book::Decision DecideUpdateFacility(
    const v1::UpdateFacilityRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: FACILITY_NOT_FOUND, SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideSetDutyContact(
    const v1::SetDutyContactRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REGISTER_RULES_H_
