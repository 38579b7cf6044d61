#include "clients/cli/values/parse_value.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/enum_name.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/quantity_text.h"
#include "clients/cli/values/standard_text.h"
#include "epiledger/type/v1/field.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status WrongValue(std::string_view reason, std::string_view text,
                        const std::string& choices = "") {
  return Usage(reason, {{"found", std::string(text)}, {"choices", choices}});
}

absl::StatusOr<int64_t> ParseInteger(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != ',') digits.push_back(c);
  }
  int64_t value = 0;
  if (!absl::SimpleAtoi(digits, &value)) return WrongValue("BAD_INTEGER", text);
  return value;
}

// `25` of `2.5`, `70` of `7`.
absl::StatusOr<std::string> ParseTenths(std::string_view text) {
  const size_t point = text.find('.');
  const std::string whole(text.substr(0, point));
  if (point == std::string_view::npos) return whole + "0";
  const std::string_view rest = text.substr(point + 1);
  if (rest.size() != 1 || rest[0] < '0' || rest[0] > '9') {
    return WrongValue("BAD_TENTHS", text);
  }
  return Concat(whole, rest);
}

Message* Target(Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.AddMessage(&message, &field)
                             : reflection.MutableMessage(&message, &field);
}

template <typename Proto>
absl::Status Put(const absl::StatusOr<Proto>& value, Message& target) {
  if (!value.ok()) return value.status();
  target.CopyFrom(*value);
  return absl::OkStatus();
}

absl::Status ParseMoney(std::string_view text, const ValueContext&,
                        Message& target) {
  const absl::StatusOr<int64_t> fen = ParseYuan(text);
  if (!fen.ok()) return fen.status();
  target.CopyFrom(ToMoney(*fen));
  return absl::OkStatus();
}

absl::Status ParseDateInto(std::string_view text, const ValueContext& context,
                           Message& target) {
  return Put(ParseDate(text, context.now, context.zone), target);
}

absl::Status ParseTimeInto(std::string_view text, const ValueContext& context,
                           Message& target) {
  return Put(ParseTime(text, context.now, context.zone), target);
}

// A message that is one of several scalars: the first that takes the text.
absl::Status ParseChoice(std::string_view text, const ValueContext& context,
                         Message& target) {
  std::string choices;
  for (int i = 0; i < target.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *target.GetDescriptor()->field(i);
    if (field.real_containing_oneof() == nullptr) continue;
    if (ParseValue(text, context, target, field).ok()) return absl::OkStatus();
    if (!choices.empty()) choices += ", ";
    choices += field.enum_type() != nullptr ? ListEnum(*field.enum_type())
                                            : context.texts("A_NUMBER");
  }
  return WrongValue("BAD_CHOICE", text, choices);
}

// `2 box + 20`: two boxes and twenty pieces. Whether the item has such packs
// the service knows.
absl::Status ParseQuantity(std::string_view text, const ValueContext& context,
                           Message& target) {
  const auto parts = ParseQuantityText(text);
  if (!parts.ok()) return parts.status();
  const auto& reflection = *target.GetReflection();
  const auto& type = *target.GetDescriptor();
  const FieldDescriptor& pieces = *type.FindFieldByName("pieces");
  for (const QuantityPart& part : *parts) {
    if (part.pack.empty()) {
      reflection.SetInt64(&target, &pieces,
                          reflection.GetInt64(target, &pieces) + part.count);
      continue;
    }
    // No pack at all is no pack to be named.
    if (part.count == 0) continue;
    Message& packs = *Target(target, *type.FindFieldByName("packs"));
    const absl::Status named = ParseValueAt(part.pack, context, packs, "pack");
    if (!named.ok()) return named;
    const auto& count = *packs.GetDescriptor()->FindFieldByName("count");
    packs.GetReflection()->SetInt64(&packs, &count, part.count);
  }
  return absl::OkStatus();
}

// `masks:100万:150万`: a purpose, what is set aside for it, and its ceiling;
// `masks`: neither, `masks::150万`: a ceiling alone.
absl::Status ParseShare(std::string_view text, const ValueContext& context,
                        Message& target) {
  std::string_view rest = text;
  for (const char* const field : {"purpose", "amount", "ceiling"}) {
    const size_t colon = rest.find(':');
    const std::string_view part = rest.substr(0, colon);
    const bool is_last = colon == std::string_view::npos;
    if (!part.empty() || is_last) {
      const absl::Status status = ParseValueAt(part, context, target, field);
      if (!status.ok() || is_last) return status;
    }
    rest.remove_prefix(colon + 1);
  }
  return WrongValue("BAD_SHARE", text);
}

// `box=100:箱`: a pack, its size, its name.
absl::Status ParsePack(std::string_view text, const ValueContext& context,
                       Message& target) {
  const size_t equals = text.find('=');
  const size_t colon = text.find(':', equals);
  if (colon == std::string_view::npos) return WrongValue("BAD_PACK", text);
  const std::string_view size = text.substr(equals + 1, colon - equals - 1);
  for (const auto& [path, value] :
       {std::pair("pack", text.substr(0, equals)), std::pair("size", size),
        std::pair("display_name", text.substr(colon + 1))}) {
    const absl::Status status = ParseValueAt(value, context, target, path);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// `beds-staffed=200` or `ventilators-total=unknown`: an indicator and its
// reading.
absl::Status ParseIndicatorReading(std::string_view text,
                                   const ValueContext& context,
                                   Message& target) {
  const size_t equals = text.find('=');
  if (equals == std::string_view::npos) return WrongValue("BAD_READING", text);
  const absl::Status named =
      ParseValueAt(text.substr(0, equals), context, target, "indicator");
  if (!named.ok()) return named;
  return ParseValueAt(text.substr(equals + 1), context, target, "reading");
}

struct MessageParser {
  std::string_view type;
  absl::Status (*parse)(std::string_view text, const ValueContext& context,
                        Message& target);
};

constexpr MessageParser kMessageParsers[] = {
    {"google.type.Money", ParseMoney},
    {"google.type.Date", ParseDateInto},
    {"google.protobuf.Timestamp", ParseTimeInto},
    {"epiledger.type.v1.Reading", ParseChoice},
    {"epiledger.readiness.v1.InPlace", ParseChoice},
    {"epiledger.readiness.v1.IndicatorReading", ParseIndicatorReading},
    {"epiledger.supplies.v1.Quantity", ParseQuantity},
    {"epiledger.funding.v1.Allocation.PurposeShare", ParseShare},
    {"epiledger.supplies.v1.Item.Pack", ParsePack},
    {"epiledger.supplies.v1.Item.Standard", ParseStandardText},
};

absl::Status ParseMessage(std::string_view text, const ValueContext& context,
                          Message& message, const FieldDescriptor& field) {
  for (const MessageParser& parser : kMessageParsers) {
    if (parser.type == field.message_type()->full_name()) {
      return parser.parse(text, context, *Target(message, field));
    }
  }
  return Usage("NOT_TYPED", {{"type", field.message_type()->full_name()}});
}

absl::Status ParseString(std::string_view text, const ValueContext& context,
                         Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  std::string value(text);
  const auto& rule = field.options().GetExtension(type::v1::rule);
  if (!rule.name().empty()) {
    auto name = CompleteName(rule.name(), text, context.place);
    if (!name.ok()) return name.status();
    value = *std::move(name);
  }
  if (field.is_repeated()) {
    reflection.AddString(&message, &field, std::move(value));
  } else {
    reflection.SetString(&message, &field, std::move(value));
  }
  return absl::OkStatus();
}

absl::Status ParseEnumInto(std::string_view text, const ValueContext& context,
                           Message& message, const FieldDescriptor& field) {
  const auto value = ParseEnum(*field.enum_type(), text, context.texts);
  if (!value.has_value()) {
    return WrongValue("BAD_CHOICE", text, ListEnum(*field.enum_type()));
  }
  const auto& reflection = *message.GetReflection();
  if (field.is_repeated()) {
    reflection.AddEnumValue(&message, &field, *value);
  } else {
    reflection.SetEnumValue(&message, &field, *value);
  }
  return absl::OkStatus();
}

absl::Status ParseNumber(std::string_view text, Message& message,
                         const FieldDescriptor& field) {
  const absl::StatusOr<int64_t> value = ParseInteger(text);
  if (!value.ok()) return value.status();
  const auto& reflection = *message.GetReflection();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_INT64) {
    field.is_repeated() ? reflection.AddInt64(&message, &field, *value)
                        : reflection.SetInt64(&message, &field, *value);
    return absl::OkStatus();
  }
  if (*value < std::numeric_limits<int32_t>::min() ||
      *value > std::numeric_limits<int32_t>::max()) {
    return WrongValue("BAD_INTEGER", text);
  }
  const auto small = static_cast<int32_t>(*value);
  field.is_repeated() ? reflection.AddInt32(&message, &field, small)
                      : reflection.SetInt32(&message, &field, small);
  return absl::OkStatus();
}

}  // namespace

absl::Status ParseValue(std::string_view text, const ValueContext& context,
                        Message& message, const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ParseMessage(text, context, message, field);
    case FieldDescriptor::CPPTYPE_STRING:
      return ParseString(text, context, message, field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return ParseEnumInto(text, context, message, field);
    case FieldDescriptor::CPPTYPE_BOOL:
      message.GetReflection()->SetBool(&message, &field, text != "false");
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      return ParseNumber(text, message, field);
    default:
      return Usage("NOT_TYPED", {{"type", field.cpp_type_name()}});
  }
}

absl::Status ParseValueAt(std::string_view text, const ValueContext& context,
                          Message& message, std::string_view path) {
  const std::string_view field = FieldOf(path);
  std::string tenths;
  if (field.size() < path.size()) {
    absl::StatusOr<std::string> whole = ParseTenths(text);
    if (!whole.ok()) return whole.status();
    tenths = *std::move(whole);
    text = tenths;
  }
  Message* holder = HolderOf(message, field);
  return ParseValue(text, context, *holder,
                    *FindField(*message.GetDescriptor(), field));
}

}  // namespace epiledger::cli
