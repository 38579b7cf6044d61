// Program: `epiledger`, from its arguments to its exit code.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_PROGRAM_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_PROGRAM_H_

#include <string>
#include <vector>

#include "clients/cli/command/command.h"
#include "clients/cli/terminal/environment.h"

namespace epiledger::cli {

// Runs the command of `table` that `arguments` (without the program's name) ask
// for. Returns the exit code of terminal/exit.h.
[[nodiscard]] int RunProgram(const CommandTable& table,
                             const std::vector<std::string>& arguments,
                             Environment& environment);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_PROGRAM_H_
