// Tables as a workbook of Office Open XML, for spreadsheets.
#ifndef EPILEDGER_CLIENTS_CLI_TABLES_XLSX_FILE_H_
#define EPILEDGER_CLIENTS_CLI_TABLES_XLSX_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "clients/cli/tables/cell.h"

namespace epiledger::cli {

// The bytes of a workbook with a sheet for each table, its headings bold and
// kept in sight. Money and counts are numbers, days and times dates, and all
// text is text: `012` keeps its zero, and `=1+1` is not computed.
// RESOURCE_EXHAUSTED: more rows than a sheet holds. UNAVAILABLE: no room for
// the temporary file it is made in, which only its owner may read.
[[nodiscard]] absl::StatusOr<std::string> ToXlsx(
    absl::Span<const TypedTable> tables);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TABLES_XLSX_FILE_H_
