#include "services/journal/export_line.h"

#include <charconv>
#include <system_error>

#include "absl/strings/escaping.h"
#include "services/text.h"

namespace epiledger::journal {

bool ExportLine::Take(std::string_view text) {
  if (failed_ || rest_.substr(0, text.size()) != text) return false;
  rest_.remove_prefix(text.size());
  return true;
}

ExportLine& ExportLine::Expect(std::string_view text) {
  if (!Take(text)) Fail();
  return *this;
}

std::string_view ExportLine::Until(char end) {
  const size_t size = rest_.find(end);
  if (failed_ || size == std::string_view::npos) {
    Fail();
    return {};
  }
  const std::string_view found = rest_.substr(0, size);
  rest_.remove_prefix(size + 1);
  return found;
}

int64_t ExportLine::Number() {
  int64_t number = 0;
  const char* const begin = rest_.data();
  const auto [end, error] =
      std::from_chars(begin, begin + rest_.size(), number);
  // One spelling: no zeros in front, and no zero with a sign.
  if (error != std::errc() ||
      std::string_view(begin, static_cast<size_t>(end - begin)) !=
          std::to_string(number)) {
    Fail();
    return 0;
  }
  rest_.remove_prefix(static_cast<size_t>(end - begin));
  return number;
}

std::string ExportLine::Text() {
  std::string text;
  Expect("\"");
  while (!failed_ && !Take("\"")) {
    const bool escaped = Take("\\");
    if (rest_.empty() ||
        (escaped && rest_.front() != '"' && rest_.front() != '\\')) {
      Fail();
      break;
    }
    text.push_back(rest_.front());
    rest_.remove_prefix(1);
  }
  return text;
}

std::string ExportLine::Hex(size_t size) {
  Expect("\"");
  const std::string_view digits = Until('"');
  if (digits.size() != 2 * size ||
      digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    Fail();
    return std::string(size, '\0');
  }
  return absl::HexStringToBytes(ToAbsl(digits));
}

std::string ExportLine::Base64() {
  Expect("\"");
  const std::string_view text = Until('"');
  std::string bytes;
  // Other spellings of the same bytes are not those of an export.
  if (!absl::Base64Unescape(ToAbsl(text), &bytes) ||
      absl::Base64Escape(bytes) != ToAbsl(text)) {
    Fail();
  }
  return bytes;
}

}  // namespace epiledger::journal
