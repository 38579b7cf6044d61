#include "services/readiness/report_status.h"

#include <algorithm>
#include <utility>

#include "services/book/genesis.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_book.h"
#include "services/readiness/form_queries.h"
#include "services/readiness/readiness_names.h"

namespace epiledger::readiness {

using host::ReadContext;

v1::ReportStatus StatusOf(const v1::Facility& facility, absl::CivilDay date,
                          const std::optional<v1::LatestReport::Filing>& filing,
                          const ReportCalendar& calendar, absl::Time judge) {
  v1::ReportStatus status;
  status.set_facility(facility.name());
  status.set_display_name(facility.display_name());
  status.set_kind(facility.kind());
  status.set_form(OldFormOf(FormIdOf(facility)));
  status.set_form_name(FormNameOf(facility));
  *status.mutable_report_date() = ToDate(date);
  *status.mutable_due_time() = ToTimestamp(calendar.DueTime(facility, date));
  if (!filing.has_value()) {
    status.set_state(calendar.IsDue(facility, date, judge)
                         ? v1::REPORT_STATE_MISSING
                         : v1::REPORT_STATE_NOT_DUE);
    return status;
  }
  status.set_state(filing->state());
  *status.mutable_receive_time() = filing->receive_time();
  status.set_revision(filing->revision());
  status.set_zero(filing->zero());
  return status;
}

void Count(const v1::ReportStatus& status, absl::Time judge,
           v1::ReportCounts& counts) {
  const bool is_filed = status.revision() > 0;
  if (status.revision() > 1) counts.set_corrected(counts.corrected() + 1);
  if (judge <= ToTime(status.due_time())) {
    counts.set_not_due(counts.not_due() + 1);
    if (is_filed) counts.set_filed_early(counts.filed_early() + 1);
    return;
  }
  counts.set_expected(counts.expected() + 1);
  if (!is_filed) {
    counts.set_missing(counts.missing() + 1);
  } else if (status.state() == v1::REPORT_STATE_LATE) {
    counts.set_late(counts.late() + 1);
  } else {
    counts.set_on_time(counts.on_time() + 1);
  }
}

absl::StatusOr<ReportCalendar> ReadCalendar(ReadContext& context) {
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  auto schedule =
      context.snapshot().Get<v1::ReportSchedule>(kSchedules, kScheduleKey);
  if (!schedule.ok()) return schedule.status();
  absl::StatusOr<FormBook> forms = ReadForms(context);
  if (!forms.ok()) return forms.status();
  return ReportCalendar(*genesis, schedule->value_or(v1::ReportSchedule()),
                        *std::move(forms));
}

absl::StatusOr<absl::Time> JudgeTime(const type::v1::AsOf& as_of,
                                     ReadContext& context) {
  if (as_of.has_recorded_time()) {
    return std::min(context.now(), ToTime(as_of.recorded_time()));
  }
  if (context.snapshot().sequence() < context.snapshot().head().sequence) {
    return context.DataTime();
  }
  return absl::FromUnixMicros(absl::ToUnixMicros(context.now()));
}

absl::StatusOr<std::vector<v1::Facility>> ReadFacilities(ReadContext& context) {
  std::vector<v1::Facility> facilities;
  const absl::Status status = context.snapshot().List(
      kFacilities, {}, [&](const ledger::ResourceRow& row) {
        facilities.emplace_back().ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return facilities;
}

}  // namespace epiledger::readiness
