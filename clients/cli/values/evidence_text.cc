#include "clients/cli/values/evidence_text.h"

#include <map>
#include <utility>

#include "clients/cli/values/format_value.h"
#include "epiledger/type/v1/evidence.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using type::v1::EvidenceReason;

}  // namespace

std::string FormatReason(const Message& message, const ValueContext& context) {
  EvidenceReason reason;
  reason.CopyFrom(message);
  const auto* const kind =
      EvidenceReason::Kind_descriptor()->FindValueByNumber(reason.kind());
  // Of a younger service.
  if (kind == nullptr) return "";
  std::map<std::string, std::string> figures = {
      {"subject", FormatValue(reason, "subject:display", context)},
      {"have", FormatValue(reason, "have", context)},
      {"needed", FormatValue(reason, "needed", context)},
      {"days", FormatValue(reason, "days", context)},
      {"time", FormatValue(reason, "time", context)}};
  return context.texts(kind->full_name(), std::move(figures));
}

std::string FormatEssentialLine(const Message& line,
                                const ValueContext& context) {
  const bool is_units = FormatValue(line, "ready_units", context) != "0";
  const std::string amount = is_units ? "_units" : "_days_tenths:tenths";
  return context.texts(
      is_units ? "ESSENTIAL_UNITS" : "ESSENTIAL_DAYS",
      {{"item", FormatValue(line, "item", context)},
       {"ready", FormatValue(line, "ready" + amount, context)},
       {"at_risk", FormatValue(line, "at_risk" + amount, context)}});
}

std::string FormatFindingRule(const Message& rule,
                              const ValueContext& context) {
  std::string text = FormatValue(rule, "severity", context) + ":";
  for (const auto& [state, words] : {std::pair("open", "FINDING_OPEN"),
                                     std::pair("overdue", "FINDING_OVERDUE"),
                                     std::pair("fixed", "FINDING_FIXED")}) {
    const std::string standing = FormatValue(rule, state, context);
    if (standing.empty()) continue;
    text += context.texts(words, {{"standing", standing}});
  }
  return text;
}

}  // namespace epiledger::cli
