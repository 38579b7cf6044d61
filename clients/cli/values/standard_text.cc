#include "clients/cli/values/standard_text.h"

#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/parse_value.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kUntil = "..";

absl::Status SetDay(std::string_view day, const char* field,
                    const ValueContext& context,
                    google::protobuf::Message& standard) {
  if (day.empty()) return absl::OkStatus();
  return ParseValueAt(day, context, standard, field);
}

}  // namespace

absl::Status ParseStandardText(std::string_view text,
                               const ValueContext& context,
                               google::protobuf::Message& standard) {
  const size_t at = text.find('@');
  const absl::Status printed =
      ParseValueAt(text.substr(0, at), context, standard, "text");
  if (!printed.ok() || at == std::string_view::npos) return printed;
  const std::string_view days = text.substr(at + 1);
  const size_t until = days.find(kUntil);
  if (until == std::string_view::npos || days.size() == kUntil.size()) {
    return Usage("BAD_STANDARD", {{"found", std::string(text)}});
  }
  const absl::Status from =
      SetDay(days.substr(0, until), "valid_from", context, standard);
  if (!from.ok()) return from;
  return SetDay(days.substr(until + kUntil.size()), "valid_until", context,
                standard);
}

std::string FormatStandard(const google::protobuf::Message& standard,
                           const ValueContext& context) {
  const std::string from = FormatValue(standard, "valid_from", context);
  const std::string until = FormatValue(standard, "valid_until", context);
  std::string text = FormatValue(standard, "text", context);
  if (!from.empty() || !until.empty()) {
    text += Concat("@", from, kUntil, until);
  }
  return text;
}

}  // namespace epiledger::cli
