// The rules of daily reports. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_RULES_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

// Refusals: RULE_NOT_NEWER, ALREADY_DUE.
[[nodiscard]] book::Decision DecideSetReportSchedule(
    const v1::SetReportScheduleRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT: as CheckReportContent.
[[nodiscard]] absl::Status ValidateSubmitReport(
    const v1::SubmitReportRequest& request);
[[nodiscard]] ledger::Needs NeedsOfSubmitReport(
    const v1::SubmitReportRequest& request);
// INVALID_ARGUMENT: DATE_AHEAD, NOT_ON_FORM. Refusals: FACILITY_NOT_FOUND,
// REPORT_NOT_OWED, REPORT_EXISTS (ALREADY_EXISTS), FORM_VERSION_CHANGED, and
// those of CarryForward and CheckReportValues. Undecided: CONFIRMATION_NEEDED,
// with the violations of QuestionsAbout.
[[nodiscard]] book::Decision DecideSubmitReport(
    const v1::SubmitReportRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// As ValidateSubmitReport, and DATE_DIFFERS.
[[nodiscard]] absl::Status ValidateCorrectReport(
    const v1::CorrectReportRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCorrectReport(
    const v1::CorrectReportRequest& request);
// INVALID_ARGUMENT: NOT_ON_FORM. Refusals: REPORT_NOT_FOUND, REVISION_CHANGED,
// and those of CarryForward and CheckReportValues. Undecided as in
// DecideSubmitReport.
[[nodiscard]] book::Decision DecideCorrectReport(
    const v1::CorrectReportRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_RULES_H_
