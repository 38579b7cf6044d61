#include "clients/cli/sheets/date_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/moment.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kMidnights[] = {" 00:00:00", " 0:00:00", " 00:00",
                                           " 0:00"};

// What stands behind year, month and day.
struct Form {
  std::array<std::string_view, 3> behind;
};
constexpr Form kForms[] = {{{"-", "-", ""}},     {{"/", "/", ""}},
                           {{".", ".", ""}},     {{"年", "月", "日"}},
                           {{"年", "月", "号"}}, {{"年", "月", ""}}};

void TakeMidnight(std::string& text) {
  for (const std::string_view midnight : kMidnights) {
    if (text.size() > midnight.size() &&
        text.compare(text.size() - midnight.size(), midnight.size(),
                     midnight) == 0) {
      text.resize(text.size() - midnight.size());
      return;
    }
  }
}

// Digits from the beginning of `text`, filled up with zeros to `size`; nothing
// when there are none, or more.
std::optional<std::string> TakeDigits(std::string_view& text, size_t size) {
  const size_t count =
      std::min(text.find_first_not_of("0123456789"), text.size());
  if (count == 0 || count > size) return std::nullopt;
  std::string digits(size - count, '0');
  digits.append(text.substr(0, count));
  text.remove_prefix(count);
  return digits;
}

// `2020-02-01` for a text of the form; nothing when it has another one.
std::optional<std::string> Canonical(std::string_view text, const Form& form) {
  constexpr size_t kYearSize = 4;
  if (std::min(text.find_first_not_of("0123456789"), text.size()) !=
      kYearSize) {
    return std::nullopt;
  }
  std::string date;
  for (size_t part = 0; part < form.behind.size(); ++part) {
    const auto digits = TakeDigits(text, part == 0 ? kYearSize : 2);
    const std::string_view behind = form.behind[part];
    if (!digits.has_value() || text.substr(0, behind.size()) != behind) {
      return std::nullopt;
    }
    text.remove_prefix(behind.size());
    date = Concat(date, date.empty() ? "" : "-", *digits);
  }
  if (!text.empty()) return std::nullopt;
  return date;
}

// `20200201`.
std::optional<std::string> CanonicalDigits(std::string_view text) {
  constexpr size_t kSize = 8;
  if (text.size() != kSize ||
      text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  return Concat(text.substr(0, 4), "-", text.substr(4, 2), "-", text.substr(6));
}

std::optional<std::string> Canonical(std::string_view text) {
  for (const Form& form : kForms) {
    if (auto date = Canonical(text, form)) return date;
  }
  return CanonicalDigits(text);
}

}  // namespace

absl::StatusOr<google::type::Date> ParseDateCell(std::string_view cell) {
  std::string text = HalfWidth(cell);
  TakeMidnight(text);
  // `2020 年 2 月 1 日`; elsewhere a space parts the day from something else.
  if (text.find("年") != std::string::npos) text = Compact(text);
  const std::optional<std::string> date = Canonical(text);
  if (date.has_value()) {
    auto parsed = ParseDate(*date, absl::Time(), absl::UTCTimeZone());
    if (parsed.ok()) return parsed;
  }
  return Usage("SHEET_BAD_DATE", {{"found", rpc::Excerpt(Tidy(cell))}});
}

}  // namespace epiledger::cli
