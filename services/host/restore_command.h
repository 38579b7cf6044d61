// The command `restore` of each service: a book from an export of it.
#ifndef EPILEDGER_SERVICES_HOST_RESTORE_COMMAND_H_
#define EPILEDGER_SERVICES_HOST_RESTORE_COMMAND_H_

#include <string>

#include "CLI/CLI.hpp"

namespace epiledger::host {

// Adds it to `program` of the service called so; run, it sets `exit_code`.
void AddRestoreCommand(const std::string& service, CLI::App& program,
                       int& exit_code);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_RESTORE_COMMAND_H_
