#include "clients/cli/terminal/tone.h"

#include <iterator>

#include "services/text.h"

namespace epiledger::cli {

std::string Painted(std::string_view text, Tone tone) {
  // Green, yellow, and red that stands out on light and dark grounds.
  static constexpr std::string_view kCodes[] = {"", "\x1b[32m", "\x1b[33m",
                                                "\x1b[1;31m"};
  constexpr std::string_view kPlainAgain = "\x1b[0m";
  const auto index = static_cast<size_t>(tone);
  if (text.empty() || index == 0 || index >= std::size(kCodes)) {
    return std::string(text);
  }
  return Concat(kCodes[index], text, kPlainAgain);
}

}  // namespace epiledger::cli
