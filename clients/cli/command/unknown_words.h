// What a person is told whose words name no command.
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_UNKNOWN_WORDS_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_UNKNOWN_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/command/command.h"
#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

// What was understood of the words, and what was not.
struct UnknownWords {
  // Empty where they name none.
  std::string noun;
  std::string verb;
  // In the order typed.
  std::vector<std::string> rest;
};

// Names the word that does not fit, and those that would; the nearest in front.
[[nodiscard]] std::string ExplainUnknownWords(const CommandTable& table,
                                              const UnknownWords& words,
                                              const Texts& texts);

// The one of `choices` that `typed` was most likely meant to be; empty when
// none is near.
[[nodiscard]] std::string Nearest(std::string_view typed,
                                  const std::vector<std::string>& choices);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_UNKNOWN_WORDS_H_
