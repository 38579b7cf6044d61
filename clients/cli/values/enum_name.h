// Values of proto enums as people type and read them: `own-account` or 自有账户
// for METHOD_OWN_ACCOUNT.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_ENUM_NAME_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_ENUM_NAME_H_

#include <optional>
#include <string>
#include <string_view>

#include "clients/cli/terminal/texts.h"
#include "google/protobuf/descriptor.h"

namespace epiledger::cli {

// `own-account`.
[[nodiscard]] std::string ShortEnumName(
    const google::protobuf::EnumValueDescriptor& value);

// As shown: the catalogue's text, else the short name; empty for the
// unspecified value.
[[nodiscard]] std::string FormatEnum(
    const google::protobuf::EnumValueDescriptor& value, const Texts& texts);

// The value called `text`, by short name, full name or text in the catalogue;
// nothing when there is none. Never the unspecified one.
[[nodiscard]] std::optional<int> ParseEnum(
    const google::protobuf::EnumDescriptor& type, std::string_view text,
    const Texts& texts);

// The short names there are, `direct, authorized, own-account`.
[[nodiscard]] std::string ListEnum(
    const google::protobuf::EnumDescriptor& type);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_ENUM_NAME_H_
