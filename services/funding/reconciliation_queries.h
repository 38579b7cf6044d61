// Our payments against the treasury's statements, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_RECONCILIATION_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_RECONCILIATION_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// The storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListTreasuryStatementsResponse>
ListTreasuryStatements(const v1::ListTreasuryStatementsRequest& request,
                       host::ReadContext& context);

// NOT_FOUND, RESOURCE_EXHAUSTED TOO_MANY_PAYMENTS.
[[nodiscard]] absl::StatusOr<v1::ListReconciliationItemsResponse>
ListReconciliationItems(const v1::ListReconciliationItemsRequest& request,
                        host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RECONCILIATION_QUERIES_H_
