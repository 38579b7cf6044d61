#include "clients/cli/values/quantity_text.h"

#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kTenThousand = "万";
// Between a number and its pack, for those who like it.
constexpr std::string_view kTimes[] = {"*", "×"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c));
}
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

class QuantityReader {
 public:
  explicit QuantityReader(std::string_view text)
      : found_(text), text_(HalfWidth(text)), rest_(text_) {}

  absl::StatusOr<std::vector<QuantityPart>> Read() && {
    std::vector<QuantityPart> parts;
    for (bool is_more = true; is_more;) {
      auto part = ReadPart();
      if (!part.ok()) return part.status();
      SkipSpaces();
      const bool has_plus = Take("+");
      is_more = has_plus || !rest_.empty();
      // `3 20`: of what are there three?
      if (is_more && !has_plus && part->pack.empty()) return Wrong();
      parts.push_back(*std::move(part));
    }
    return parts;
  }

 private:
  absl::Status Wrong() const { return Refused("BAD_QUANTITY"); }
  absl::Status Refused(std::string_view reason) const {
    return Usage(reason, {{"found", std::string(found_)},
                          {"limit", Concat(limits::kMaxPieces)}});
  }

  void SkipSpaces() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }
  bool Take(std::string_view word) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  absl::StatusOr<QuantityPart> ReadPart() {
    SkipSpaces();
    const absl::StatusOr<int64_t> count = ReadCount();
    if (!count.ok()) return count.status();
    SkipSpaces();
    bool is_of_packs = false;
    for (const std::string_view times : kTimes) {
      is_of_packs = is_of_packs || Take(times);
    }
    SkipSpaces();
    QuantityPart part{ReadPack(), *count};
    const bool is_no_name =
        part.pack.empty()
            ? is_of_packs
            : IsAscii(part.pack.front()) && !IsLetter(part.pack.front());
    if (is_no_name) return Wrong();
    return part;
  }

  // Digits, with a comma before each three of them or none.
  std::string ReadDigits() {
    std::string digits;
    while (!rest_.empty()) {
      const bool is_grouping =
          rest_.front() == ',' && !digits.empty() && IsGroup(rest_.substr(1));
      if (!is_grouping && !IsDigit(rest_.front())) break;
      if (!is_grouping) digits.push_back(rest_.front());
      rest_.remove_prefix(1);
    }
    return digits;
  }
  static bool IsGroup(std::string_view text) {
    constexpr size_t kGroupDigits = 3;
    for (size_t i = 0; i < kGroupDigits; ++i) {
      if (i >= text.size() || !IsDigit(text[i])) return false;
    }
    return text.size() == kGroupDigits || !IsDigit(text[kGroupDigits]);
  }

  absl::StatusOr<int64_t> ReadCount() {
    std::string digits = ReadDigits();
    if (digits.empty()) return Wrong();
    std::string decimals;
    if (Take(".")) {
      decimals = ReadDigits();
      if (decimals.empty()) return Wrong();
    }
    SkipSpaces();
    constexpr size_t kZeros = 4;
    const size_t places = Take(kTenThousand) ? kZeros : 0;
    while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
    if (decimals.size() > places) return Refused("QUANTITY_NOT_WHOLE");
    decimals.resize(places, '0');
    return ToCount(digits + decimals);
  }

  absl::StatusOr<int64_t> ToCount(std::string_view digits) const {
    int64_t count = 0;
    for (const char digit : digits) {
      count = count * 10 + (digit - '0');
      if (count > limits::kMaxPieces) return Refused("QUANTITY_TOO_LARGE");
    }
    return count;
  }

  // Up to a space or `+`; what does not begin with a Latin letter, up to what
  // is ASCII.
  std::string ReadPack() {
    if (rest_.empty() || IsDigit(rest_.front())) return "";
    const bool is_latin = IsAscii(rest_.front());
    size_t size = 0;
    for (; size < rest_.size(); ++size) {
      const char c = rest_[size];
      if (c == ' ' || c == '+' || (!is_latin && IsAscii(c))) break;
    }
    std::string pack(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return pack;
  }

  const std::string_view found_;
  const std::string text_;
  std::string_view rest_;
};

}  // namespace

absl::StatusOr<std::vector<QuantityPart>> ParseQuantityText(
    std::string_view text) {
  return QuantityReader(text).Read();
}

}  // namespace epiledger::cli
