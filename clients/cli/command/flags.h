// The flags of a command: its own, and those its kind of method brings.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_FLAGS_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_FLAGS_H_

#include <vector>

#include "absl/status/status.h"
#include "clients/cli/command/command.h"
#include "clients/cli/session/writer.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// The method of a command that has one. Stops the program when there is none of
// that name: the table is wrong.
[[nodiscard]] const google::protobuf::MethodDescriptor& MethodOf(
    const Command& command);

[[nodiscard]] bool IsWrite(const google::protobuf::MethodDescriptor& method);
[[nodiscard]] bool IsList(const google::protobuf::MethodDescriptor& method);

// Those of the table, then `--file` and the ids of a write, `--limit` of a
// list, and the past points a read may ask about.
[[nodiscard]] std::vector<Flag> FlagsOf(const Command& command);

// By the field it fills, where it fills one.
[[nodiscard]] FlagKind KindOf(const Command& command, const Flag& flag);

// Whether the command cannot do without the flag.
[[nodiscard]] bool IsRequired(const Command& command, const Flag& flag);

// Puts into `request` what was typed. INVALID_ARGUMENT names the flag that does
// not fit or is missing.
[[nodiscard]] absl::Status FillRequest(const Command& command,
                                       const Arguments& arguments,
                                       const ValueContext& values,
                                       google::protobuf::Message& request);

[[nodiscard]] WriteFlags WriteFlagsOf(const Arguments& arguments);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_FLAGS_H_
