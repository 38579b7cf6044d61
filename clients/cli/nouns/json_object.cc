#include "clients/cli/nouns/json_object.h"

namespace epiledger::cli {

void SetText(google::protobuf::Struct& object, const char* name,
             const std::string& text) {
  (*object.mutable_fields())[name].set_string_value(text);
}

void SetNumber(google::protobuf::Struct& object, const char* name,
               int64_t number) {
  (*object.mutable_fields())[name].set_number_value(
      static_cast<double>(number));
}

google::protobuf::ListValue& SetList(google::protobuf::Struct& object,
                                     const char* name) {
  return *(*object.mutable_fields())[name].mutable_list_value();
}

}  // namespace epiledger::cli
