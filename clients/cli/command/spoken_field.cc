#include "clients/cli/command/spoken_field.h"

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "clients/cli/command/flags.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// What follows `path` in `field`; nothing when it is another field.
std::optional<std::string_view> After(std::string_view path,
                                      std::string_view field) {
  if (path.empty() || field.substr(0, path.size()) != path) return std::nullopt;
  const std::string_view rest = field.substr(path.size());
  if (!rest.empty() && rest.front() != '.' && rest.front() != '[') {
    return std::nullopt;
  }
  return rest;
}

// `rest` is `[0].confirm`; empty when it is not of that form, or nothing was
// typed there.
std::string SpokenElement(const Flag& flag, const Arguments& arguments,
                          std::string_view rest) {
  const size_t end = rest.find(']');
  size_t index = 0;
  if (end == std::string_view::npos ||
      !absl::SimpleAtoi(ToAbsl(rest.substr(1, end - 1)), &index)) {
    return "";
  }
  const std::vector<std::string> typed = arguments.List(flag.flag);
  if (index >= typed.size()) return "";
  const std::string spoken = Concat(flag.flag, " ", typed[index]);
  rest.remove_prefix(end + 1);
  if (rest.empty()) return spoken;
  // A question back is answered by this very word.
  if (rest == ".confirm") return Concat(spoken, ",confirm");
  if (rest == ".if_moved") return Concat(spoken, ",moved=use-my-count");
  return Concat(spoken, " (", rest.substr(1), ")");
}

}  // namespace

std::string SpokenField(const Command& command, const Arguments& arguments,
                        std::string_view field) {
  for (const Flag& flag : FlagsOf(command)) {
    if (After(flag.path, field).has_value()) return std::string(flag.flag);
    const auto rest = After(flag.elements, field);
    if (!rest.has_value()) continue;
    const std::string spoken = SpokenElement(flag, arguments, *rest);
    return spoken.empty() ? std::string(flag.flag) : spoken;
  }
  return std::string(field);
}

}  // namespace epiledger::cli
