#include "clients/cli/values/display_names.h"

#include <string>
#include <vector>

#include "clients/cli/values/resource_name.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void AddNames(const Message& message, DisplayNames& names) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  std::string resource;
  std::string display_name;
  for (const FieldDescriptor* field : fields) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      const int size =
          field->is_repeated() ? reflection.FieldSize(message, field) : 1;
      for (int i = 0; i < size; ++i) {
        AddNames(field->is_repeated()
                     ? reflection.GetRepeatedMessage(message, field, i)
                     : reflection.GetMessage(message, field),
                 names);
      }
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
               !field->is_repeated()) {
      std::string text = reflection.GetString(message, field);
      if (field->name() == "display_name") {
        display_name = std::move(text);
      } else if (resource.empty() && text.rfind(kCounties, 0) == 0) {
        resource = std::move(text);
      }
    }
  }
  if (!resource.empty() && !display_name.empty()) {
    names.emplace(std::move(resource), std::move(display_name));
  }
}

}  // namespace

DisplayNames NamesIn(const Message& message) {
  DisplayNames names;
  AddNames(message, names);
  return names;
}

}  // namespace epiledger::cli
