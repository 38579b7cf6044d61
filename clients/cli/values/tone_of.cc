#include "clients/cli/values/tone_of.h"

#include <algorithm>
#include <string>
#include <vector>

#include "clients/cli/values/field_path.h"
#include "clients/cli/values/format_value.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct ValueTone {
  // An enum value's full name.
  std::string_view value;
  Tone tone;
};

// What is not here is plain.
constexpr ValueTone kTones[] = {
    {"epiledger.command.v1.PartStatus.STATE_FRESH", Tone::kGood},
    {"epiledger.command.v1.PartStatus.STATE_STALE", Tone::kWarning},
    {"epiledger.command.v1.PartStatus.STATE_NEVER_SEEN", Tone::kAlarm},
    {"epiledger.command.v1.RankedFacility.STANDING_FAILED", Tone::kAlarm},
    {"epiledger.command.v1.RankedFacility.STANDING_UNKNOWN", Tone::kWarning},
    {"epiledger.command.v1.RankedFacility.STANDING_FAILS_LATER",
     Tone::kWarning},
    {"epiledger.command.v1.RankedFacility.STANDING_NOTHING_FAILS", Tone::kGood},
    {"epiledger.command.v1.ChangedFigure.ABSENCE_NOT_KNOWN", Tone::kWarning},
    {"epiledger.supplies.v1.Supply.BAND_OUT", Tone::kAlarm},
    {"epiledger.supplies.v1.Supply.BAND_CRITICAL", Tone::kAlarm},
    {"epiledger.supplies.v1.Supply.BAND_LOW", Tone::kWarning},
    {"epiledger.supplies.v1.KNOWLEDGE_STALE", Tone::kWarning},
    {"epiledger.supplies.v1.KNOWLEDGE_UNKNOWN", Tone::kWarning},
    {"epiledger.readiness.v1.REPORT_STATE_ON_TIME", Tone::kGood},
    {"epiledger.readiness.v1.REPORT_STATE_LATE", Tone::kWarning},
    {"epiledger.readiness.v1.REPORT_STATE_MISSING", Tone::kAlarm},
    {"epiledger.readiness.v1.InPlace.STATE_IN_PLACE", Tone::kGood},
    {"epiledger.readiness.v1.InPlace.STATE_NOT_IN_PLACE", Tone::kAlarm},
    {"epiledger.readiness.v1.Finding.SEVERITY_CRITICAL", Tone::kAlarm},
    {"epiledger.readiness.v1.Finding.SEVERITY_MAJOR", Tone::kWarning},
};

Tone ToneOfField(const Message& message, const FieldDescriptor& field);

// A report's status, or whatever a oneof holds.
Tone ToneWithin(const Message& message) {
  const auto& type = *message.GetDescriptor();
  if (type.full_name() == "epiledger.readiness.v1.ReportStatus") {
    return ToneOfField(message, *type.FindFieldByName("state"));
  }
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.real_containing_oneof() != nullptr &&
        message.GetReflection()->HasField(message, &field)) {
      return ToneOfField(message, field);
    }
  }
  return Tone::kPlain;
}

Tone ToneOfField(const Message& message, const FieldDescriptor& field) {
  if (field.is_repeated()) return Tone::kPlain;
  const auto& reflection = *message.GetReflection();
  if (field.message_type() != nullptr) {
    return reflection.HasField(message, &field)
               ? ToneWithin(reflection.GetMessage(message, &field))
               : Tone::kPlain;
  }
  if (field.enum_type() == nullptr) return Tone::kPlain;
  const std::string& value = reflection.GetEnum(message, &field)->full_name();
  const auto* const found = std::ranges::find(kTones, value, &ValueTone::value);
  return found == std::end(kTones) ? Tone::kPlain : found->tone;
}

}  // namespace

Tone ToneOf(const Message& message, std::string_view path) {
  const std::string_view field_path = FieldOf(path);
  const size_t dot = field_path.rfind('.');
  const bool is_nested = dot != std::string_view::npos;
  const std::vector<const Message*> holders =
      MessagesAt(message, is_nested ? field_path.substr(0, dot) : "");
  if (holders.size() != 1) return Tone::kPlain;
  const FieldDescriptor* const field =
      holders.front()->GetDescriptor()->FindFieldByName(
          std::string(is_nested ? field_path.substr(dot + 1) : field_path));
  return field == nullptr ? Tone::kPlain
                          : ToneOfField(*holders.front(), *field);
}

}  // namespace epiledger::cli
