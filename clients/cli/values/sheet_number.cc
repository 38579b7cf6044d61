#include "clients/cli/values/sheet_number.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/format_value.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr size_t kIncarnationDigits = 32;

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isxdigit(static_cast<unsigned char>(c));
  });
}

}  // namespace

std::string SheetNumber(const type::v1::BookToken& drawn_at) {
  return Concat(drawn_at.sequence(), "-", ToHex(drawn_at.incarnation()));
}

absl::StatusOr<type::v1::BookToken> ParseSheetNumber(std::string_view text,
                                                     std::string_view county) {
  const size_t dash = text.find('-');
  int64_t sequence = 0;
  const std::string digits(
      dash == std::string_view::npos ? "" : text.substr(dash + 1));
  if (!absl::SimpleAtoi(std::string(text.substr(0, dash)), &sequence) ||
      sequence < 0 || digits.size() != kIncarnationDigits || !IsHex(digits)) {
    return WrongText("BAD_SHEET_NUMBER", text);
  }
  type::v1::BookToken token;
  token.set_book(Concat("counties/", county, "/books/supplies"));
  token.set_sequence(sequence);
  token.set_incarnation(absl::HexStringToBytes(digits));
  return token;
}

}  // namespace epiledger::cli
