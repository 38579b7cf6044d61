#include "services/host/spoken_names.h"

#include <memory>
#include <vector>

#include "epiledger/type/v1/field.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/new_message.h"

namespace epiledger::host {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void AddNames(const Message& message, std::set<std::string>& names);

void AddOfField(const Message& message, const FieldDescriptor& field,
                std::set<std::string>& names) {
  const auto& reflection = *message.GetReflection();
  const int count =
      field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
  const bool is_message = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  const bool is_name =
      field.type() == FieldDescriptor::TYPE_STRING &&
      !field.options().GetExtension(type::v1::rule).name().empty();
  if (!is_message && !is_name) return;
  for (int i = 0; i < count; ++i) {
    if (is_message) {
      AddNames(field.is_repeated()
                   ? reflection.GetRepeatedMessage(message, &field, i)
                   : reflection.GetMessage(message, &field),
               names);
    } else {
      names.insert(field.is_repeated()
                       ? reflection.GetRepeatedString(message, &field, i)
                       : reflection.GetString(message, &field));
    }
  }
}

// Set fields alone.
void AddNames(const Message& message, std::set<std::string>& names) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    AddOfField(message, *field, names);
  }
}

}  // namespace

std::set<std::string> SpokenNames(std::string_view type,
                                  std::string_view request) {
  std::set<std::string> names;
  const auto* const descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          std::string(type));
  if (descriptor == nullptr) return names;
  const std::unique_ptr<Message> message = NewMessage(*descriptor);
  if (message->ParseFromArray(request.data(),
                              static_cast<int>(request.size()))) {
    AddNames(*message, names);
  }
  return names;
}

}  // namespace epiledger::host
