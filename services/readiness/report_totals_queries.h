// Reads of what daily reports add up to. INVALID_ARGUMENT: RANGE_TURNED_ROUND,
// TOO_MANY_DAYS, TOO_MANY_LINES; and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_TOTALS_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_TOTALS_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/report_totals_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::ListIndicatorTotalsResponse>
ListIndicatorTotals(const v1::ListIndicatorTotalsRequest& request,
                    host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListReportCountsResponse> ListReportCounts(
    const v1::ListReportCountsRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_TOTALS_QUERIES_H_
