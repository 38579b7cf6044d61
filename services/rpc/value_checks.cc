#include "services/rpc/value_checks.h"

#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::rpc {
namespace {

constexpr int32_t kNanosPerFen = 10'000'000;
constexpr int64_t kFenPerUnit = 100;
constexpr int32_t kNanosPerMicrosecond = 1'000;
constexpr int32_t kNanosPerSecond = 1'000'000'000;

unsigned ByteAt(std::string_view text, size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

// True when a control character of more than one byte begins at `at`:
// U+0080–U+009F, U+2028–U+202E (separators, overrides), U+2066–U+2069.
bool IsWideControl(std::string_view text, size_t at) {
  const unsigned first = ByteAt(text, at);
  const unsigned second = ByteAt(text, at + 1);
  const unsigned third = ByteAt(text, at + 2);
  if (first == 0xC2) return second >= 0x80 && second <= 0x9F;
  if (first != 0xE2) return false;
  return (second == 0x80 && third >= 0xA8 && third <= 0xAE) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

// Where the first control character begins, or npos.
size_t FindControl(std::string_view text, bool multiline) {
  for (size_t at = 0; at < text.size(); ++at) {
    const unsigned byte = ByteAt(text, at);
    if (byte >= 0x20 && byte < 0x7F) continue;
    if (multiline && (byte == '\n' || byte == '\t')) continue;
    if (byte < 0x20 || byte == 0x7F || IsWideControl(text, at)) return at;
  }
  return std::string_view::npos;
}

// The spaces, and what nobody sees, of more than one byte: firm and wide
// spaces, U+2000–U+200F, U+202F, U+205F–U+206F, soft hyphen, filler, byte order
// mark.
size_t WideBlankAt(std::string_view text, size_t at) {
  const unsigned first = ByteAt(text, at);
  const unsigned second = ByteAt(text, at + 1);
  const unsigned third = ByteAt(text, at + 2);
  if (first == 0xC2) return second == 0xA0 || second == 0xAD ? 2 : 0;
  const bool is_blank =
      (first == 0xE2 && second == 0x80 && (third <= 0x8F || third == 0xAF)) ||
      (first == 0xE2 && second == 0x81 && third >= 0x9F && third <= 0xAF) ||
      (first == 0xE3 && second == 0x80 && third == 0x80) ||
      (first == 0xE3 && second == 0x85 && third == 0xA4) ||
      (first == 0xEF && second == 0xBB && third == 0xBF);
  return is_blank ? 3 : 0;
}

bool IsBlank(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const bool is_space =
        text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
    const size_t length = is_space ? 1 : WideBlankAt(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string Text(int64_t number) { return std::to_string(number); }

std::string DateText(const google::type::Date& date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(),
                         date.day());
}

std::map<std::string, std::string> Years() {
  return {{"minimum", Text(limits::kFirstYear)},
          {"maximum", Text(limits::kLastYear)}};
}

MaybeFinding Found(std::string_view reason, std::string found,
                   std::string_view part) {
  return Finding{reason, {{"found", std::move(found)}}, part};
}

}  // namespace

MaybeFinding CheckText(std::string_view text, const TextRule& rule) {
  if (text.size() > rule.max_length) {
    return Finding{"TOO_LONG",
                   {{"length", std::to_string(text.size())},
                    {"limit", std::to_string(rule.max_length)}},
                   {}};
  }
  const size_t control = FindControl(text, rule.multiline);
  if (control != std::string_view::npos) {
    return Finding{
        "CONTROL_CHARACTER", {{"position", std::to_string(control)}}, {}};
  }
  if (rule.required && IsBlank(text)) return Finding{"REQUIRED", {}, {}};
  if (rule.id && !IsId(text)) return Found("BAD_ID", Excerpt(text), {});
  if (rule.pattern.empty() || MatchName(rule.pattern, text).has_value()) {
    return std::nullopt;
  }
  return Finding{
      "BAD_NAME", {{"found", Excerpt(text)}, {"pattern", rule.pattern}}, {}};
}

MaybeFinding CheckInteger(int64_t value, const IntegerRule& rule) {
  if (value >= rule.minimum && value <= rule.maximum) return std::nullopt;
  return Finding{"OUT_OF_RANGE",
                 {{"found", Text(value)},
                  {"minimum", Text(rule.minimum)},
                  {"maximum", Text(rule.maximum)}},
                 {}};
}

MaybeFinding CheckMoney(const google::type::Money& money,
                        const IntegerRule& rule) {
  const int64_t units = money.units();
  const int32_t nanos = money.nanos();
  if (money.currency_code() != "CNY") {
    return Found("CURRENCY_NOT_CNY", Excerpt(money.currency_code()),
                 "currency_code");
  }
  if (nanos <= -kNanosPerSecond || nanos >= kNanosPerSecond) {
    return Finding{"OUT_OF_RANGE",
                   {{"found", Text(nanos)},
                    {"minimum", Text(1 - kNanosPerSecond)},
                    {"maximum", Text(kNanosPerSecond - 1)}},
                   "nanos"};
  }
  if (nanos % kNanosPerFen != 0) {
    return Found("FRACTION_OF_FEN", Text(nanos), "nanos");
  }
  if ((units > 0 && nanos < 0) || (units < 0 && nanos > 0)) {
    return Finding{"SIGNS_DIFFER", {}, {}};
  }
  constexpr int64_t kMaxUnits = limits::kMaxAmount / kFenPerUnit;
  if (units < -kMaxUnits || units > kMaxUnits) {
    return Finding{"OUT_OF_RANGE",
                   {{"found", Text(units)},
                    {"minimum", Text(rule.minimum / kFenPerUnit)},
                    {"maximum", Text(kMaxUnits)}},
                   "units"};
  }
  const int64_t fen = units * kFenPerUnit + nanos / kNanosPerFen;
  MaybeFinding finding = CheckInteger(fen, rule);
  if (finding.has_value()) finding->reason = "AMOUNT_OUT_OF_RANGE";
  return finding;
}

MaybeFinding CheckDate(const google::type::Date& date) {
  if (date.year() < limits::kFirstYear || date.year() > limits::kLastYear) {
    std::map<std::string, std::string> metadata = Years();
    metadata["found"] = DateText(date);
    return Finding{"DATE_OUT_OF_RANGE", std::move(metadata), {}};
  }
  // CivilDay carries over what the calendar does not have.
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (day.month() == date.month() && day.day() == date.day()) {
    return std::nullopt;
  }
  return Found("BAD_DATE", DateText(date), {});
}

MaybeFinding CheckTimestamp(const google::protobuf::Timestamp& time) {
  static const int64_t first = absl::ToUnixSeconds(absl::FromCivil(
      absl::CivilSecond(limits::kFirstYear, 1, 1), absl::UTCTimeZone()));
  static const int64_t end = absl::ToUnixSeconds(absl::FromCivil(
      absl::CivilSecond(limits::kLastYear + 1, 1, 1), absl::UTCTimeZone()));
  if (time.seconds() < first || time.seconds() >= end || time.nanos() < 0 ||
      time.nanos() >= kNanosPerSecond) {
    return Finding{"BAD_TIME", Years(), {}};
  }
  if (time.nanos() % kNanosPerMicrosecond != 0) {
    return Found("TIME_TOO_FINE", Text(time.nanos()), "nanos");
  }
  return std::nullopt;
}

}  // namespace epiledger::rpc
