#include "services/rpc/validate.h"

#include <string>
#include <utility>

#include "google/protobuf/unknown_field_set.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/validation_plan.h"

namespace epiledger::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::UnknownFieldSet;

// Where the walk is, a list on the stack; text is made of it only when
// something is wrong.
struct Place {
  const Place* parent;
  const FieldDescriptor* field;
  int index;
};

std::string PathOf(const Place* place) {
  if (place == nullptr) return "";
  std::string path = PathOf(place->parent);
  if (!path.empty()) path.push_back('.');
  path += place->field->name();
  if (place->field->is_repeated()) {
    path += "[" + std::to_string(place->index) + "]";
  }
  return path;
}

std::string Join(std::string path, std::string_view part) {
  if (part.empty()) return path;
  if (!path.empty()) path.push_back('.');
  return path.append(part);
}

class Walk {
 public:
  // `plan` is null for a message whose fields another check judges.
  void Visit(const Message& message, const MessagePlan* plan,
             const Place* place) {
    const Reflection& reflection = *message.GetReflection();
    NoteUnknown(reflection.GetUnknownFields(message), place);
    if (plan == nullptr) return;
    for (const FieldPlan& field : plan->fields) {
      if (Full()) return;
      VisitField(message, reflection, field, place);
    }
  }

  absl::Status Result() && {
    if (violations_.empty()) return absl::OkStatus();
    Error error;
    error.code = absl::StatusCode::kInvalidArgument;
    error.reason = violations_.front().reason;
    error.metadata = violations_.front().metadata;
    error.metadata["field"] = violations_.front().field;
    error.violations = std::move(violations_);
    return ToStatus(error);
  }

 private:
  [[nodiscard]] bool Full() const {
    return violations_.size() >= limits::kMaxViolations;
  }

  void VisitField(const Message& message, const Reflection& reflection,
                  const FieldPlan& field, const Place* parent) {
    const FieldDescriptor* const descriptor = field.descriptor;
    const int size = descriptor->is_repeated()
                         ? reflection.FieldSize(message, descriptor)
                         : (reflection.HasField(message, descriptor) ? 1 : 0);
    if (size == 0) {
      if (field.required) NoteWhole(field, parent, {"REQUIRED", {}, {}});
      return;
    }
    if (field.output_only) {
      NoteWhole(field, parent, {"OUTPUT_ONLY", {}, {}});
      return;
    }
    if (size > limits::kMaxListElements) {
      NoteWhole(field, parent,
                {"TOO_MANY_ELEMENTS",
                 {{"count", std::to_string(size)},
                  {"limit", std::to_string(limits::kMaxListElements)}},
                 {}});
      return;
    }
    for (int i = 0; i < size && !Full(); ++i) {
      VisitValue({message, field, i}, reflection, parent);
    }
  }

  void VisitValue(const FieldValue& value, const Reflection& reflection,
                  const Place* parent) {
    const FieldDescriptor* const descriptor = value.field.descriptor;
    const Place place{parent, descriptor, value.index};
    if (value.field.check != nullptr) {
      MaybeFinding finding = value.field.check(value);
      if (finding.has_value()) Note(PathOf(&place), *std::move(finding));
    }
    if (descriptor->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return;
    const Message& nested =
        descriptor->is_repeated()
            ? reflection.GetRepeatedMessage(value.message, descriptor,
                                            value.index)
            : reflection.GetMessage(value.message, descriptor);
    Visit(nested, value.field.nested, &place);
  }

  void NoteUnknown(const UnknownFieldSet& unknown, const Place* place) {
    for (int i = 0; i < unknown.field_count() && !Full(); ++i) {
      const std::string number = std::to_string(unknown.field(i).number());
      Note(Join(PathOf(place), number),
           {"UNKNOWN_FIELD", {{"number", number}}, {}});
    }
  }

  // Something about a field as a whole, not one of its elements.
  void NoteWhole(const FieldPlan& field, const Place* parent, Finding finding) {
    Note(Join(PathOf(parent), field.descriptor->name()), std::move(finding));
  }

  void Note(std::string path, Finding finding) {
    violations_.push_back({Join(std::move(path), finding.part),
                           std::string(finding.reason),
                           std::move(finding.metadata)});
  }

  std::vector<FieldViolation> violations_;
};

}  // namespace

struct Validator::Plans {
  MessagePlans by_type;
  const MessagePlan* request = nullptr;
};

Validator::Validator(std::unique_ptr<const Plans> plans)
    : plans_(std::move(plans)) {}
Validator::Validator(Validator&&) noexcept = default;
Validator& Validator::operator=(Validator&&) noexcept = default;
Validator::~Validator() = default;

absl::StatusOr<Validator> Validator::Create(
    const google::protobuf::Descriptor* request) {
  absl::StatusOr<MessagePlans> by_type = PlanValidation(request);
  if (!by_type.ok()) return by_type.status();
  auto plans = std::make_unique<Plans>();
  plans->by_type = *std::move(by_type);
  plans->request = plans->by_type.at(request).get();
  return Validator(std::move(plans));
}

absl::Status Validator::Check(const Message& request) const {
  Walk walk;
  walk.Visit(request, plans_->request, nullptr);
  return std::move(walk).Result();
}

}  // namespace epiledger::rpc
