// SheetNumber: the point in a book at which a sheet was drawn, as one word that
// a person, a flag or a cell of a spreadsheet can carry.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_SHEET_NUMBER_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_SHEET_NUMBER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/type/v1/receipt.pb.h"

namespace epiledger::cli {

// `57-` and 32 hex digits: the entry, and the book's incarnation.
[[nodiscard]] std::string SheetNumber(const type::v1::BookToken& drawn_at);

// The same back, of the county's book of supplies. INVALID_ARGUMENT
// BAD_SHEET_NUMBER.
[[nodiscard]] absl::StatusOr<type::v1::BookToken> ParseSheetNumber(
    std::string_view text, std::string_view county);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_SHEET_NUMBER_H_
