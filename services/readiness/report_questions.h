// What the report before tells of a report: values that the reporter carries
// forward, and changes so large that the reporter is asked about them. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_QUESTIONS_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_QUESTIONS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "epiledger/readiness/v1/readiness.pb.h"
#include "services/journal/types.h"
#include "services/readiness/report_content.h"
#include "services/rpc/error.h"

namespace epiledger::readiness {

// Whether a change is by more than `factor` times, up or down; nothing counts
// as one. Values are 0 or more; factor 0: none is.
[[nodiscard]] bool IsJump(int64_t before, int64_t now, int64_t factor);

// Takes over what `report` carries forward from `previous`, which is in both
// shapes; null: there is none. NOTHING_TO_CARRY, COUNT_NOT_CARRIED, or nothing.
[[nodiscard]] std::optional<journal::Refusal> CarryForward(
    const v1::Report* previous, const Questionnaire& asked, v1::Report& report);

// A violation for each reading that jumps, or falls though it is cumulative,
// and was not confirmed: CONFIRM_JUMP, CONFIRM_FALL. What `corrected` said
// alike is not asked about again. Both others are in both shapes, or null.
// Figures are never asked about: whoever files these cannot answer.
[[nodiscard]] std::vector<rpc::FieldViolation> QuestionsAbout(
    const v1::Report& report, const v1::Report* previous,
    const v1::Report* corrected, const Questionnaire& asked);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_QUESTIONS_H_
