#include "clients/cli/values/field_path.h"

#include <string>

namespace epiledger::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string TakePart(std::string_view& path) {
  const size_t dot = path.find('.');
  std::string part(path.substr(0, dot));
  path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
  return part;
}

void AddAt(const Message& message, const FieldDescriptor& field,
           std::vector<const Message*>& found) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    if (reflection.HasField(message, &field)) {
      found.push_back(&reflection.GetMessage(message, &field));
    }
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    found.push_back(&reflection.GetRepeatedMessage(message, &field, i));
  }
}

Message* Inside(Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) return reflection.MutableMessage(&message, &field);
  const int size = reflection.FieldSize(message, &field);
  return size == 0
             ? reflection.AddMessage(&message, &field)
             : reflection.MutableRepeatedMessage(&message, &field, size - 1);
}

}  // namespace

const FieldDescriptor* FindField(const Descriptor& type,
                                 std::string_view path) {
  const Descriptor* inside = &type;
  const FieldDescriptor* field = nullptr;
  while (!path.empty()) {
    if (inside == nullptr) return nullptr;
    field = inside->FindFieldByName(TakePart(path));
    if (field == nullptr) return nullptr;
    inside = field->message_type();
  }
  return field;
}

std::vector<const Message*> MessagesAt(const Message& message,
                                       std::string_view path) {
  std::vector<const Message*> found = {&message};
  while (!path.empty()) {
    const std::string part = TakePart(path);
    std::vector<const Message*> inside;
    for (const Message* holder : found) {
      const FieldDescriptor* field =
          holder->GetDescriptor()->FindFieldByName(part);
      if (field != nullptr && field->message_type() != nullptr) {
        AddAt(*holder, *field, inside);
      }
    }
    found = std::move(inside);
  }
  return found;
}

Message* HolderOf(Message& message, std::string_view path) {
  Message* holder = &message;
  while (path.find('.') != std::string_view::npos) {
    const std::string part = TakePart(path);
    holder = Inside(*holder, *holder->GetDescriptor()->FindFieldByName(part));
  }
  return holder;
}

bool IsSet(const Message& message, std::string_view path) {
  const size_t dot = path.rfind('.');
  const bool is_nested = dot != std::string_view::npos;
  const std::string leaf(is_nested ? path.substr(dot + 1) : path);
  for (const Message* holder :
       MessagesAt(message, is_nested ? path.substr(0, dot) : "")) {
    const auto& reflection = *holder->GetReflection();
    const FieldDescriptor* field =
        holder->GetDescriptor()->FindFieldByName(leaf);
    if (field == nullptr) continue;
    if (field->is_repeated() ? reflection.FieldSize(*holder, field) > 0
                             : reflection.HasField(*holder, field)) {
      return true;
    }
  }
  return false;
}

}  // namespace epiledger::cli
