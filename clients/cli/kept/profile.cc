#include "clients/cli/kept/profile.h"

#include <algorithm>
#include <iterator>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kKeys[] = {
    "address", "ca_file",  "token_file", "certificate_file", "key_file",
    "county",  "facility", "language",   "timezone"};
constexpr std::string_view kFileSuffix = "_file";
constexpr std::string_view kSpace = " \t\r";

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool IsFileKey(std::string_view key) {
  return key.size() > kFileSuffix.size() &&
         key.substr(key.size() - kFileSuffix.size()) == kFileSuffix;
}

absl::Status AddLine(std::string_view line, const std::string& folder,
                     Profile& profile) {
  const size_t equals = line.find('=');
  const std::string_view key = Trimmed(line.substr(0, equals));
  if (equals == std::string_view::npos) {
    return Usage("NO_SETTING", {{"found", std::string(line)}});
  }
  if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) {
    return Usage("UNKNOWN_SETTING", {{"found", std::string(key)}});
  }
  std::string value(Trimmed(line.substr(equals + 1)));
  if (IsFileKey(key) && !value.empty() && value.front() != '/') {
    value = Concat(folder, "/", value);
  }
  if (!profile.emplace(key, std::move(value)).second) {
    return Usage("SET_TWICE", {{"found", std::string(key)}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Profile> ParseProfile(std::string_view text,
                                     const std::string& folder) {
  Profile profile;
  for (int number = 1; !text.empty(); ++number) {
    const size_t end = text.find('\n');
    const std::string_view line = Trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') continue;
    const absl::Status status = AddLine(line, folder, profile);
    if (!status.ok()) return At(Concat(number), status);
  }
  return profile;
}

absl::StatusOr<Profile> LoadProfile(const std::string& folder,
                                    const std::string& name) {
  const std::string path = Concat(folder, "/", name);
  const absl::StatusOr<std::string> text = ReadWholeFile(path);
  if (!text.ok()) return Usage("NO_PROFILE", {{"name", name}, {"path", path}});
  absl::StatusOr<Profile> profile = ParseProfile(*text, folder);
  if (profile.ok()) return profile;
  return profile.status();
}

absl::Status CheckProfileName(std::string_view name) {
  const bool is_fit =
      !name.empty() && name.front() != '.' &&
      std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return c > ' ' && c != '/' && c != 0x7f;
      });
  if (is_fit) return absl::OkStatus();
  return Usage("BAD_PROFILE_NAME", {{"found", std::string(name)}});
}

}  // namespace epiledger::cli
