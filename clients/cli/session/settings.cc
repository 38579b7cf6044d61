#include "clients/cli/session/settings.h"

#include <algorithm>
#include <utility>

#include "clients/cli/kept/profile.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/terminal/language.h"
#include "clients/cli/values/moment.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr SettingFlag kFlags[] = {
    {"--profile", "NAME"},      {"--profiles", "DIR"},
    {"--address", "HOST:PORT"}, {"--ca-file", "FILE"},
    {"--token-file", "FILE"},   {"--certificate-file", "FILE"},
    {"--key-file", "FILE"},     {"--county", "ID"},
    {"--facility", "ID"},       {"--timezone", "+HH:MM"},
    {"--language", "zh|en"},    {"--format", "table|json|csv|xlsx"},
    {"--timeout", "TIME"},      {"--retry-for", "TIME"},
};
constexpr std::pair<std::string_view, Format> kFormats[] = {
    {"table", Format::kTable},
    {"json", Format::kJson},
    {"csv", Format::kCsv},
    {"xlsx", Format::kXlsx},
};
constexpr char kDefaultProfile[] = "default";
constexpr char kDefaultZone[] = "+08:00";
constexpr char kDefaultTimeout[] = "15s";
constexpr char kDefaultRetry[] = "5s";

// `ca_file` for `--ca-file`.
std::string KeyOf(std::string_view flag) {
  std::string key(flag.substr(2));
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

// The folder of a user's files by the rules of XDG.
std::string UserFolder(const Environment& environment,
                       std::string_view variable, std::string_view below_home) {
  const std::string folder = environment.Variable(variable);
  return folder.empty() ? Concat(environment.Variable("HOME"), below_home)
                        : folder;
}

// Looks settings up, the nearest source first.
class Sources {
 public:
  Sources(const std::map<std::string, std::string>& flags,
          const Environment& environment)
      : flags_(flags), environment_(environment) {}

  void Add(Profile profile) { profile_ = std::move(profile); }

  [[nodiscard]] std::string Get(std::string_view flag,
                                std::string_view standard = "") const {
    const auto typed = flags_.find(std::string(flag));
    if (typed != flags_.end() && !typed->second.empty()) return typed->second;
    std::string variable = environment_.Variable(VariableOf(flag));
    if (!variable.empty()) return variable;
    const auto kept = profile_.find(KeyOf(flag));
    return kept == profile_.end() ? std::string(standard) : kept->second;
  }

 private:
  const std::map<std::string, std::string>& flags_;
  const Environment& environment_;
  Profile profile_;
};

absl::Status AddProfile(const Environment& environment, Sources& sources,
                        Settings& settings) {
  const std::string named = sources.Get("--profile");
  settings.profile = named.empty() ? kDefaultProfile : named;
  const absl::Status name = CheckProfileName(settings.profile);
  if (!name.ok()) return At("--profile", name);
  std::string folder = sources.Get("--profiles");
  if (folder.empty()) {
    folder = UserFolder(environment, "XDG_CONFIG_HOME", "/.config") +
             "/epiledger/profiles";
  }
  absl::StatusOr<Profile> profile = LoadProfile(folder, settings.profile);
  if (profile.ok()) {
    sources.Add(*std::move(profile));
  } else if (!named.empty()) {
    return profile.status();
  }
  settings.state_folder =
      Concat(UserFolder(environment, "XDG_STATE_HOME", "/.local/state"),
             "/epiledger/", settings.profile);
  return absl::OkStatus();
}

absl::Status AddFormat(const Sources& sources, Settings& settings) {
  const std::string format = sources.Get("--format", "table");
  for (const auto& [name, value] : kFormats) {
    if (name != format) continue;
    settings.format = value;
    return absl::OkStatus();
  }
  return At("--format",
            Usage("BAD_CHOICE",
                  {{"found", format}, {"choices", "table, json, csv, xlsx"}}));
}

absl::Status AddLanguage(const Sources& sources, const Environment& environment,
                         Settings& settings) {
  settings.language = LanguageOfLocale(environment);
  const std::string named = sources.Get("--language");
  if (named.empty()) return absl::OkStatus();
  const auto language = ParseLanguage(named);
  if (!language.ok()) return At("--language", language.status());
  settings.language = *language;
  return absl::OkStatus();
}

absl::Status AddTimes(const Sources& sources, Settings& settings) {
  const auto zone = ParseZone(sources.Get("--timezone", kDefaultZone));
  if (!zone.ok()) return At("--timezone", zone.status());
  settings.zone = *zone;
  const auto timeout = ParseDuration(sources.Get("--timeout", kDefaultTimeout));
  if (!timeout.ok()) return At("--timeout", timeout.status());
  settings.timeout = *timeout;
  const std::string retry = sources.Get("--retry-for", kDefaultRetry);
  if (retry == "0" || retry == "0s") return absl::OkStatus();
  const auto retry_for = ParseDuration(retry);
  if (!retry_for.ok()) return At("--retry-for", retry_for.status());
  settings.retry_for = *retry_for;
  return absl::OkStatus();
}

}  // namespace

absl::Span<const SettingFlag> SettingFlags() { return kFlags; }

std::string VariableOf(std::string_view flag) {
  std::string variable = Concat("EPILEDGER_", KeyOf(flag));
  std::transform(variable.begin(), variable.end(), variable.begin(),
                 [](char c) {
                   return static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
                 });
  return variable;
}

absl::StatusOr<Settings> ResolveSettings(
    const std::map<std::string, std::string>& flags,
    const Environment& environment) {
  Settings settings;
  Sources sources(flags, environment);
  for (const absl::Status& status :
       {AddProfile(environment, sources, settings),
        AddFormat(sources, settings),
        AddLanguage(sources, environment, settings),
        AddTimes(sources, settings)}) {
    if (!status.ok()) return status;
  }
  settings.address = sources.Get("--address");
  settings.ca_file = sources.Get("--ca-file");
  settings.token_file = sources.Get("--token-file");
  settings.certificate_file = sources.Get("--certificate-file");
  settings.key_file = sources.Get("--key-file");
  settings.place = {sources.Get("--county"), sources.Get("--facility")};
  return settings;
}

}  // namespace epiledger::cli
