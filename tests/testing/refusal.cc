#include "tests/testing/refusal.h"

#include "services/rpc/status.h"

namespace epiledger::testing {

std::string ReasonOf(const absl::Status& status) {
  if (status.ok()) return "";
  const rpc::Error error = rpc::FromStatus(status);
  return error.violations.empty() ? error.reason : error.violations[0].reason;
}

std::map<std::string, std::string> FiguresOf(const absl::Status& status) {
  if (status.ok()) return {};
  return rpc::FromStatus(status).metadata;
}

std::string FigureOf(const absl::Status& status, const std::string& name) {
  const rpc::Error error = rpc::FromStatus(status);
  const auto found = error.metadata.find(name);
  return found == error.metadata.end() ? "" : found->second;
}

rpc::Error ErrorOf(const google::rpc::Status& status) {
  return rpc::FromGrpcStatus(
      grpc::Status(static_cast<grpc::StatusCode>(status.code()),
                   status.message(), status.SerializeAsString()));
}

}  // namespace epiledger::testing
