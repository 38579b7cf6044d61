// The rules of persons. Pure functions of request and state.
//
// A person's name and telephone leave a rule beside the effects, never in them.
#ifndef EPILEDGER_SERVICES_READINESS_SUBJECT_RULES_H_
#define EPILEDGER_SERVICES_READINESS_SUBJECT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// INVALID_ARGUMENT: LISTED_TWICE (a role), FACILITY_REQUIRED, BAD_TELEPHONE.
[[nodiscard]] absl::Status ValidateCreateSubject(
    const v1::CreateSubjectRequest& request);
// Refusals: NAME_TAKEN, FACILITY_NOT_FOUND, CHANGE_WAITS. Accepts a proposal
// where there are roles and the county has two who may approve.
[[nodiscard]] book::Decision DecideCreateSubject(
    const v1::CreateSubjectRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// As ValidateCreateSubject.
[[nodiscard]] absl::Status ValidateUpdateSubject(
    const v1::UpdateSubjectRequest& request);
// Refusals: SUBJECT_NOT_FOUND, FACILITY_NOT_FOUND, CHANGE_WAITS. When roles or
// facility change, the tokens that still hold are revoked in the same entry; or
// they stay as they are, and a proposal is accepted as above.
[[nodiscard]] book::Decision DecideUpdateSubject(
    const v1::UpdateSubjectRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// What an approval does: `proposal` is decided anew, and given by both.
//   NAME_TAKEN, FACILITY_NOT_FOUND
[[nodiscard]] book::Decision DecideEnlistment(
    const v1::SubjectProposal& proposal, const book::DecisionContext& context,
    ledger::State& state);
//   SUBJECT_NOT_FOUND, FACILITY_NOT_FOUND, MANDATE_CHANGED
[[nodiscard]] book::Decision DecideChangeOfMandate(
    const v1::SubjectProposal& proposal, const book::DecisionContext& context,
    ledger::State& state);

// Refusals: SUBJECT_NOT_FOUND.
[[nodiscard]] book::Decision DecideErasePerson(
    const v1::ErasePersonRequest& request, const book::DecisionContext& context,
    ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_SUBJECT_RULES_H_
