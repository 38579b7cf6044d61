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

// INVALID_ARGUMENT: REQUIRED for neither figures nor zero report, and for a
// reading that says nothing; EMPTY_REPORT for figures without any answer.
[[nodiscard]] absl::Status CheckReportContent(const v1::Report& report);

// INVALID_ARGUMENT NOT_ON_FORM for a reading the form does not ask.
[[nodiscard]] absl::Status CheckReportForm(const v1::Report& report,
                                           v1::ReportForm form);

// PART_EXCEEDS_WHOLE, or nothing.
[[nodiscard]] std::optional<journal::Refusal> CheckReportParts(
    const v1::Report& report);

// Says who filed it and when, for the report and for each of its answers; what
// its form asks and it leaves out was not asked.
void CompleteReport(const book::DecisionContext& context, v1::Report& report);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_CONTENT_H_
