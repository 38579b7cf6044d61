#include "clients/cli/values/enum_name.h"

#include <algorithm>

namespace epiledger::cli {
namespace {

constexpr std::string_view kUnspecified = "UNSPECIFIED";

// `METHOD_`, which every value's name begins with.
std::string_view PrefixOf(const google::protobuf::EnumDescriptor& type) {
  std::string_view zero = type.value(0)->name();
  zero.remove_suffix(std::min(zero.size(), kUnspecified.size()));
  return zero;
}

}  // namespace

std::string ShortEnumName(const google::protobuf::EnumValueDescriptor& value) {
  std::string name = value.name().substr(PrefixOf(*value.type()).size());
  for (char& c : name) {
    c = c == '_' ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return name;
}

std::string FormatEnum(const google::protobuf::EnumValueDescriptor& value,
                       const Texts& texts) {
  if (value.number() == 0) return "";
  return texts.Has(value.full_name()) ? texts(value.full_name())
                                      : ShortEnumName(value);
}

std::optional<int> ParseEnum(const google::protobuf::EnumDescriptor& type,
                             std::string_view text, const Texts& texts) {
  for (int i = 1; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    if (text == ShortEnumName(value) || text == value.name() ||
        text == FormatEnum(value, texts)) {
      return value.number();
    }
  }
  return std::nullopt;
}

std::string ListEnum(const google::protobuf::EnumDescriptor& type) {
  std::string names;
  for (int i = 1; i < type.value_count(); ++i) {
    if (i > 1) names += ", ";
    names += ShortEnumName(*type.value(i));
  }
  return names;
}

}  // namespace epiledger::cli
