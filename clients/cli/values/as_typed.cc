#include "clients/cli/values/as_typed.h"

#include <functional>
#include <regex>

#include "clients/cli/values/moment.h"
#include "clients/cli/values/resource_name.h"

namespace epiledger::cli {
namespace {

std::string Replaced(
    const std::string& text, const std::regex& pattern,
    const std::function<std::string(const std::string&)>& replacement) {
  std::string replaced;
  auto rest = text.begin();
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end;
       match != end; ++match) {
    replaced.append(rest, (*match)[0].first);
    replaced += replacement(match->str());
    rest = (*match)[0].second;
  }
  replaced.append(rest, text.end());
  return replaced;
}

std::string InZone(const std::string& text, const absl::TimeZone& zone) {
  absl::Time time;
  return absl::ParseTime("%Y-%m-%dT%H:%M:%SZ", text, &time, nullptr)
             ? FormatTime(ToTimestamp(time), zone)
             : text;
}

}  // namespace

std::string AsTyped(const std::string& text, const absl::TimeZone& zone) {
  static const std::regex kName(
      "counties/[a-z0-9][a-z0-9-]*(/[a-zA-Z]+/[a-z0-9][a-z0-9-]*)*");
  static const std::regex kTime(
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
  return Replaced(
      Replaced(text, kName,
               [](const std::string& name) { return ShortName(name); }),
      kTime, [&zone](const std::string& time) { return InZone(time, zone); });
}

}  // namespace epiledger::cli
