// Reads of evidence: personnel, duty and plans of facilities, judged at an
// instant by the form's version that held on its day.
#ifndef EPILEDGER_SERVICES_READINESS_EVIDENCE_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_EVIDENCE_QUERIES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/evidence_service.pb.h"
#include "epiledger/readiness/v1/readiness.pb.h"
#include "epiledger/readiness/v1/register.pb.h"
#include "epiledger/type/v1/evidence.pb.h"
#include "services/host/read_context.h"
#include "services/readiness/report_calendar.h"
#include "services/text.h"

namespace epiledger::readiness {

// The newest reports with answers, in both shapes, by the facility's id.
using NewestReports = StringMap<v1::Report>;

// What is asked about evidence.
struct EvidenceQuestion {
  // A name; empty: all facilities.
  std::string facility;
  absl::Time instant;
};

// Judges those of `facilities` that are asked for, that the caller may see, and
// whose form asks for the four-in-place, by facility. `reports` holds those of
// the day. RESOURCE_EXHAUSTED TOO_MANY_LISTED, and the storage layer's codes.
[[nodiscard]] absl::StatusOr<std::vector<type::v1::Evidence>> ReadEvidence(
    const EvidenceQuestion& question, const ReportCalendar& calendar,
    const std::vector<v1::Facility>& facilities, const NewestReports& reports,
    host::ReadContext& context);

[[nodiscard]] absl::StatusOr<v1::ListReadinessEvidenceResponse>
ListReadinessEvidence(const v1::ListReadinessEvidenceRequest& request,
                      host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_EVIDENCE_QUERIES_H_
