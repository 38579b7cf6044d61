// RunCommand: carries out one command of the table.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_RUN_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_RUN_H_

#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/command/command.h"
#include "clients/cli/session/session.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// See terminal/exit.h for what the status says.
[[nodiscard]] absl::Status RunCommand(Session& session, const Command& command,
                                      const Arguments& arguments);

// Shows the answer to a command's write, and its receipt.
[[nodiscard]] absl::Status ShowWritten(
    Session& session, const Command& command, const Arguments& arguments,
    const google::protobuf::Message& response);

// Reads the pages of a list into one answer, until it has `limit` elements.
[[nodiscard]] absl::Status ReadPages(
    Session& session, const google::protobuf::MethodDescriptor& method,
    int limit, google::protobuf::Message& request,
    google::protobuf::Message& response);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_RUN_H_
