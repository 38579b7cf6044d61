#include "clients/cli/sheets/record_fields.h"

#include <vector>

#include "clients/cli/values/amount.h"
#include "clients/cli/values/field_path.h"
#include "google/type/money.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// No text of a request holds them: control characters are refused.
constexpr std::string_view kBegin = "\x1E";
constexpr std::string_view kEnd = "\x1F";

std::string ScalarContent(const Message& message, const FieldDescriptor& field,
                          int index) {
  const auto& reflection = *message.GetReflection();
  const bool is_one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ContentOf(
          is_one ? reflection.GetMessage(message, &field)
                 : reflection.GetRepeatedMessage(message, &field, index));
    case FieldDescriptor::CPPTYPE_STRING:
      return is_one ? reflection.GetString(message, &field)
                    : reflection.GetRepeatedString(message, &field, index);
    case FieldDescriptor::CPPTYPE_ENUM:
      return Concat(
          is_one ? reflection.GetEnumValue(message, &field)
                 : reflection.GetRepeatedEnumValue(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, &field) ? "1" : "0";
    case FieldDescriptor::CPPTYPE_INT32:
      return Concat(is_one
                        ? reflection.GetInt32(message, &field)
                        : reflection.GetRepeatedInt32(message, &field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return Concat(is_one
                        ? reflection.GetInt64(message, &field)
                        : reflection.GetRepeatedInt64(message, &field, index));
    default:
      return "";
  }
}

void AppendContent(const Message& message, const FieldDescriptor& field,
                   int index, std::string& content) {
  content += Concat(field.number(), kBegin,
                    ScalarContent(message, field, index), kEnd);
}

std::string FieldContent(const Message& message, const FieldDescriptor& field) {
  std::string content;
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    if (reflection.HasField(message, &field)) {
      AppendContent(message, field, -1, content);
    }
    return content;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    AppendContent(message, field, i, content);
  }
  return content;
}

struct HeldField {
  // Null where nothing holds it.
  const Message* holder = nullptr;
  const FieldDescriptor* field = nullptr;
};

HeldField FieldAt(const Message& message, std::string_view path) {
  const size_t dot = path.rfind('.');
  const bool is_nested = dot != std::string_view::npos;
  const std::vector<const Message*> holders =
      MessagesAt(message, is_nested ? path.substr(0, dot) : "");
  if (holders.empty()) return {};
  return {holders.back(), FindField(*message.GetDescriptor(), path)};
}

}  // namespace

std::string ContentOf(const Message& message) {
  std::string content;
  // In the order of their numbers.
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->name() != "request_id") content += FieldContent(message, *field);
  }
  return content;
}

std::string ContentAt(const Message& message, std::string_view path) {
  const HeldField held = FieldAt(message, path);
  return held.holder == nullptr ? "" : FieldContent(*held.holder, *held.field);
}

std::string TextAt(const Message& message, std::string_view path) {
  const HeldField held = FieldAt(message, path);
  if (held.holder == nullptr) return "";
  return held.holder->GetReflection()->GetString(*held.holder, held.field);
}

int64_t FenAt(const Message& message, std::string_view path) {
  const HeldField held = FieldAt(message, path);
  if (held.holder == nullptr) return 0;
  google::type::Money money;
  money.CopyFrom(
      held.holder->GetReflection()->GetMessage(*held.holder, held.field));
  return ToFen(money);
}

void CopyField(const Message& from, std::string_view path, Message& to) {
  const HeldField source = FieldAt(from, path);
  if (source.holder == nullptr) return;
  Message& holder = *HolderOf(to, path);
  const auto& reflection = *holder.GetReflection();
  const auto& read = *source.holder->GetReflection();
  if (source.field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    reflection.SetString(&holder, source.field,
                         read.GetString(*source.holder, source.field));
  } else if (source.field->message_type() != nullptr &&
             read.HasField(*source.holder, source.field)) {
    reflection.MutableMessage(&holder, source.field)
        ->CopyFrom(read.GetMessage(*source.holder, source.field));
  }
}

}  // namespace epiledger::cli
