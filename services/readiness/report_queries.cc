#include "services/readiness/report_queries.h"

#include <string>
#include <utility>

#include "services/host/resource_reads.h"
#include "services/readiness/api_time.h"
#include "services/readiness/indicators.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {

using host::ReadContext;

absl::StatusOr<v1::ReportSchedule> GetReportSchedule(
    const v1::GetReportScheduleRequest&, ReadContext& context) {
  auto schedule =
      context.snapshot().Get<v1::ReportSchedule>(kSchedules, kScheduleKey);
  if (!schedule.ok()) return schedule.status();
  if (schedule->has_value()) return **std::move(schedule);
  v1::ReportSchedule unset;
  unset.set_name(rpc::MakeName(kScheduleName, {context.county()}));
  return unset;
}

absl::StatusOr<v1::Report> GetReport(const v1::GetReportRequest& request,
                                     ReadContext& context) {
  auto report = host::GetOne<v1::Report>(
      context, kReports, ReportKey(request.name()), request.name());
  if (!report.ok()) return report;
  return WithBothShapes(*std::move(report));
}

absl::StatusOr<v1::ListReportsResponse> ListReports(
    const v1::ListReportsRequest& request, ReadContext& context) {
  const std::string_view facility = rpc::LastSegment(request.parent());
  ledger::ResourceRange range =
      ledger::ResourceRange::Under(Concat(facility, "/"));
  if (request.has_from_date()) {
    range.after = ReportKey(facility, ToDay(request.from_date()) - 1);
  }
  if (request.has_to_date()) {
    range.end = ReportKey(facility, ToDay(request.to_date()) + 1);
  }
  if (!context.cursor().empty()) range.after = context.cursor();
  range.limit = static_cast<int64_t>(context.page_size()) + 1;
  v1::ListReportsResponse response;
  std::string last;
  bool has_more = false;
  const absl::Status status = context.snapshot().List(
      kReports, range, [&](const ledger::ResourceRow& row) {
        has_more = static_cast<size_t>(response.reports_size()) ==
                   static_cast<size_t>(context.page_size());
        if (has_more) return absl::OkStatus();
        v1::Report report;
        report.ParseFromString(row.body);
        *response.add_reports() = WithBothShapes(std::move(report));
        last = row.name;
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (has_more) response.set_next_page_token(context.NextPageToken(last));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::readiness
