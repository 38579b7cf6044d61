#include "clients/cli/values/typed_value.h"

#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "clients/cli/values/amount.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/moment.h"
#include "epiledger/type/v1/reading.pb.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

template <typename Proto>
Proto Copied(const Message& message) {
  Proto proto;
  proto.CopyFrom(message);
  return proto;
}

// Nothing where the message has no type of a spreadsheet.
std::optional<Cell> MessageCell(const Message& message,
                                const ValueContext& context) {
  const std::string& type = message.GetDescriptor()->full_name();
  if (type == "google.type.Money") {
    return DecimalCell{ToFen(Copied<google::type::Money>(message)), 2};
  }
  if (type == "google.type.Date") {
    const auto date = Copied<google::type::Date>(message);
    if (date.year() == 0) return Cell();
    return absl::CivilDay(date.year(), date.month(), date.day());
  }
  if (type == "google.protobuf.Timestamp") {
    const auto time = Copied<google::protobuf::Timestamp>(message);
    return absl::ToCivilSecond(ToTime(time), context.zone);
  }
  if (type == "epiledger.type.v1.Reading") {
    const auto reading = Copied<type::v1::Reading>(message);
    if (reading.has_value()) return DecimalCell{reading.value(), 0};
  }
  return std::nullopt;
}

std::optional<int64_t> WholeNumber(const Message& message,
                                   const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.GetInt32(message, &field);
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.GetInt64(message, &field);
    default:
      return std::nullopt;
  }
}

// Of a number in that form; nothing where it is none.
std::optional<int> DecimalsOf(std::string_view format) {
  if (format.empty()) return 0;
  if (format == ":tenths") return 1;
  if (format == ":thousandths") return 3;
  return std::nullopt;
}

// Nothing where the field is text.
std::optional<Cell> FieldCell(const Message& message,
                              const FieldDescriptor& field,
                              std::string_view format,
                              const ValueContext& context) {
  const std::optional<int> decimals = DecimalsOf(format);
  if (field.is_repeated() || !decimals.has_value()) return std::nullopt;
  const auto& reflection = *message.GetReflection();
  if (field.has_presence() && !reflection.HasField(message, &field)) {
    return Cell();
  }
  if (field.message_type() != nullptr) {
    return MessageCell(reflection.GetMessage(message, &field), context);
  }
  const std::optional<int64_t> number = WholeNumber(message, field);
  if (!number.has_value()) return std::nullopt;
  return DecimalCell{*number, *decimals};
}

}  // namespace

Cell CellOf(const Message& message, std::string_view path,
            const ValueContext& context) {
  const std::string_view field_path = FieldOf(path);
  const size_t dot = field_path.rfind('.');
  const bool is_nested = dot != std::string_view::npos;
  const std::vector<const Message*> holders =
      MessagesAt(message, is_nested ? field_path.substr(0, dot) : "");
  const std::string leaf(is_nested ? field_path.substr(dot + 1) : field_path);
  if (holders.size() == 1) {
    const FieldDescriptor* const field =
        holders.front()->GetDescriptor()->FindFieldByName(leaf);
    if (field == nullptr) return Cell();
    std::optional<Cell> cell = FieldCell(
        *holders.front(), *field, path.substr(field_path.size()), context);
    if (cell.has_value()) return *std::move(cell);
  }
  std::string text = FormatValue(message, path, context);
  return text.empty() ? Cell() : Cell(std::move(text));
}

std::string CellText(const Cell& cell) {
  return std::visit(
      [](const auto& value) -> std::string {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::monostate>) {
          return "";
        } else if constexpr (std::is_same_v<Value, std::string>) {
          return value;
        } else if constexpr (std::is_same_v<Value, DecimalCell>) {
          if (value.decimals == 0) return FormatInteger(value.value);
          return value.decimals == 2 ? FormatYuan(value.value)
                                     : PlainNumber(value);
        } else if constexpr (std::is_same_v<Value, absl::CivilDay>) {
          return PlainDay(value);
        } else {
          return PlainTime(value);
        }
      },
      cell);
}

}  // namespace epiledger::cli
