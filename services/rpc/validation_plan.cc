#include "services/rpc/validation_plan.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "epiledger/type/v1/field.pb.h"
#include "services/limits.h"
#include "services/rpc/names.h"

namespace epiledger::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using type::v1::FieldRule;

// Reads the value with the getter of its kind.
template <typename T>
T Read(const FieldValue& value,
       T (Reflection::*single)(const Message&, const FieldDescriptor*) const,
       T (Reflection::*repeated)(const Message&, const FieldDescriptor*, int)
           const) {
  const Reflection& reflection = *value.message.GetReflection();
  const FieldDescriptor* const field = value.field.descriptor;
  return field->is_repeated()
             ? (reflection.*repeated)(value.message, field, value.index)
             : (reflection.*single)(value.message, field);
}

const std::string& ReadText(const FieldValue& value, std::string* scratch) {
  const Reflection& reflection = *value.message.GetReflection();
  const FieldDescriptor* const field = value.field.descriptor;
  return field->is_repeated()
             ? reflection.GetRepeatedStringReference(value.message, field,
                                                     value.index, scratch)
             : reflection.GetStringReference(value.message, field, scratch);
}

MaybeFinding CheckString(const FieldValue& value) {
  std::string scratch;
  return CheckText(ReadText(value, &scratch), value.field.text);
}

MaybeFinding CheckBytes(const FieldValue& value) {
  std::string scratch;
  const size_t size = ReadText(value, &scratch).size();
  if (size <= value.field.text.max_length) return std::nullopt;
  return Finding{"TOO_LONG",
                 {{"length", std::to_string(size)},
                  {"limit", std::to_string(value.field.text.max_length)}},
                 {}};
}

MaybeFinding CheckInt64(const FieldValue& value) {
  return CheckInteger(
      Read(value, &Reflection::GetInt64, &Reflection::GetRepeatedInt64),
      value.field.integer);
}

MaybeFinding CheckInt32(const FieldValue& value) {
  return CheckInteger(
      Read(value, &Reflection::GetInt32, &Reflection::GetRepeatedInt32),
      value.field.integer);
}

MaybeFinding CheckUint32(const FieldValue& value) {
  return CheckInteger(
      Read(value, &Reflection::GetUInt32, &Reflection::GetRepeatedUInt32),
      value.field.integer);
}

MaybeFinding CheckUint64(const FieldValue& value) {
  const uint64_t number =
      Read(value, &Reflection::GetUInt64, &Reflection::GetRepeatedUInt64);
  constexpr auto kLargest =
      static_cast<uint64_t>(std::numeric_limits<int64_t>::max());
  return CheckInteger(static_cast<int64_t>(std::min(number, kLargest)),
                      value.field.integer);
}

MaybeFinding CheckEnum(const FieldValue& value) {
  const FieldDescriptor* const field = value.field.descriptor;
  const int number =
      Read(value, &Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue);
  if (number == 0) return Finding{"REQUIRED", {}, {}};
  if (field->enum_type()->FindValueByNumber(number) != nullptr) {
    return std::nullopt;
  }
  return Finding{
      "UNKNOWN_ENUM_VALUE",
      {{"found", std::to_string(number)}, {"type", field->enum_type()->name()}},
      {}};
}

const Message& ReadMessage(const FieldValue& value) {
  const Reflection& reflection = *value.message.GetReflection();
  const FieldDescriptor* const field = value.field.descriptor;
  return field->is_repeated()
             ? reflection.GetRepeatedMessage(value.message, field, value.index)
             : reflection.GetMessage(value.message, field);
}

MaybeFinding CheckMoneyField(const FieldValue& value) {
  const auto& money =
      *google::protobuf::DynamicCastToGenerated<google::type::Money>(
          &ReadMessage(value));
  if (value.field.required && money.units() == 0 && money.nanos() == 0) {
    return Finding{"REQUIRED", {}, {}};
  }
  return CheckMoney(money, value.field.integer);
}

MaybeFinding CheckDateField(const FieldValue& value) {
  return CheckDate(
      *google::protobuf::DynamicCastToGenerated<google::type::Date>(
          &ReadMessage(value)));
}

MaybeFinding CheckTimestampField(const FieldValue& value) {
  return CheckTimestamp(
      *google::protobuf::DynamicCastToGenerated<google::protobuf::Timestamp>(
          &ReadMessage(value)));
}

enum class Bounds { kNone, kIfStated, kAlways };

// How the values of a kind are checked, and which rules fit them.
struct Kind {
  FieldDescriptor::CppType type;
  ValueCheck check;
  Bounds bounds;
};

constexpr Kind kKinds[] = {
    {FieldDescriptor::CPPTYPE_STRING, CheckString, Bounds::kNone},
    {FieldDescriptor::CPPTYPE_INT64, CheckInt64, Bounds::kAlways},
    {FieldDescriptor::CPPTYPE_INT32, CheckInt32, Bounds::kIfStated},
    {FieldDescriptor::CPPTYPE_UINT32, CheckUint32, Bounds::kIfStated},
    {FieldDescriptor::CPPTYPE_UINT64, CheckUint64, Bounds::kAlways},
    {FieldDescriptor::CPPTYPE_ENUM, CheckEnum, Bounds::kNone},
    {FieldDescriptor::CPPTYPE_BOOL, nullptr, Bounds::kNone},
};

// Messages that are one value to us.
struct KnownMessage {
  std::string_view name;
  ValueCheck check;
  Bounds bounds;
};

constexpr KnownMessage kKnownMessages[] = {
    {"google.type.Money", CheckMoneyField, Bounds::kAlways},
    {"google.type.Date", CheckDateField, Bounds::kNone},
    {"google.protobuf.Timestamp", CheckTimestampField, Bounds::kNone},
};

class Planner {
 public:
  absl::Status Plan(const Descriptor* message) {
    auto& slot = plans_[message];
    if (slot != nullptr) return absl::OkStatus();
    slot = std::make_unique<MessagePlan>();
    MessagePlan& plan = *slot;
    plan.fields.reserve(static_cast<size_t>(message->field_count()));
    for (int i = 0; i < message->field_count(); ++i) {
      absl::StatusOr<FieldPlan> field = PlanField(message->field(i));
      if (!field.ok()) return field.status();
      plan.fields.push_back(*std::move(field));
    }
    return absl::OkStatus();
  }

  MessagePlans Take() { return std::move(plans_); }

 private:
  absl::StatusOr<FieldPlan> PlanField(const FieldDescriptor* field);
  absl::Status PlanMessageField(const FieldRule& rule, FieldPlan& plan);
  static absl::Status PlanText(const FieldRule& rule, FieldPlan& plan);
  static absl::Status PlanBounds(const FieldRule& rule, Bounds bounds,
                                 FieldPlan& plan);

  MessagePlans plans_;
};

absl::Status Misfit(const FieldDescriptor* field, std::string_view what) {
  return absl::InvalidArgumentError(field->full_name() + ": " +
                                    std::string(what));
}

absl::StatusOr<FieldPlan> Planner::PlanField(const FieldDescriptor* field) {
  const FieldRule& rule = field->options().GetExtension(type::v1::rule);
  FieldPlan plan{};
  plan.descriptor = field;
  plan.required = rule.required();
  plan.output_only = rule.output_only();
  absl::Status status = PlanText(rule, plan);
  if (!status.ok()) return status;
  if (field->is_map()) return Misfit(field, "a request has no map");
  if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    status = PlanMessageField(rule, plan);
    if (!status.ok()) return status;
    return plan;
  }
  for (const Kind& kind : kKinds) {
    if (kind.type != field->cpp_type()) continue;
    plan.check = kind.check;
    if (field->type() == FieldDescriptor::TYPE_BYTES) plan.check = CheckBytes;
    status = PlanBounds(rule, kind.bounds, plan);
    if (!status.ok()) return status;
    return plan;
  }
  return Misfit(field, "a request has no floating point");
}

absl::Status Planner::PlanMessageField(const FieldRule& rule, FieldPlan& plan) {
  const Descriptor* const message = plan.descriptor->message_type();
  if (message->full_name() == "google.protobuf.Any") {
    return Misfit(plan.descriptor, "a request has no Any");
  }
  // Known messages are walked too, for fields nobody knows; their own check
  // takes the place of the rules of their fields.
  for (const KnownMessage& known : kKnownMessages) {
    if (known.name != message->full_name()) continue;
    plan.check = known.check;
    return PlanBounds(rule, known.bounds, plan);
  }
  const absl::Status status = Plan(message);
  plan.nested = plans_[message].get();
  if (!status.ok()) return status;
  return PlanBounds(rule, Bounds::kNone, plan);
}

absl::Status Planner::PlanText(const FieldRule& rule, FieldPlan& plan) {
  const FieldDescriptor* const field = plan.descriptor;
  const bool is_string = field->type() == FieldDescriptor::TYPE_STRING;
  const bool is_bytes = field->type() == FieldDescriptor::TYPE_BYTES;
  if (rule.max_length() < 0 ||
      (rule.max_length() > 0 && !is_string && !is_bytes)) {
    return Misfit(field, "`max_length` does not fit");
  }
  if ((rule.id() || !rule.name().empty()) && !is_string) {
    return Misfit(field, "`id` and `name` are for strings");
  }
  plan.text.max_length = rule.max_length() > 0
                             ? static_cast<size_t>(rule.max_length())
                             : limits::kDefaultTextLength;
  plan.text.multiline = plan.text.max_length > limits::kDefaultTextLength;
  plan.text.pattern = rule.name();
  plan.text.id = rule.id();
  plan.text.required = rule.required();
  if (rule.name().empty()) return absl::OkStatus();
  const absl::Status pattern = CheckPattern(rule.name());
  return pattern.ok() ? pattern : Misfit(field, rule.name() + " is no pattern");
}

absl::Status Planner::PlanBounds(const FieldRule& rule, Bounds bounds,
                                 FieldPlan& plan) {
  const bool stated = rule.has_minimum() || rule.has_maximum();
  if (bounds == Bounds::kNone && stated) {
    return Misfit(plan.descriptor, "`minimum` and `maximum` are for integers");
  }
  if (bounds == Bounds::kIfStated && !stated) {
    plan.check = nullptr;
    return absl::OkStatus();
  }
  plan.integer.minimum = rule.has_minimum() ? rule.minimum() : 0;
  plan.integer.maximum =
      rule.has_maximum() ? rule.maximum() : limits::kMaxAmount;
  if (plan.integer.minimum <= plan.integer.maximum) return absl::OkStatus();
  return Misfit(plan.descriptor, "`minimum` is over `maximum`");
}

}  // namespace

absl::StatusOr<MessagePlans> PlanValidation(const Descriptor* message) {
  Planner planner;
  const absl::Status status = planner.Plan(message);
  if (!status.ok()) return status;
  return planner.Take();
}

}  // namespace epiledger::rpc
