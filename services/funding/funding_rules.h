// The rules of public money: what a finance office asks becomes effects or a
// refusal. Pure functions of request and state; no SQL, no gRPC, no clock.
//
// Sources: DOMAIN rules 6 (money) and 10–11 (retries and refusals). Per
// allocation and purpose, at every point of both axes, paid ≤ allocated; per
// fund, allocated ≤ appropriated; a purpose draws on its own share first, then
// on the undivided rest.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_RULES_H_

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

// Refusals: NAME_TAKEN, FUND_NOT_FOUND.
[[nodiscard]] ledger::Needs NeedsOfAppropriation(
    const v1::CreateAppropriationRequest& request);
[[nodiscard]] book::Decision DecideCreateAppropriation(
    const v1::CreateAppropriationRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT: SHARES_EXCEED_AMOUNT, LISTED_TWICE.
[[nodiscard]] absl::Status ValidateCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request);
// Refusals: NAME_TAKEN, DOCUMENT_NUMBER_TAKEN, FUND_NOT_FOUND,
// PURPOSE_NOT_FOUND, FUND_OVERDRAWN.
[[nodiscard]] ledger::Needs NeedsOfAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request);
[[nodiscard]] book::Decision DecideCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// Refusals: ALLOCATION_NOT_FOUND, PURPOSE_NOT_ALLOWED, PAID_BEFORE_ALLOCATED,
// INVOICE_PAID_TWICE, OVERSPENT.
[[nodiscard]] ledger::Needs NeedsOfPayment(
    const v1::CreatePaymentRequest& request);
[[nodiscard]] book::Decision DecideCreatePayment(
    const v1::CreatePaymentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_RULES_H_
