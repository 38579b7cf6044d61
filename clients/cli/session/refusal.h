// How a call that failed is told, and how its command ends.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_REFUSAL_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_REFUSAL_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/session/session.h"
#include "grpcpp/support/status.h"
#include "services/rpc/error.h"

namespace epiledger::cli {

// What session/explain.h says, the reason, and where the refusal is recorded;
// with the format JSON an object with code, reason,
// figures, violations and receipt.
[[nodiscard]] std::string RefusalText(const Session& session,
                                      const grpc::Status& status);

// How a command ended, and what was answered to its write, for one that goes on
// from there.
[[nodiscard]] absl::Status WithAnswer(absl::Status ended,
                                      const grpc::Status& answer);
// What was answered, as data; of a status that has none an Error without a
// reason.
[[nodiscard]] rpc::Error RefusalIn(const absl::Status& status);

// A read that failed: unreachable where the service is, else refused.
[[nodiscard]] absl::Status FailedRead(const Session& session,
                                      const grpc::Status& status);

// Nothing answers at the address.
[[nodiscard]] absl::Status Unreachable(Session& session,
                                       Connection& connection);

// Calls a read method; an unavailable service is tried again for a while.
[[nodiscard]] absl::Status Read(
    Session& session, const google::protobuf::MethodDescriptor& method,
    const google::protobuf::Message& request,
    google::protobuf::Message& response);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_REFUSAL_H_
