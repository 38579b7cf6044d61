// ParseValue: a field of a request from the text a person typed.
//
// By the field's type: amounts in yuan, dates, times, whole numbers, enum
// values by their short names, resource names by their ids; readings as a
// number or an absent-reason (`unknown`); quantities as pieces and packs
// (`20`, `2 box + 20`); shares of an allocation as `masks:100万`.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_PARSE_VALUE_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_PARSE_VALUE_H_

#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// Sets `field` of `message`, or adds an element where it is a list.
// INVALID_ARGUMENT says what was found and what would be right.
[[nodiscard]] absl::Status ParseValue(
    std::string_view text, const ValueContext& context,
    google::protobuf::Message& message,
    const google::protobuf::FieldDescriptor& field);

// The same for the field at `path`, which exists; with `:tenths` behind it, a
// number of these from a text such as `7` or `2.5`.
[[nodiscard]] absl::Status ParseValueAt(std::string_view text,
                                        const ValueContext& context,
                                        google::protobuf::Message& message,
                                        std::string_view path);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_PARSE_VALUE_H_
