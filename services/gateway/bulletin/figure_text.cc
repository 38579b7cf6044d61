#include "services/gateway/bulletin/figure_text.h"

#include "absl/strings/str_format.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

constexpr int32_t kNanosPerFen = 10'000'000;
constexpr int64_t kFenPerYuan = 100;

}  // namespace

std::string NumberText(int64_t number) {
  const std::string digits = absl::StrFormat("%d", number);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    const bool is_group = i > 0 && (digits.size() - i) % 3 == 0;
    if (is_group && digits[i - 1] != '-') text += ',';
    text += digits[i];
  }
  return text;
}

std::string DateText(const google::type::Date& date) {
  if (date.year() == 0) return "";
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(),
                         date.day());
}

std::string MomentText(const google::protobuf::Timestamp& time,
                       absl::TimeZone zone) {
  return absl::FormatTime("%Y-%m-%d %H:%M", ToTime(time), zone);
}

std::string TenthsText(int64_t tenths) {
  return absl::StrFormat("%d.%d", tenths / 10, tenths % 10);
}

std::string PercentText(int64_t part, int64_t whole) {
  // Parts and wholes are at most 10^15: a thousand times that fits.
  return TenthsText((part * 1000 + whole / 2) / whole) + "%";
}

int64_t FenOf(const google::type::Money& money) {
  return money.units() * kFenPerYuan + money.nanos() / kNanosPerFen;
}

google::type::Date DateOf(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

}  // namespace epiledger::gateway
