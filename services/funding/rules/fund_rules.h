// Rules of funds, purposes and appropriations. Pure functions of request and
// state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_FUND_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_FUND_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Refusals: NAME_TAKEN.
[[nodiscard]] book::Decision DecideCreateFund(
    const v1::CreateFundRequest& request, const book::DecisionContext& context,
    ledger::State& state);

// INVALID_ARGUMENT RESERVED_ID: `any` is no purpose of its own.
[[nodiscard]] absl::Status ValidateCreatePurpose(
    const v1::CreatePurposeRequest& request);
// Refusals: NAME_TAKEN.
[[nodiscard]] book::Decision DecideCreatePurpose(
    const v1::CreatePurposeRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfAppropriation(
    const v1::CreateAppropriationRequest& request);
// Refusals: NAME_TAKEN, FUND_NOT_FOUND.
[[nodiscard]] book::Decision DecideCreateAppropriation(
    const v1::CreateAppropriationRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_FUND_RULES_H_
