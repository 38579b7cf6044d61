// Reads across documents and payments, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_REPORT_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_REPORT_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/report_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// INVALID_ARGUMENT RANGE_TURNED_ROUND, RESOURCE_EXHAUSTED TOO_MANY_PAYMENTS.
[[nodiscard]] absl::StatusOr<v1::SearchPaymentsResponse> SearchPayments(
    const v1::SearchPaymentsRequest& request, host::ReadContext& context);

// RESOURCE_EXHAUSTED TOO_MANY_PAYMENTS.
[[nodiscard]] absl::StatusOr<v1::ListDuplicateInvoicesResponse>
ListDuplicateInvoices(const v1::ListDuplicateInvoicesRequest& request,
                      host::ReadContext& context);

// INVALID_ARGUMENT RANGE_TURNED_ROUND, TOO_MANY_MONTHS.
[[nodiscard]] absl::StatusOr<v1::ListBudgetLinesResponse> ListBudgetLines(
    const v1::ListBudgetLinesRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_REPORT_QUERIES_H_
