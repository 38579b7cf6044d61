// What a caller is told when a service gave no answer of its own.
#ifndef EPILEDGER_SERVICES_GATEWAY_FAILURE_H_
#define EPILEDGER_SERVICES_GATEWAY_FAILURE_H_

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "services/gateway/upstream.h"
#include "services/rpc/error.h"

namespace epiledger::gateway {

// The error to give for a call that failed on the way to `service` or back:
//   UNAVAILABLE         SERVICE_UNAVAILABLE, with the service's name and, when
//                       it certainly heard of nothing, `outcome` = `undecided`;
//                       without that a write's outcome is unknown
//   DEADLINE_EXCEEDED   no answer in time; likewise
//   RESOURCE_EXHAUSTED  the answer is larger than the gateway takes
// Nothing when the service answered itself: that answer counts.
[[nodiscard]] std::optional<rpc::Error> TransportError(
    const UpstreamAnswer& answer, std::string_view service);

// The same for the gateway's own questions: never OK, and the service's own
// error where it gave one. `answer.status` is not OK.
[[nodiscard]] absl::Status QuestionError(const UpstreamAnswer& answer,
                                         std::string_view service);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_FAILURE_H_
