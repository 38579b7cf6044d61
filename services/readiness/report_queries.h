// Reads of daily reports and how they stand. All return NOT_FOUND for what does
// not exist at the point asked about, and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/recent_resources.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::ReportSchedule> GetReportSchedule(
    const v1::GetReportScheduleRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Report> GetReport(
    const v1::GetReportRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListReportsResponse> ListReports(
    const v1::ListReportsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListReportStatusesResponse> ListReportStatuses(
    const v1::ListReportStatusesRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest& request, host::ReadContext& context,
    ledger::RecentResources& recent);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_QUERIES_H_
