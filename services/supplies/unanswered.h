// Requests for goods that nobody answered yet, as the county's picture tells
// them.
#ifndef EPILEDGER_SERVICES_SUPPLIES_UNANSWERED_H_
#define EPILEDGER_SERVICES_SUPPLIES_UNANSWERED_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "epiledger/supplies/v1/unanswered.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// All of the county's, judged on `today`. Nothing when there are more than one
// answer looks through, for the rest of the picture does not depend on them.
// The storage layer's codes.
[[nodiscard]] absl::StatusOr<std::optional<v1::UnansweredRequisitions>>
ReadUnanswered(host::ReadContext& context, absl::CivilDay today);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_UNANSWERED_H_
