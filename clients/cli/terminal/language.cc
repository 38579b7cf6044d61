#include "clients/cli/terminal/language.h"

#include <string>

#include "clients/cli/terminal/exit.h"

namespace epiledger::cli {

absl::StatusOr<rpc::Language> ParseLanguage(std::string_view text) {
  const std::string_view name = text.substr(0, text.find_first_of("-_."));
  if (name == "zh") return rpc::Language::kChinese;
  if (name == "en") return rpc::Language::kEnglish;
  return Usage("BAD_LANGUAGE", {{"found", std::string(text)}});
}

rpc::Language LanguageOfLocale(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = environment.Variable(name);
    if (locale.empty()) continue;
    return ParseLanguage(locale).value_or(rpc::Language::kEnglish);
  }
  return rpc::Language::kEnglish;
}

}  // namespace epiledger::cli
