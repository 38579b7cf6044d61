// `epiledger`, the command line of the county's resource ledger.
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "clients/cli/command/program.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/environment.h"
#include "clients/cli/terminal/exit.h"
#include "services/clock.h"
#include "services/rpc/openssl.h"

namespace {

int Run(int argc, char** argv) {
  epiledger::rpc::KeepOpensslToTheEnd();
  const epiledger::SystemClock clock;
  epiledger::cli::Environment environment{
      std::cin,  std::cout,
      std::cerr, isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
      clock,     {}};
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string text = *variable;
    environment.variables[text.substr(0, text.find('='))] =
        text.substr(text.find('=') + 1);
  }
  // As https://no-color.org says: set to anything.
  environment.paints = isatty(STDOUT_FILENO) == 1 &&
                       environment.Variable("NO_COLOR").empty() &&
                       environment.Variable("TERM") != "dumb";
  const epiledger::cli::CommandTable table = epiledger::cli::AllCommands();
  return epiledger::cli::RunProgram(
      table, std::vector<std::string>(argv + 1, argv + argc), environment);
}

}  // namespace

// What ends here was not foreseen: whether something was recorded is not known.
int main(int argc, char** argv) {
  try {
    return Run(argc, argv);
  } catch (const std::exception& exception) {
    (void)std::fprintf(stderr, "epiledger: %s\n", exception.what());
  } catch (...) {
    (void)std::fputs("epiledger: ended by an unknown exception\n", stderr);
  }
  return static_cast<int>(epiledger::cli::ExitCode::kUnknown);
}
