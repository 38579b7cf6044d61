// Environment: what a run of `epiledger` has around it, so that a test can give
// it another one.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_ENVIRONMENT_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_ENVIRONMENT_H_

#include <istream>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include "services/clock.h"

namespace epiledger::cli {

struct Environment {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  // A person sits there and can be asked.
  bool is_terminal = false;
  const Clock& clock;
  std::map<std::string, std::string, std::less<>> variables;
  // What is shown goes to a terminal whose owner wants colours.
  bool paints = false;

  // Empty when it is not set.
  [[nodiscard]] std::string Variable(std::string_view name) const {
    const auto found = variables.find(name);
    return found == variables.end() ? "" : found->second;
  }
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_ENVIRONMENT_H_
