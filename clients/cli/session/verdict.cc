#include "clients/cli/session/verdict.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "services/rpc/status.h"

namespace epiledger::cli {
namespace {

// What a service of ours answers before it decides. Its reason must be there:
// without one the answer came from something between, which cannot know.
constexpr grpc::StatusCode kUndecidedCodes[] = {
    grpc::StatusCode::INVALID_ARGUMENT,
    grpc::StatusCode::UNAUTHENTICATED,
    grpc::StatusCode::PERMISSION_DENIED,
    grpc::StatusCode::UNIMPLEMENTED,
    grpc::StatusCode::NOT_FOUND,
    grpc::StatusCode::ALREADY_EXISTS,
    grpc::StatusCode::FAILED_PRECONDITION,
    grpc::StatusCode::OUT_OF_RANGE,
    grpc::StatusCode::ABORTED,
    grpc::StatusCode::RESOURCE_EXHAUSTED,
};

// Said when all was done and only the answer did not fit.
constexpr std::string_view kAnswerTooLarge = "RESPONSE_TOO_LARGE";

}  // namespace

Verdict Judge(const grpc::Status& status) {
  if (status.ok()) return Verdict::kAccepted;
  const rpc::Error error = rpc::FromGrpcStatus(status);
  if (!error.receipt.empty()) return Verdict::kRefused;
  const auto outcome = error.metadata.find("outcome");
  if (outcome != error.metadata.end()) {
    return outcome->second == "undecided" ? Verdict::kUndecided
                                          : Verdict::kUnknown;
  }
  if (error.reason.empty() || error.reason == kAnswerTooLarge) {
    return Verdict::kUnknown;
  }
  const bool is_known =
      std::find(std::begin(kUndecidedCodes), std::end(kUndecidedCodes),
                status.error_code()) != std::end(kUndecidedCodes);
  return is_known ? Verdict::kUndecided : Verdict::kUnknown;
}

bool SettlesEarlierCalls(const grpc::Status& status) {
  const std::string reason = rpc::FromGrpcStatus(status).reason;
  return reason == "REQUEST_ID_REUSED" ||
         (status.error_code() == grpc::StatusCode::INVALID_ARGUMENT &&
          !reason.empty());
}

bool IsWorthRetrying(const grpc::Status& status) {
  if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
    const std::string reason = rpc::FromGrpcStatus(status).reason;
    return reason == "OVERLOADED" || reason == "ANSWER_LEFT_OUT";
  }
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::ABORTED;
}

}  // namespace epiledger::cli
