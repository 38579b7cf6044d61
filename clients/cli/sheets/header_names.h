// What people call the columns of a sheet of payments.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_HEADER_NAMES_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_HEADER_NAMES_H_

#include <optional>
#include <string>
#include <string_view>

namespace epiledger::cli {

// The field of funding.v1.Payment that a column called `name` fills, however it
// is spaced and capitalised. Empty for a column that is known and left out,
// such as 序号; nothing where no column is called so.
[[nodiscard]] std::optional<std::string_view> FieldOfHeader(
    std::string_view name);

// All names of the columns that fill `field`, parted by commas.
[[nodiscard]] std::string HeadersOf(std::string_view field);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_HEADER_NAMES_H_
