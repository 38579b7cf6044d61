// The rules of requisitions: a facility asks, the headquarters approve or
// reject, who asked may take it back. An approval reserves in the same act, so
// that nothing is promised that is not there.
#ifndef EPILEDGER_SERVICES_SUPPLIES_REQUISITION_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_REQUISITION_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: STORE_OF_OTHER_FACILITY, LISTED_TWICE, REQUIRED.
[[nodiscard]] absl::Status ValidateCreateRequisition(
    const v1::CreateRequisitionRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCreateRequisition(
    const v1::CreateRequisitionRequest& request);
// Refusals: STORE_NOT_FOUND, ITEM_NOT_FOUND, PACK_NOT_FOUND, PACK_AMBIGUOUS.
[[nodiscard]] book::Decision DecideCreateRequisition(
    const v1::CreateRequisitionRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT: REQUIRED, LISTED_TWICE.
[[nodiscard]] absl::Status ValidateGrantRequisition(
    const v1::GrantRequisitionRequest& request);
[[nodiscard]] ledger::Needs NeedsOfGrantRequisition(
    const v1::GrantRequisitionRequest& request);
// Refusals: REQUISITION_NOT_FOUND, REQUISITION_DECIDED, NOT_REQUESTED,
// APPROVED_TOO_MUCH, SAME_STORE, STORE_NOT_FOUND, PACK_NOT_FOUND,
// PACK_AMBIGUOUS, STOCK_SHORT.
[[nodiscard]] book::Decision DecideGrantRequisition(
    const v1::GrantRequisitionRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfRejectRequisition(
    const v1::RejectRequisitionRequest& request);
// Refusals: REQUISITION_NOT_FOUND, REQUISITION_DECIDED.
[[nodiscard]] book::Decision DecideRejectRequisition(
    const v1::RejectRequisitionRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfCancelRequisition(
    const v1::CancelRequisitionRequest& request);
// Refusals: REQUISITION_NOT_FOUND, REQUISITION_DECIDED, SHIPMENT_NOT_OPEN.
[[nodiscard]] book::Decision DecideCancelRequisition(
    const v1::CancelRequisitionRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_REQUISITION_RULES_H_
