// IsTotalLine: a row that adds up others and is no payment.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_TOTAL_LINE_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_TOTAL_LINE_H_

#include "clients/cli/sheets/csv.h"

namespace epiledger::cli {

// Whether the first cell of `row` that says anything says 合计, `total` or
// another word for a sum.
[[nodiscard]] bool IsTotalLine(const CsvRow& row);

// Whether it says so of all lines, and not of a page or a month.
[[nodiscard]] bool IsGrandTotal(const CsvRow& row);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_TOTAL_LINE_H_
