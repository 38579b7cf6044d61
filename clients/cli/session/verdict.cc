#include "clients/cli/session/verdict.h"

#include <string_view>

#include "services/rpc/status.h"

namespace epiledger::cli {
namespace {

// What a code alone says. `needs_reason`: only when it comes from a service of
// ours, for something between may use the code otherwise.
struct UndecidedCode {
  grpc::StatusCode code;
  bool needs_reason;
};

constexpr UndecidedCode kUndecidedCodes[] = {
    {grpc::StatusCode::INVALID_ARGUMENT, false},
    {grpc::StatusCode::UNAUTHENTICATED, false},
    {grpc::StatusCode::PERMISSION_DENIED, false},
    {grpc::StatusCode::UNIMPLEMENTED, false},
    {grpc::StatusCode::NOT_FOUND, true},
    {grpc::StatusCode::ALREADY_EXISTS, true},
    {grpc::StatusCode::FAILED_PRECONDITION, true},
    {grpc::StatusCode::OUT_OF_RANGE, true},
    {grpc::StatusCode::ABORTED, true},
    {grpc::StatusCode::RESOURCE_EXHAUSTED, true},
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
  if (error.reason == kAnswerTooLarge) return Verdict::kUnknown;
  for (const UndecidedCode& known : kUndecidedCodes) {
    if (known.code == status.error_code() &&
        (!known.needs_reason || !error.reason.empty())) {
      return Verdict::kUndecided;
    }
  }
  return Verdict::kUnknown;
}

bool SettlesEarlierCalls(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::INVALID_ARGUMENT ||
         rpc::FromGrpcStatus(status).reason == "REQUEST_ID_REUSED";
}

bool IsWorthRetrying(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::ABORTED ||
         (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED &&
          rpc::FromGrpcStatus(status).reason == "OVERLOADED");
}

}  // namespace epiledger::cli
