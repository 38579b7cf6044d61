// How the reports for a date stand, facility by facility.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "services/readiness/api_time.h"
#include "services/readiness/latest_report.h"
#include "services/readiness/people.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_queries.h"
#include "services/readiness/report_status.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

// Roles that see every facility of the county.
constexpr std::array<auth::v1::Role, 3> kSeeAll = {auth::v1::ROLE_HEADQUARTERS,
                                                   auth::v1::ROLE_SUPERVISION,
                                                   auth::v1::ROLE_AUDITOR};

bool Sees(const rpc::Caller& caller, const v1::Facility& facility) {
  return rpc::LastSegment(facility.name()) == caller.facility ||
         std::any_of(
             kSeeAll.begin(), kSeeAll.end(),
             [&caller](auth::v1::Role role) { return caller.HasRole(role); });
}

// Where a page begins, and the moment that all pages are judged at.
struct StatusCursor {
  absl::Time judge;
  std::string facility;

  [[nodiscard]] std::string Text() const {
    return Concat(absl::ToUnixMicros(judge), "/", facility);
  }
};

absl::StatusOr<StatusCursor> ReadCursor(const type::v1::AsOf& as_of,
                                        ReadContext& context) {
  const std::string& text = context.cursor();
  const size_t slash = text.find('/');
  int64_t micros = 0;
  if (slash != std::string::npos &&
      absl::SimpleAtoi(text.substr(0, slash), &micros)) {
    return StatusCursor{absl::FromUnixMicros(micros), text.substr(slash + 1)};
  }
  const absl::StatusOr<absl::Time> judge = JudgeTime(as_of, context);
  if (!judge.ok()) return judge.status();
  return StatusCursor{*judge, ""};
}

// The report of a facility for a date, with the contact's subject alone.
absl::StatusOr<v1::ReportStatus> ReadStatus(ReadContext& context,
                                            const v1::Facility& facility,
                                            absl::CivilDay date,
                                            const ReportCalendar& calendar,
                                            absl::Time judge) {
  const auto report = context.snapshot().Get<v1::Report>(
      kReports, ReportKey(rpc::LastSegment(facility.name()), date));
  if (!report.ok()) return report.status();
  std::optional<v1::LatestReport::Filing> filing;
  if (report->has_value()) filing = FilingOf(**report);
  v1::ReportStatus status = StatusOf(facility, date, filing, calendar, judge);
  if (!facility.duty_contact().empty()) {
    status.mutable_contact()->set_subject(facility.duty_contact());
  }
  return status;
}

// Moves the page of `all` that begins at `cursor` into the response.
void TakePage(std::vector<v1::ReportStatus> all, const StatusCursor& cursor,
              const ReadContext& context,
              v1::ListReportStatusesResponse& response) {
  const auto page_size = static_cast<int>(context.page_size());
  for (v1::ReportStatus& status : all) {
    const std::string id(rpc::LastSegment(status.facility()));
    if (id <= cursor.facility) continue;
    if (response.report_statuses_size() == page_size) {
      const std::string& last =
          response.report_statuses(page_size - 1).facility();
      response.set_next_page_token(context.NextPageToken(
          StatusCursor{cursor.judge, std::string(rpc::LastSegment(last))}
              .Text()));
      return;
    }
    *response.add_report_statuses() = std::move(status);
  }
}

absl::Status FillContacts(ReadContext& context,
                          v1::ListReportStatusesResponse& response) {
  std::vector<std::string> ids;
  for (const v1::ReportStatus& status : response.report_statuses()) {
    if (status.has_contact()) {
      ids.emplace_back(rpc::LastSegment(status.contact().subject()));
    }
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (v1::ReportStatus& status : *response.mutable_report_statuses()) {
    if (!status.has_contact()) continue;
    *status.mutable_contact() = people->ContactOf(status.contact().subject());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListReportStatusesResponse> ListReportStatuses(
    const v1::ListReportStatusesRequest& request, ReadContext& context) {
  const absl::StatusOr<ReportCalendar> calendar = ReadCalendar(context);
  if (!calendar.ok()) return calendar.status();
  const absl::StatusOr<StatusCursor> cursor =
      ReadCursor(request.as_of(), context);
  if (!cursor.ok()) return cursor.status();
  const auto facilities = ReadFacilities(context);
  if (!facilities.ok()) return facilities.status();
  const absl::CivilDay date = request.has_report_date()
                                  ? ToDay(request.report_date())
                                  : calendar->DayAt(cursor->judge);
  v1::ListReportStatusesResponse response;
  std::vector<v1::ReportStatus> all;
  for (const v1::Facility& facility : *facilities) {
    if (!Owes(facility, date) || !Sees(context.caller(), facility)) continue;
    auto status = ReadStatus(context, facility, date, *calendar, cursor->judge);
    if (!status.ok()) return status.status();
    Count(*status, cursor->judge, *response.mutable_counts());
    all.push_back(*std::move(status));
  }
  TakePage(std::move(all), *cursor, context, response);
  const absl::Status filled = FillContacts(context, response);
  if (!filled.ok()) return filled;
  *response.mutable_report_date() = ToDate(date);
  *response.mutable_due_time() = ToTimestamp(calendar->DueTime(date));
  *response.mutable_judge_time() = ToTimestamp(cursor->judge);
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::readiness
