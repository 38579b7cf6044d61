// What comes back of a count for repair: why a line was not posted, and what
// was recorded of it since the sheet was drawn.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COUNT_REPAIR_H_
#define EPILEDGER_SERVICES_SUPPLIES_COUNT_REPAIR_H_

#include <string_view>

#include "absl/status/status.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/book/command.h"
#include "services/supplies/decisions.h"
#include "services/supplies/line_events.h"

namespace epiledger::supplies {

// Whether a line of a recorded count was posted, contradicted ones included:
// it neither came back nor says that nothing was counted.
[[nodiscard]] bool IsPosted(const v1::CountLine& line);

[[nodiscard]] v1::LineProblem ProblemOf(std::string_view field,
                                        std::string_view reason,
                                        const Figures& figures);
// Of what would refuse the whole count: a refusal, or INVALID_ARGUMENT of one
// field.
[[nodiscard]] v1::LineProblem ProblemOf(const book::Decision& refusal,
                                        std::string_view field);

// Whether the point a sheet was drawn at is one of this book, as it is now.
// INVALID_ARGUMENT DRAWN_ELSEWHERE or NOT_YET_RECORDED; FAILED_PRECONDITION
// INCARNATION_CHANGED.
[[nodiscard]] absl::Status CheckDrawnAt(const v1::Count& count,
                                        const book::DecisionContext& context);

// In figures what was recorded of a line, which is something: how many
// `entries`, what they moved in all, and when the `last` happened.
[[nodiscard]] Figures FiguresOfMoved(const LineEntries& moved);
// Tells what was recorded of a line, the last of it.
void AddMoved(const LineEntries& moved, std::string_view county,
              std::string_view store, v1::CountResult& result);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COUNT_REPAIR_H_
