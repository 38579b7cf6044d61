// The language of a run: Chinese or English.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_LANGUAGE_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_LANGUAGE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/terminal/environment.h"
#include "services/rpc/caller.h"

namespace epiledger::cli {

// `zh` or `en`, with or without a region; anything else is INVALID_ARGUMENT.
[[nodiscard]] absl::StatusOr<rpc::Language> ParseLanguage(
    std::string_view text);

// By the locale: the first of LC_ALL, LC_MESSAGES and LANG that is set. English
// unless it begins with `zh`.
[[nodiscard]] rpc::Language LanguageOfLocale(const Environment& environment);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_LANGUAGE_H_
