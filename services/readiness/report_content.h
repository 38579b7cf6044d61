// What a daily report says: how it must be made, and how it is made whole.
// Pure.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_CONTENT_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_CONTENT_H_

#include <optional>

#include "absl/status/status.h"
#include "epiledger/readiness/v1/readiness.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"

namespace epiledger::readiness {

// Whom a report is asked of, and what.
struct Questionnaire {
  const v1::FormVersion& version;
  v1::Facility::Kind kind;
};

// INVALID_ARGUMENT: REQUIRED for no content at all and for a reading that says
// nothing; EMPTY_REPORT for figures without any answer; TWO_SHAPES for readings
// beside figures or a zero report; LISTED_TWICE for an indicator;
// CARRIED_AND_SAID for a reading that is carried forward and given.
[[nodiscard]] absl::Status CheckReportContent(const v1::Report& report);

// INVALID_ARGUMENT NOT_ON_FORM for an answer that is not asked.
[[nodiscard]] absl::Status CheckReportForm(const v1::Report& report,
                                           const Questionnaire& asked);

// READING_OUT_OF_RANGE, PART_EXCEEDS_WHOLE, or nothing. `report` is in both
// shapes.
[[nodiscard]] std::optional<journal::Refusal> CheckReportValues(
    const v1::Report& report, const Questionnaire& asked);

// Says who filed it and when, for the report and for each of its answers but
// those carried forward; what is asked and left out was not asked. Readings
// come in the order of the form.
void CompleteReport(const book::DecisionContext& context,
                    const Questionnaire& asked, v1::Report& report);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_CONTENT_H_
