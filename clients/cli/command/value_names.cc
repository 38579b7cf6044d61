#include "clients/cli/command/value_names.h"

#include <string_view>
#include <utility>

#include "clients/cli/command/flags.h"
#include "clients/cli/values/field_path.h"
#include "epiledger/type/v1/field.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;

// Of flags that the commands read themselves.
constexpr std::pair<std::string_view, std::string_view> kOfFlags[] = {
    {"--file", "FILE"},         {"--out", "FILE"},
    {"--receipts", "FILE"},     {"--request-id", "ID"},
    {"--limit", "NUMBER"},      {"--after", "NUMBER"},
    {"--lifetime", "DURATION"}, {"--line", "ITEM=QUANTITY"},
    {"--allocation", "PARTS"},  {"--to", "FORMAT"},
    {"--public-key", "KEY"},    {"--code", "CODE"},
    {"--book", "BOOK"},         {"--match", "LINE=PAYMENT"},
    {"--rules", "PARTS"},       {"--finding-rule", "PARTS"},
};
// Of flags that one command reads as no other does.
constexpr std::pair<std::string_view, std::string_view> kOfOneCommand[] = {
    {"commitment create --line", "PARTS"},
    {"essential-list set --line", "PARTS"},
};

constexpr std::pair<std::string_view, std::string_view> kOfMessages[] = {
    {"google.type.Money", "YUAN"},
    {"google.type.Date", "DATE"},
    {"google.protobuf.Timestamp", "TIME"},
    {"epiledger.type.v1.Reading", "NUMBER"},
    {"epiledger.supplies.v1.Pack", "ID=SIZE:NAME"},
};

template <typename Table>
std::string_view In(const Table& table, std::string_view key,
                    std::string_view otherwise = "TEXT") {
  for (const auto& [known, name] : table) {
    if (known == key) return name;
  }
  return otherwise;
}

std::string_view OfField(const FieldDescriptor& field) {
  if (field.message_type() != nullptr) {
    return In(kOfMessages, field.message_type()->full_name());
  }
  if (field.enum_type() != nullptr) return "CHOICE";
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return "NUMBER";
  const auto& rule = field.options().GetExtension(type::v1::rule);
  return rule.id() || !rule.name().empty() ? "ID" : "TEXT";
}

}  // namespace

std::string ValueNameOf(const Command& command, const Flag& flag) {
  if (flag.flag.front() != '-') return "";
  if (flag.path.empty()) {
    const std::string own =
        Concat(command.noun, " ", command.verb, " ", flag.flag);
    return std::string(In(kOfOneCommand, own, In(kOfFlags, flag.flag)));
  }
  return std::string(
      OfField(*FindField(*MethodOf(command).input_type(), flag.path)));
}

}  // namespace epiledger::cli
