#include "clients/cli/values/amount.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include "clients/cli/terminal/exit.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr int64_t kFenPerYuan = 100;
constexpr int32_t kNanosPerFen = 10'000'000;
constexpr size_t kGroup = 3;

struct Unit {
  std::string_view suffix;
  // Digits behind the point that are still whole fen.
  size_t digits;
  MoneyUnit unit;
};
constexpr Unit kUnits[] = {{"万", 6, MoneyUnit::kTenThousand},
                           {"亿", 10, MoneyUnit::kHundredMillion},
                           {"千", 5, MoneyUnit::kThousand},
                           {"", 2, MoneyUnit::kYuan}};

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

bool TakeSuffix(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() ||
      text.substr(text.size() - suffix.size()) != suffix) {
    return false;
  }
  text.remove_suffix(suffix.size());
  return true;
}

// Digits behind the point of `number`, whose unit is taken from it; those of
// `unit` where it names none.
size_t TakeUnit(std::string_view& number, MoneyUnit unit) {
  const bool says_yuan = TakeSuffix(number, "元");
  const Unit* found = std::begin(kUnits);
  while (!TakeSuffix(number, found->suffix)) ++found;
  if (found->suffix.empty() && !says_yuan) {
    found = std::find_if(std::begin(kUnits), std::end(kUnits),
                         [unit](const Unit& u) { return u.unit == unit; });
  }
  return found->digits;
}

// `1,234,567` without its commas; nothing when they do not part thousands, for
// then a comma may have been meant as a point.
std::optional<std::string> WithoutGrouping(std::string_view text) {
  std::string digits;
  const bool is_grouped = text.find(',') != std::string_view::npos;
  while (!text.empty()) {
    const size_t comma = text.find(',');
    const std::string_view group = text.substr(0, comma);
    const bool is_first = digits.empty();
    const bool is_fit = is_first ? !group.empty() && group.size() <= kGroup
                                 : group.size() == kGroup;
    if (is_grouped && !is_fit) return std::nullopt;
    digits.append(group);
    text.remove_prefix(comma == std::string_view::npos ? text.size()
                                                       : comma + 1);
    if (comma != std::string_view::npos && text.empty()) return std::nullopt;
  }
  return digits;
}

}  // namespace

absl::StatusOr<int64_t> ParseYuan(std::string_view text, MoneyUnit unit) {
  std::string_view number = text;
  const size_t fen_digits = TakeUnit(number, unit);
  const size_t point = number.find('.');
  const auto whole = WithoutGrouping(number.substr(0, point));
  std::string_view part =
      point == std::string_view::npos ? "" : number.substr(point + 1);
  if (!whole.has_value() || whole->empty() || !IsDigits(*whole) ||
      !IsDigits(part) || (point != std::string_view::npos && part.empty())) {
    return WrongText("BAD_AMOUNT", text);
  }
  while (!part.empty() && part.back() == '0') part.remove_suffix(1);
  if (part.size() > fen_digits) return WrongText("NOT_WHOLE_FEN", text);
  int64_t fen = 0;
  std::string digits = Concat(*whole, part);
  digits.append(fen_digits - part.size(), '0');
  for (const char digit : digits) {
    fen = fen * 10 + (digit - '0');
    if (fen > limits::kMaxAmount) return WrongText("AMOUNT_TOO_LARGE", text);
  }
  return fen;
}

std::string FormatInteger(int64_t value) {
  const uint64_t magnitude = value < 0
                                 ? uint64_t{0} - static_cast<uint64_t>(value)
                                 : static_cast<uint64_t>(value);
  std::string digits = Concat(magnitude);
  for (size_t at = digits.size(); at > kGroup;)
    digits.insert(at -= kGroup, 1, ',');
  return value < 0 ? Concat("-", digits) : digits;
}

std::string FormatYuan(int64_t fen) {
  const int64_t rest =
      fen % kFenPerYuan < 0 ? -(fen % kFenPerYuan) : fen % kFenPerYuan;
  const std::string sign = fen < 0 && fen > -kFenPerYuan ? "-" : "";
  return Concat(sign, FormatInteger(fen / kFenPerYuan), rest < 10 ? ".0" : ".",
                rest);
}

google::type::Money ToMoney(int64_t fen) {
  google::type::Money money;
  money.set_currency_code("CNY");
  money.set_units(fen / kFenPerYuan);
  money.set_nanos(static_cast<int32_t>(fen % kFenPerYuan) * kNanosPerFen);
  return money;
}

int64_t ToFen(const google::type::Money& money) {
  return money.units() * kFenPerYuan + money.nanos() / kNanosPerFen;
}

}  // namespace epiledger::cli
