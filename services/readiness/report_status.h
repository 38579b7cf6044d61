// How reports stand at a moment: the words and counts that statuses and the
// county's picture share. Pure, but for the two readers.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_STATUS_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_STATUS_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/readiness.pb.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "services/host/read_context.h"
#include "services/readiness/report_calendar.h"

namespace epiledger::readiness {

// How the report of `facility` for `date` stands at `judge`, without contact.
[[nodiscard]] v1::ReportStatus StatusOf(
    const v1::Facility& facility, absl::CivilDay date,
    const std::optional<v1::LatestReport::Filing>& filing,
    const ReportCalendar& calendar, absl::Time judge);

// Adds one report to the counts.
void Count(const v1::ReportStatus& status, absl::Time judge,
           v1::ReportCounts& counts);

// The county's calendar at the point the context shows.
[[nodiscard]] absl::StatusOr<ReportCalendar> ReadCalendar(
    host::ReadContext& context);

// The moment due and late are judged at: the recorded time asked about, the
// record time of the sequence asked about, or now.
[[nodiscard]] absl::StatusOr<absl::Time> JudgeTime(const type::v1::AsOf& as_of,
                                                   host::ReadContext& context);

// All facilities, by id.
[[nodiscard]] absl::StatusOr<std::vector<v1::Facility>> ReadFacilities(
    host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_STATUS_H_
