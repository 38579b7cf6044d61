#include "clients/cli/values/parse_parts.h"

#include <string>

#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/parse_value.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

std::string_view TakeUntil(char separator, std::string_view& text) {
  const size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

struct Part {
  std::string_view key;
  // `true` where there is no `=`.
  std::string_view value = "true";
};

Part PartOf(std::string_view text) {
  const size_t equals = text.find('=');
  if (equals == std::string_view::npos) return {text};
  return {text.substr(0, equals), text.substr(equals + 1)};
}

absl::Status SetField(std::string_view path, std::string_view value,
                      const ValueContext& context, Message& message) {
  const auto* field = FindField(*message.GetDescriptor(), FieldOf(path));
  if (!field->is_repeated()) {
    return ParseValueAt(value, context, message, path);
  }
  while (!value.empty()) {
    const absl::Status status =
        ParseValueAt(TakeUntil('+', value), context, message, path);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status SetLead(const Part& part, const PartForm& form, bool has_value,
                     const ValueContext& context, Message& message) {
  const absl::Status name =
      SetField(form.lead_name, part.key, context, message);
  if (!name.ok() || !has_value) return name;
  return SetField(form.lead_value, part.value, context, message);
}

absl::Status SetPart(const Part& part, const PartForm& form,
                     const ValueContext& context, Message& message) {
  std::string keys;
  for (const PartField& field : form.fields) {
    if (field.key == part.key) {
      return SetField(field.path, part.value, context, message);
    }
    if (!keys.empty()) keys += ", ";
    keys.append(field.key);
  }
  return Usage("UNKNOWN_PART",
               {{"found", std::string(part.key)}, {"choices", keys}});
}

}  // namespace

absl::Status ParseParts(std::string_view text, const PartForm& form,
                        const ValueContext& context, Message& message) {
  bool is_lead = !form.lead_name.empty();
  while (!text.empty()) {
    const std::string_view piece = TakeUntil(',', text);
    const Part part = PartOf(piece);
    const bool has_value = part.key.size() < piece.size();
    const absl::Status status =
        is_lead ? SetLead(part, form, has_value, context, message)
                : SetPart(part, form, context, message);
    if (!status.ok()) return At(piece, status);
    is_lead = false;
  }
  return absl::OkStatus();
}

}  // namespace epiledger::cli
