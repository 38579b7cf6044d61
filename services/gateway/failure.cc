#include "services/gateway/failure.h"

#include <string>

#include "services/limits.h"
#include "services/rpc/status.h"

namespace epiledger::gateway {
namespace {

struct Loss {
  // What gRPC itself says; a service's own statuses carry details.
  grpc::StatusCode found;
  absl::StatusCode code;
  std::string_view reason;
};

constexpr Loss kLosses[] = {
    {grpc::StatusCode::UNAVAILABLE, absl::StatusCode::kUnavailable,
     "SERVICE_UNAVAILABLE"},
    {grpc::StatusCode::CANCELLED, absl::StatusCode::kUnavailable,
     "SERVICE_UNAVAILABLE"},
    {grpc::StatusCode::INTERNAL, absl::StatusCode::kUnavailable,
     "SERVICE_UNAVAILABLE"},
    {grpc::StatusCode::UNKNOWN, absl::StatusCode::kUnavailable,
     "SERVICE_UNAVAILABLE"},
    {grpc::StatusCode::DEADLINE_EXCEEDED, absl::StatusCode::kDeadlineExceeded,
     "DEADLINE_EXCEEDED"},
    {grpc::StatusCode::RESOURCE_EXHAUSTED, absl::StatusCode::kResourceExhausted,
     "RESOURCE_EXHAUSTED"},
};

}  // namespace

std::optional<rpc::Error> TransportError(const UpstreamAnswer& answer,
                                         std::string_view service) {
  if (answer.status.ok() || !answer.status.error_details().empty()) {
    return std::nullopt;
  }
  for (const Loss& loss : kLosses) {
    if (loss.found != answer.status.error_code()) continue;
    rpc::Error error;
    error.code = loss.code;
    error.reason = std::string(loss.reason);
    error.metadata["service"] = std::string(service);
    if (!answer.may_have_arrived) error.metadata["outcome"] = "undecided";
    if (loss.code == absl::StatusCode::kUnavailable) {
      error.retry_after = limits::kUpstreamRetry;
    }
    return error;
  }
  return std::nullopt;
}

absl::Status QuestionError(const UpstreamAnswer& answer,
                           std::string_view service) {
  const std::optional<rpc::Error> lost = TransportError(answer, service);
  return rpc::ToStatus(lost.has_value() ? *lost
                                        : rpc::FromGrpcStatus(answer.status));
}

}  // namespace epiledger::gateway
