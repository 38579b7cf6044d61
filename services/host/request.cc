#include "services/host/request.h"

#include <vector>

#include "epiledger/auth/v1/access.pb.h"
#include "epiledger/type/v1/field.pb.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::string_view kCounties = "counties/";

bool IsCountyName(const FieldDescriptor& field) {
  const std::string& pattern =
      field.options().GetExtension(type::v1::rule).name();
  return pattern.starts_with(kCounties);
}

absl::Status CheckName(const std::string& path, const std::string& name,
                       std::string_view county) {
  if (CountyOf(name) == county) return absl::OkStatus();
  return rpc::InvalidField(path, "OTHER_COUNTY",
                           {{"found", name}, {"county", std::string(county)}});
}

absl::Status Check(const Message& message, std::string_view county,
                   const std::string& path);

absl::Status CheckField(const Message& message, const FieldDescriptor& field,
                        std::string_view county, const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  const bool is_name = field.cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
                       IsCountyName(field);
  if (field.message_type() == nullptr && !is_name) return absl::OkStatus();
  const int size =
      field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
  for (int i = 0; i < size; ++i) {
    const std::string at =
        field.is_repeated() ? Concat(path, "[", i, "]") : path;
    const absl::Status status =
        is_name
            ? CheckName(at,
                        field.is_repeated()
                            ? reflection.GetRepeatedString(message, &field, i)
                            : reflection.GetString(message, &field),
                        county)
            : Check(field.is_repeated()
                        ? reflection.GetRepeatedMessage(message, &field, i)
                        : reflection.GetMessage(message, &field),
                    county, at);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Check(const Message& message, std::string_view county,
                   const std::string& path) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string at =
        path.empty() ? field->name() : Concat(path, ".", field->name());
    const absl::Status status = CheckField(message, *field, county, at);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

std::string StringField(const Message& request, const std::string& name) {
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() ||
      field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) {
    return "";
  }
  return request.GetReflection()->GetString(request, field);
}

std::string_view CountyOf(std::string_view name) {
  if (!name.starts_with(kCounties)) return {};
  name.remove_prefix(kCounties.size());
  return name.substr(0, name.find('/'));
}

std::string CountyField(const google::protobuf::MethodDescriptor& method) {
  const auth::v1::Access& access =
      method.options().GetExtension(auth::v1::access);
  return access.fields_size() > 0 ? access.fields(0) : "";
}

absl::Status CheckOneCounty(const Message& request, std::string_view county) {
  return Check(request, county, "");
}

}  // namespace epiledger::host
