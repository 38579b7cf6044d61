// AccessRule: the access option bound to the descriptors of its request.
#include <algorithm>
#include <utility>

#include "absl/strings/str_split.h"
#include "epiledger/type/v1/field.pb.h"
#include "services/rpc/access.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/rpc/roles.h"

namespace epiledger::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Collects the strings at the end of a path of fields.
class NameReader {
 public:
  NameReader(absl::Span<const FieldDescriptor* const> steps,
             std::string_view pattern)
      : steps_(steps), pattern_(pattern) {}

  absl::StatusOr<NamedField> Read(const Message& request) {
    const absl::Status status = Step(request, 0, "");
    if (!status.ok()) return status;
    return std::move(found_);
  }

 private:
  absl::Status Step(const Message& message, size_t depth,
                    const std::string& parent) {
    const FieldDescriptor* const field = steps_[depth];
    const Reflection& reflection = *message.GetReflection();
    if (!field->is_repeated()) {
      return Value(message, depth, -1, parent + field->name());
    }
    const int size = reflection.FieldSize(message, field);
    for (int i = 0; i < size; ++i) {
      const absl::Status status =
          Value(message, depth, i,
                parent + field->name() + "[" + std::to_string(i) + "]");
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // The field at `depth`, or its element `index`.
  absl::Status Value(const Message& message, size_t depth, int index,
                     const std::string& path) {
    const FieldDescriptor* const field = steps_[depth];
    const Reflection& reflection = *message.GetReflection();
    if (index < 0 && field->has_presence() &&
        !reflection.HasField(message, field)) {
      return absl::OkStatus();
    }
    if (depth + 1 == steps_.size()) {
      return Name(index < 0
                      ? reflection.GetString(message, field)
                      : reflection.GetRepeatedString(message, field, index),
                  path);
    }
    return Step(index < 0
                    ? reflection.GetMessage(message, field)
                    : reflection.GetRepeatedMessage(message, field, index),
                depth + 1, path + ".");
  }

  absl::Status Name(std::string name, const std::string& path) {
    if (name.empty()) {
      found_.left_empty = true;
      return absl::OkStatus();
    }
    const absl::StatusOr<NameParts> parts = ParseName(path, pattern_, name);
    if (!parts.ok()) return parts.status();
    NamedResource resource;
    resource.county = parts->Get("county");
    resource.facility = parts->Get("facility");
    resource.name = std::move(name);
    found_.resources.push_back(std::move(resource));
    return absl::OkStatus();
  }

  const absl::Span<const FieldDescriptor* const> steps_;
  const std::string_view pattern_;
  NamedField found_;
};

absl::Status Wrong(std::string_view what) {
  return absl::FailedPreconditionError(std::string(what));
}

}  // namespace

absl::StatusOr<AccessRule::Field> AccessRule::FindField(
    const google::protobuf::Descriptor* request, const std::string& path) {
  Field field;
  field.path = path;
  const google::protobuf::Descriptor* message = request;
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const std::string step(part);
    const FieldDescriptor* const descriptor =
        message == nullptr ? nullptr : message->FindFieldByName(step);
    if (descriptor == nullptr) return Wrong("no field `" + path + "`");
    field.steps.push_back(descriptor);
    message = descriptor->message_type();
  }
  const FieldDescriptor* const last = field.steps.back();
  field.pattern = last->options().GetExtension(type::v1::rule).name();
  if (last->type() == FieldDescriptor::TYPE_STRING && !field.pattern.empty()) {
    return field;
  }
  return Wrong("field `" + path + "` is no string with a `name` rule");
}

absl::StatusOr<AccessRule> AccessRule::Create(
    const google::protobuf::MethodDescriptor* method) {
  const std::string subject = method->full_name() + ": ";
  if (!method->options().HasExtension(auth::v1::access)) {
    return Wrong(subject + "has no access option");
  }
  AccessRule rule;
  rule.access_ = method->options().GetExtension(auth::v1::access);
  for (const std::string& path : rule.access_.fields()) {
    absl::StatusOr<Field> field = FindField(method->input_type(), path);
    if (!field.ok()) {
      return Wrong(subject + std::string(field.status().message()));
    }
    rule.fields_.push_back(*std::move(field));
  }
  const absl::Status option = rule.CheckOption();
  if (!option.ok()) return Wrong(subject + std::string(option.message()));
  return rule;
}

absl::Status AccessRule::CheckOption() const {
  const auth::v1::Scope scope = access_.scope();
  if (access_.roles().empty() && access_.peers().empty()) {
    return Wrong("its access option lets nobody in");
  }
  if (scope == auth::v1::SCOPE_UNSPECIFIED || !auth::v1::Scope_IsValid(scope)) {
    return Wrong("its access option has no scope");
  }
  if (scope == auth::v1::SCOPE_DEPLOYMENT) return absl::OkStatus();
  if (fields_.empty()) {
    return Wrong("its scope is judged on fields, and none is named");
  }
  bool bound = false;
  for (const int role : access_.roles()) {
    bound = bound || IsFacilityBound(static_cast<auth::v1::Role>(role));
  }
  for (const Field& field : fields_) {
    if (!PatternHas(field.pattern, "county")) {
      return Wrong("`" + field.path + "` has no {county} in its pattern");
    }
    if (scope == auth::v1::SCOPE_FACILITY && bound &&
        !PatternHas(field.pattern, "facility")) {
      return Wrong("`" + field.path + "` has no {facility} in its pattern");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<NamedField>> AccessRule::Names(
    const Message& request) const {
  std::vector<NamedField> named;
  named.reserve(fields_.size());
  bool any = fields_.empty();
  for (const Field& field : fields_) {
    absl::StatusOr<NamedField> read =
        NameReader(field.steps, field.pattern).Read(request);
    if (!read.ok()) return read.status();
    any = any || !read->resources.empty();
    named.push_back(*std::move(read));
  }
  if (any) return named;
  return InvalidField(fields_.front().path, "REQUIRED");
}

}  // namespace epiledger::rpc
