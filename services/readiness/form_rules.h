// The rules of what daily reports ask. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_READINESS_FORM_RULES_H_
#define EPILEDGER_SERVICES_READINESS_FORM_RULES_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "epiledger/readiness/v1/form_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"
#include "services/readiness/report_calendar.h"

namespace epiledger::readiness {

// What the county has said of an indicator, or what is built in.
[[nodiscard]] std::optional<v1::Indicator> IndicatorOf(std::string_view county,
                                                       std::string_view id,
                                                       ledger::State& state);

// The county's calendar with the form `form_id` alone in it, where there is
// one.
[[nodiscard]] ReportCalendar CalendarOf(std::string_view county,
                                        std::string_view form_id,
                                        ledger::State& state);

// INVALID_ARGUMENT: LISTED_TWICE, PART_OF_ITSELF, RANGE_TURNED_ROUND.
[[nodiscard]] absl::Status ValidateSetIndicator(
    const v1::SetIndicatorRequest& request);
// Refusals: INDICATOR_CHANGED, INDICATOR_FIXED, INDICATOR_NOT_FOUND,
// RATIO_OF_ANOTHER_KIND.
[[nodiscard]] book::Decision DecideSetIndicator(
    const v1::SetIndicatorRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT: EMPTY_FORM, TOO_MANY_QUESTIONS, LISTED_TWICE, NOT_ASKED,
// RANGE_TURNED_ROUND.
[[nodiscard]] absl::Status ValidateAddFormVersion(
    const v1::AddFormVersionRequest& request);
// Refusals: VERSION_NOT_NEWER, ALREADY_DUE, TOO_MANY_VERSIONS,
// INDICATOR_NOT_FOUND.
[[nodiscard]] book::Decision DecideAddFormVersion(
    const v1::AddFormVersionRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FORM_RULES_H_
