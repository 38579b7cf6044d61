#include "clients/cli/values/moment.h"

#include <cctype>
#include <map>

#include "absl/strings/numbers.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr int kMaxOffsetMinutes = 14 * 60;

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

// The number that all of `text` is, of exactly `size` digits; -1 otherwise.
int Digits(std::string_view text, size_t size) {
  int value = -1;
  if (text.size() != size ||
      text.find_first_of("+- ") != std::string_view::npos ||
      !absl::SimpleAtoi(ToAbsl(text), &value)) {
    return -1;
  }
  return value;
}

// Where the offset of `2020-02-01T08:30+08:00` begins; npos without one.
size_t OffsetAt(std::string_view text) {
  constexpr size_t kDateSize = 10;
  return text.find_first_of("Z+-", kDateSize);
}

}  // namespace

absl::StatusOr<absl::TimeZone> ParseZone(std::string_view text) {
  if (text == "Z") return absl::UTCTimeZone();
  if (text.size() == 6 && (text[0] == '+' || text[0] == '-') &&
      text[3] == ':') {
    const int hours = Digits(text.substr(1, 2), 2);
    const int minutes = Digits(text.substr(4, 2), 2);
    const int offset = hours * 60 + minutes;
    if (hours >= 0 && minutes >= 0 && minutes < 60 &&
        offset <= kMaxOffsetMinutes) {
      return absl::FixedTimeZone((text[0] == '-' ? -60 : 60) * offset);
    }
  }
  return WrongText("BAD_ZONE", text);
}

absl::StatusOr<google::type::Date> ParseDate(std::string_view text,
                                             absl::Time now,
                                             const absl::TimeZone& zone) {
  const absl::CivilDay today = absl::ToCivilDay(now, zone);
  if (text == "today") return ToDate(today);
  if (text == "yesterday") return ToDate(today - 1);
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const int year = Digits(text.substr(0, 4), 4);
    const int month = Digits(text.substr(5, 2), 2);
    const int day = Digits(text.substr(8, 2), 2);
    const absl::CivilDay civil(year, month, day);
    if (year > 0 && civil.year() == year && civil.month() == month &&
        civil.day() == day) {
      return ToDate(civil);
    }
  }
  return WrongText("BAD_DATE_TEXT", text);
}

absl::StatusOr<google::protobuf::Timestamp> ParseTime(
    std::string_view text, absl::Time now, const absl::TimeZone& zone) {
  if (text == "now") return ToTimestamp(now);
  const size_t offset_at = OffsetAt(text);
  absl::TimeZone own = zone;
  if (offset_at != std::string_view::npos) {
    const auto parsed = ParseZone(text.substr(offset_at));
    if (!parsed.ok()) return WrongText("BAD_TIME_TEXT", text);
    own = *parsed;
  }
  std::string civil(text.substr(0, offset_at));
  constexpr size_t kBetween = 10;
  if (civil.size() > kBetween && civil[kBetween] == ' ') civil[kBetween] = 'T';
  for (const char* format : {"%Y-%m-%dT%H:%M:%E*S", "%Y-%m-%dT%H:%M"}) {
    absl::Time time;
    if (absl::ParseTime(format, civil, own, &time, nullptr)) {
      return ToTimestamp(time);
    }
  }
  return WrongText("BAD_TIME_TEXT", text);
}

absl::StatusOr<absl::Duration> ParseDuration(std::string_view text) {
  static constexpr std::pair<char, int> kUnits[] = {
      {'s', 1}, {'m', 60}, {'h', 3'600}, {'d', 86'400}};
  for (const auto& [unit, seconds] : kUnits) {
    if (text.empty() || text.back() != unit) continue;
    const std::string_view digits = text.substr(0, text.size() - 1);
    const int number = digits.size() <= 6 ? Digits(digits, digits.size()) : -1;
    if (number > 0) return absl::Seconds(number) * seconds;
  }
  return WrongText("BAD_DURATION", text);
}

std::string FormatDate(const google::type::Date& date) {
  return FormatDay(absl::CivilDay(date.year(), date.month(), date.day()));
}

std::string FormatDay(absl::CivilDay day) { return absl::FormatCivilTime(day); }

std::string FormatTime(const google::protobuf::Timestamp& time,
                       const absl::TimeZone& zone) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", ToTime(time), zone);
}

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  constexpr int64_t kMicros = 1'000'000;
  const int64_t micros = absl::ToUnixMicros(time);
  google::protobuf::Timestamp proto;
  const int64_t seconds = micros / kMicros - (micros % kMicros < 0 ? 1 : 0);
  proto.set_seconds(seconds);
  proto.set_nanos(static_cast<int32_t>(micros - seconds * kMicros) * 1'000);
  return proto;
}

}  // namespace epiledger::cli
