#include "clients/cli/values/format_value.h"

#include <vector>

#include "clients/cli/values/amount.h"
#include "clients/cli/values/as_typed.h"
#include "clients/cli/values/enum_name.h"
#include "clients/cli/values/evidence_text.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/standard_text.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

template <typename Proto>
Proto As(const Message& message) {
  Proto proto;
  proto.CopyFrom(message);
  return proto;
}

std::string FormatScalar(const Message& message, const FieldDescriptor& field,
                         int index, const ValueContext& context);

// What is not divided by purpose is no purpose, so it has a word of its own.
std::string FormatName(const std::string& name, const ValueContext& context) {
  constexpr std::string_view kUndivided = "/purposes/any";
  const bool is_undivided = name.size() > kUndivided.size() &&
                            name.rfind("counties/", 0) == 0 &&
                            name.compare(name.size() - kUndivided.size(),
                                         kUndivided.size(), kUndivided) == 0;
  return is_undivided ? context.texts("UNDIVIDED") : ShortName(name);
}

// The oneof's value of a Reading or the like.
std::string FormatChoice(const Message& message, const ValueContext& context) {
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.real_containing_oneof() != nullptr &&
        message.GetReflection()->HasField(message, &field)) {
      return FormatScalar(message, field, -1, context);
    }
  }
  return "";
}

// `masks:1,000.00:1,500.00`, as it is typed: a purpose, its share, its ceiling.
std::string FormatShare(const Message& share, const ValueContext& context) {
  const std::string amount = FormatValue(share, "amount", context);
  const std::string ceiling = FormatValue(share, "ceiling", context);
  std::string text = FormatValue(share, "purpose", context);
  if (!amount.empty() || !ceiling.empty()) text += Concat(":", amount);
  if (!ceiling.empty()) text += Concat(":", ceiling);
  return text;
}

// `box=20:盒`, as it is typed: a pack, its size, its name.
std::string FormatPack(const Message& pack, const ValueContext& context) {
  const int64_t size = pack.GetReflection()->GetInt64(
      pack, pack.GetDescriptor()->FindFieldByName("size"));
  return Concat(FormatValue(pack, "pack", context), "=", size, ":",
                FormatValue(pack, "display_name", context));
}

struct MessageFormatter {
  std::string_view type;
  std::string (*format)(const Message& message, const ValueContext& context);
};

constexpr MessageFormatter kMessageFormatters[] = {
    {"epiledger.funding.v1.Allocation.PurposeShare", &FormatShare},
    {"epiledger.supplies.v1.Item.Pack", &FormatPack},
    {"epiledger.supplies.v1.Item.Standard", &FormatStandard},
    {"epiledger.supplies.v1.EssentialLine", &FormatEssentialLine},
    {"epiledger.type.v1.EvidenceReason", &FormatReason},
    {"epiledger.readiness.v1.FindingRule", &FormatFindingRule},
};

std::string FormatMessage(const Message& message, const ValueContext& context) {
  const std::string& type = message.GetDescriptor()->full_name();
  if (type == "google.type.Money") {
    return FormatYuan(ToFen(As<google::type::Money>(message)));
  }
  if (type == "google.type.Date") {
    const auto date = As<google::type::Date>(message);
    return date.year() == 0 ? "" : FormatDate(date);
  }
  if (type == "google.protobuf.Timestamp") {
    return FormatTime(As<google::protobuf::Timestamp>(message), context.zone);
  }
  for (const MessageFormatter& formatter : kMessageFormatters) {
    if (formatter.type == type) return formatter.format(message, context);
  }
  return FormatChoice(message, context);
}

// One value; `index` is -1 where the field is no list.
std::string FormatScalar(const Message& message, const FieldDescriptor& field,
                         int index, const ValueContext& context) {
  const auto& reflection = *message.GetReflection();
  const bool is_one = index < 0;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FormatMessage(
          is_one ? reflection.GetMessage(message, &field)
                 : reflection.GetRepeatedMessage(message, &field, index),
          context);
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text =
          is_one ? reflection.GetString(message, &field)
                 : reflection.GetRepeatedString(message, &field, index);
      return field.type() == FieldDescriptor::TYPE_BYTES
                 ? ToHex(text)
                 : FormatName(text, context);
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return FormatEnum(
          is_one ? *reflection.GetEnum(message, &field)
                 : *reflection.GetRepeatedEnum(message, &field, index),
          context.texts);
    case FieldDescriptor::CPPTYPE_BOOL:
      return context.texts(reflection.GetBool(message, &field) ? "YES" : "NO");
    case FieldDescriptor::CPPTYPE_INT32:
      return FormatInteger(
          is_one ? reflection.GetInt32(message, &field)
                 : reflection.GetRepeatedInt32(message, &field, index));
    case FieldDescriptor::CPPTYPE_INT64:
      return FormatInteger(
          is_one ? reflection.GetInt64(message, &field)
                 : reflection.GetRepeatedInt64(message, &field, index));
    default:
      return "";
  }
}

std::string FormatField(const Message& message, const FieldDescriptor& field,
                        const ValueContext& context) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) {
    // Without presence a default is a value: 0 pieces are no pieces.
    const bool is_absent =
        field.has_presence() && !reflection.HasField(message, &field);
    return is_absent ? "" : FormatScalar(message, field, -1, context);
  }
  std::string list;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    if (i > 0) list += ", ";
    list += FormatScalar(message, field, i, context);
  }
  return list;
}

// `2.5` for 25 tenths, `2.500` for 2,500 thousandths.
std::string FormatParts(const Message& message, const FieldDescriptor& field,
                        int decimals) {
  const auto& reflection = *message.GetReflection();
  if (!reflection.HasField(message, &field)) return "";
  int64_t whole = reflection.GetInt64(message, &field);
  std::string digits;
  for (int i = 0; i < decimals; ++i, whole /= 10) {
    digits.insert(digits.begin(), static_cast<char>('0' + whole % 10));
  }
  return Concat(FormatInteger(whole), ".", digits);
}

// What the resource named in `field` is called; its short name where that is
// not known.
std::string FormatDisplay(const Message& message, const FieldDescriptor& field,
                          const ValueContext& context) {
  const std::string name = message.GetReflection()->GetString(message, &field);
  if (context.names != nullptr) {
    const auto known = context.names->find(name);
    if (known != context.names->end()) return known->second;
  }
  return FormatName(name, context);
}

// How a ReportStatus stands, a zero report told from figures; `absent` is the
// word for none.
std::string FormatReport(const Message& message, const FieldDescriptor& field,
                         std::string_view absent, const ValueContext& context) {
  const auto& reflection = *message.GetReflection();
  if (!reflection.HasField(message, &field)) return context.texts(absent);
  const Message& status = reflection.GetMessage(message, &field);
  const bool is_zero = status.GetReflection()->GetBool(
      status, status.GetDescriptor()->FindFieldByName("zero"));
  return Concat(FormatValue(status, "state", context),
                is_zero ? context.texts("ZERO_REPORT") : "");
}

// A field in the form that stands behind its path's colon.
std::string FormatAs(std::string_view format, const Message& message,
                     const FieldDescriptor& field,
                     const ValueContext& context) {
  if (format == ":tenths") return FormatParts(message, field, 1);
  if (format == ":thousandths") return FormatParts(message, field, 3);
  if (format == ":percent") {
    const std::string percent = FormatParts(message, field, 1);
    return percent.empty() ? "" : Concat(percent, " %");
  }
  if (format == ":name") {
    return message.GetReflection()->GetString(message, &field);
  }
  if (format == ":word") {
    const std::string key = message.GetReflection()->GetString(message, &field);
    return context.texts.Has(key) ? context.texts(key) : key;
  }
  if (format == ":typed") {
    return AsTyped(message.GetReflection()->GetString(message, &field),
                   context.zone);
  }
  if (format == ":call") {
    const std::string method =
        message.GetReflection()->GetString(message, &field);
    return method.substr(method.rfind('.') + 1);
  }
  if (format == ":display") return FormatDisplay(message, field, context);
  if (format == ":owed") {
    return FormatReport(message, field, "NO_REPORT_OWED", context);
  }
  if (format == ":due") {
    return FormatReport(message, field, "NO_REPORT_DUE", context);
  }
  return FormatField(message, field, context);
}

}  // namespace

std::string_view FieldOf(std::string_view path) {
  return path.substr(0, path.find(':'));
}

std::string FormatValue(const Message& message, std::string_view path,
                        const ValueContext& context) {
  const std::string_view field_path = FieldOf(path);
  const std::string_view format = path.substr(field_path.size());
  const size_t dot = field_path.rfind('.');
  const bool is_nested = dot != std::string_view::npos;
  const std::vector<const Message*> holders =
      MessagesAt(message, is_nested ? field_path.substr(0, dot) : "");
  const std::string leaf(is_nested ? field_path.substr(dot + 1) : field_path);
  std::string cell;
  for (const Message* holder : holders) {
    const FieldDescriptor* field =
        holder->GetDescriptor()->FindFieldByName(leaf);
    if (field == nullptr) continue;
    if (!cell.empty()) cell += ", ";
    cell += FormatAs(format, *holder, *field, context);
  }
  return cell;
}

bool IsFigure(const google::protobuf::Descriptor& type, std::string_view path) {
  const FieldDescriptor* field = FindField(type, FieldOf(path));
  if (field == nullptr || field->is_repeated()) return false;
  if (field->message_type() != nullptr) {
    return field->message_type()->full_name() == "google.type.Money" ||
           field->message_type()->full_name() == "epiledger.type.v1.Reading";
  }
  return field->cpp_type() == FieldDescriptor::CPPTYPE_INT64 ||
         field->cpp_type() == FieldDescriptor::CPPTYPE_INT32;
}

std::string ToHex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    hex.push_back(kDigits[value >> 4U]);
    hex.push_back(kDigits[value & 15U]);
  }
  return hex;
}

}  // namespace epiledger::cli
