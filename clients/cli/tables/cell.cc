#include "clients/cli/tables/cell.h"

#include "absl/strings/str_format.h"

namespace epiledger::cli {

std::string PlainNumber(const DecimalCell& number) {
  const bool is_negative = number.value < 0;
  // Of the smallest int64, too.
  const uint64_t magnitude =
      is_negative ? uint64_t{0} - static_cast<uint64_t>(number.value)
                  : static_cast<uint64_t>(number.value);
  std::string digits = std::to_string(magnitude);
  const auto decimals = static_cast<size_t>(number.decimals);
  if (digits.size() <= decimals) {
    digits.insert(0, decimals + 1 - digits.size(), '0');
  }
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return is_negative ? "-" + digits : digits;
}

std::string PlainDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string PlainTime(absl::CivilSecond time) {
  return absl::StrFormat("%s %02d:%02d:%02d", PlainDay(absl::CivilDay(time)),
                         time.hour(), time.minute(), time.second());
}

}  // namespace epiledger::cli
