#include "clients/cli/command/help_formatter.h"

#include <utility>

#include "services/text.h"

namespace epiledger::cli {

HelpFormatter::HelpFormatter(const Texts& texts) {
  for (const char* word :
       {"Usage", "OPTIONS", "SUBCOMMAND", "Positionals", "Options"}) {
    label(word, texts(Concat("help ", word)));
  }
}

std::string HelpFormatter::make_option_usage(const CLI::Option* option) const {
  return needed_.count(option) > 0 ? make_option_name(option, true)
                                   : CLI::Formatter::make_option_usage(option);
}

std::string HelpFormatter::make_group(
    std::string group, bool is_positional,
    std::vector<const CLI::Option*> options) const {
  return CLI::Formatter::make_group(get_label(std::move(group)), is_positional,
                                    std::move(options));
}

}  // namespace epiledger::cli
