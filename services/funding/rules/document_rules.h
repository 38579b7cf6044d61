// Rules of allocation documents: per fund, allocated ≤ appropriated at every
// point of both axes (DOMAIN rule 6). Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_DOCUMENT_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_DOCUMENT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT: REQUIRED (an amount), SHARES_EXCEED_AMOUNT, LISTED_TWICE,
// CEILING_BELOW_SHARE, ENDS_BEFORE_IT_BEGINS.
[[nodiscard]] absl::Status ValidateCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request);
// Refusals: NAME_TAKEN, DOCUMENT_NUMBER_TAKEN, FUND_NOT_FOUND,
// PURPOSE_NOT_FOUND, FUND_OVERDRAWN.
[[nodiscard]] book::Decision DecideCreateAllocationDocument(
    const v1::CreateAllocationDocumentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_DOCUMENT_RULES_H_
