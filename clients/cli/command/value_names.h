// ValueNameOf: what stands for a flag's value in help, such as YUAN or DATE.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_VALUE_NAMES_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_VALUE_NAMES_H_

#include <string>

#include "clients/cli/command/command.h"

namespace epiledger::cli {

// By the type of the field the flag fills; empty for what is known by its place
// and so is its own name.
[[nodiscard]] std::string ValueNameOf(const Command& command, const Flag& flag);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_VALUE_NAMES_H_
