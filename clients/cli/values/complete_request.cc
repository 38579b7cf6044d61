#include "clients/cli/values/complete_request.h"

#include <string>
#include <vector>

#include "clients/cli/terminal/exit.h"
#include "epiledger/type/v1/field.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status CompleteString(const Place& place, Message& message,
                            const FieldDescriptor& field) {
  const auto& rule = field.options().GetExtension(type::v1::rule);
  if (rule.name().empty()) return absl::OkStatus();
  const auto& reflection = *message.GetReflection();
  const auto complete = [&](std::string& text) -> absl::Status {
    auto name = CompleteName(rule.name(), text, place);
    if (!name.ok()) return At(field.name(), name.status());
    text = *std::move(name);
    return absl::OkStatus();
  };
  if (!field.is_repeated()) {
    std::string text = reflection.GetString(message, &field);
    if (text.empty()) return absl::OkStatus();
    const absl::Status status = complete(text);
    if (status.ok()) reflection.SetString(&message, &field, std::move(text));
    return status;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    std::string text = reflection.GetRepeatedString(message, &field, i);
    const absl::Status status = complete(text);
    if (!status.ok()) return status;
    reflection.SetRepeatedString(&message, &field, i, std::move(text));
  }
  return absl::OkStatus();
}

absl::Status CompleteFields(const Place& place, Message& message);

absl::Status CompleteMessages(const Place& place, Message& message,
                              const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    return CompleteFields(place, *reflection.MutableMessage(&message, &field));
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    const absl::Status status = CompleteFields(
        place, *reflection.MutableRepeatedMessage(&message, &field, i));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status CompleteFields(const Place& place, Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    absl::Status status;
    if (field->message_type() != nullptr) {
      status = CompleteMessages(place, message, *field);
    } else if (field->type() == FieldDescriptor::TYPE_STRING) {
      status = CompleteString(place, message, *field);
    }
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CompleteRequest(const Place& place, Message& request) {
  const auto& type = *request.GetDescriptor();
  const auto& reflection = *request.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const auto& rule = field.options().GetExtension(type::v1::rule);
    if (rule.name().empty() || !rule.required() || field.is_repeated() ||
        !reflection.GetString(request, &field).empty()) {
      continue;
    }
    auto name = CompleteName(rule.name(), "", place);
    if (!name.ok()) return name.status();
    reflection.SetString(&request, &field, *std::move(name));
  }
  return CompleteFields(place, request);
}

}  // namespace epiledger::cli
