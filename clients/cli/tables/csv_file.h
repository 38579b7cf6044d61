// A table as CSV by RFC 4180, for spreadsheets and programs.
#ifndef EPILEDGER_CLIENTS_CLI_TABLES_CSV_FILE_H_
#define EPILEDGER_CLIENTS_CLI_TABLES_CSV_FILE_H_

#include <string>

#include "clients/cli/tables/cell.h"

namespace epiledger::cli {

// UTF-8 with a byte order mark, without which Excel garbles Chinese; headings,
// then rows; money as `1234.50`, days as `2020-02-01`. Text that a spreadsheet
// would run as a formula gets an apostrophe in front.
[[nodiscard]] std::string ToCsv(const TypedTable& table);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TABLES_CSV_FILE_H_
