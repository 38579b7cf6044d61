// The edge of the error model: Error → grpc::Status with google.rpc.Status
// details (ErrorInfo, BadRequest, RetryInfo, LocalizedMessage, Receipt), and
// back again for clients. Pure functions.
#ifndef EPILEDGER_SERVICES_RPC_STATUS_H_
#define EPILEDGER_SERVICES_RPC_STATUS_H_

#include <string_view>

#include "absl/status/status.h"
#include "grpcpp/support/status.h"
#include "services/rpc/caller.h"
#include "services/rpc/error.h"
#include "services/rpc/messages.h"

namespace epiledger::rpc {

// The domain of every ErrorInfo of ours.
inline constexpr std::string_view kErrorDomain = "epiledger";

// The status a client gets: the text in its language as message and as
// LocalizedMessage, the data as details. Bad fields are left out from the end
// until the details fit into limits::kMaxErrorDetails.
[[nodiscard]] grpc::Status ToGrpcStatus(const Error& error,
                                        const MessageCatalogue& messages,
                                        Language language);

// The Error in a status that came from a server of ours; violations carry
// their rendered text as `reason`. From any other server: an Error with the
// code and an empty reason. `status` is not OK.
[[nodiscard]] Error FromGrpcStatus(const grpc::Status& status);

// Its code and text alone, for whoever only tells of it.
[[nodiscard]] inline absl::Status WithoutDetails(const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
}

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_STATUS_H_
