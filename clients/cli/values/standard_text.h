// Standards of an item as they are typed and shown: `GB 2626-2019`, with the
// days it holds behind an `@`: `GB 2626-2019@2020-07-01..`,
// `GB 2626-2006@2006-12-01..2021-06-30`, `YY 0469@..2021-12-31`.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_STANDARD_TEXT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_STANDARD_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// Sets `standard`, an epiledger.supplies.v1.Item.Standard. INVALID_ARGUMENT:
// BAD_STANDARD, or what is wrong with a day.
[[nodiscard]] absl::Status ParseStandardText(
    std::string_view text, const ValueContext& context,
    google::protobuf::Message& standard);

[[nodiscard]] std::string FormatStandard(
    const google::protobuf::Message& standard, const ValueContext& context);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_STANDARD_TEXT_H_
