// HelpFormatter: help in the reader's language, brackets around what may be
// left out and around nothing else.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_HELP_FORMATTER_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_HELP_FORMATTER_H_

#include <set>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(const Texts& texts);

  // The command cannot do without it. The parser is not told, because a request
  // read from a file may have it.
  void AddNeeded(const CLI::Option* option) { needed_.insert(option); }

  std::string make_option_usage(const CLI::Option* option) const override;
  std::string make_group(
      std::string group, bool is_positional,
      std::vector<const CLI::Option*> options) const override;

 private:
  std::set<const CLI::Option*> needed_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_HELP_FORMATTER_H_
