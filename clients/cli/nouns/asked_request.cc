#include "clients/cli/nouns/asked_request.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "clients/cli/values/format_value.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/new_message.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

using Fields = std::vector<std::pair<std::string, std::string>>;

// Shown as one value; other messages field by field.
constexpr std::array<std::string_view, 4> kValues = {
    "google.type.Money", "google.type.Date", "google.protobuf.Timestamp",
    "epiledger.type.v1.Reading"};

bool IsValue(const FieldDescriptor& field) {
  return field.message_type() == nullptr ||
         std::find(kValues.begin(), kValues.end(),
                   field.message_type()->full_name()) != kValues.end();
}

// `place` tells the elements of lists apart: ` 2` in the second one.
void AddFields(const Message& message, const std::string& place,
               const ValueContext& values, Fields& fields) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(message, &set);
  for (const FieldDescriptor* field : set) {
    if (IsValue(*field)) {
      const std::string heading = values.texts.Has(field->name())
                                      ? values.texts(field->name())
                                      : field->name();
      fields.emplace_back(heading + place,
                          FormatValue(message, field->name(), values));
    } else if (!field->is_repeated()) {
      AddFields(reflection.GetMessage(message, field), place, values, fields);
    } else {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        AddFields(reflection.GetRepeatedMessage(message, field, i),
                  Concat(place, " ", i + 1), values, fields);
      }
    }
  }
}

}  // namespace

Fields AskedFields(const journal::v1::Refusal& refusal,
                   const ValueContext& values) {
  Fields fields;
  const auto* const type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          refusal.request_type());
  if (type == nullptr) return fields;
  const std::unique_ptr<Message> request = NewMessage(*type);
  if (request->ParseFromString(refusal.request())) {
    AddFields(*request, "", values, fields);
  }
  return fields;
}

}  // namespace epiledger::cli
