#include "clients/cli/terminal/exit.h"

#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr char kExitCode[] = "epiledger.cli/exit-code";

}  // namespace

absl::Status Usage(std::string_view reason,
                   std::map<std::string, std::string> metadata) {
  rpc::Error error;
  error.code = absl::StatusCode::kInvalidArgument;
  error.reason = reason;
  error.metadata = std::move(metadata);
  return rpc::ToStatus(error);
}

absl::Status WrongText(std::string_view reason, std::string_view found) {
  return Usage(reason, {{"found", std::string(found)}});
}

absl::Status At(std::string_view where, const absl::Status& status) {
  if (!rpc::HasReason(status)) return status;
  rpc::Error error = rpc::FromStatus(status);
  if (error.violations.empty()) {
    error.violations.push_back(
        {std::string(where), error.reason, error.metadata});
  }
  return rpc::ToStatus(error);
}

absl::Status Ended(ExitCode code, std::string_view text) {
  if (code == ExitCode::kDone) return absl::OkStatus();
  absl::Status status(absl::StatusCode::kUnknown, ToAbsl(text));
  status.SetPayload(kExitCode, absl::Cord(Concat(static_cast<int>(code))));
  return status;
}

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return ExitCode::kDone;
  const auto payload = status.GetPayload(kExitCode);
  int code = 0;
  if (payload.has_value() && absl::SimpleAtoi(std::string(*payload), &code)) {
    return static_cast<ExitCode>(code);
  }
  return ExitCode::kUsage;
}

std::string TextOf(const absl::Status& status, const Texts& texts) {
  if (!rpc::HasReason(status)) return std::string(status.message());
  const rpc::Error error = rpc::FromStatus(status);
  if (error.violations.empty()) return texts(error.reason, error.metadata);
  const rpc::FieldViolation& first = error.violations.front();
  return Concat(first.field, texts("COLON"),
                texts(first.reason, first.metadata));
}

}  // namespace epiledger::cli
