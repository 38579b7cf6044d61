// A statement of the treasury: all rows of the sheet are one statement.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_TREASURY_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_TREASURY_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// For ReconciliationService.CreateTreasuryStatement: its lines, by the names
// that treasuries give their columns. Id and days of the statement stand in no
// column.
[[nodiscard]] const SheetForm& TreasuryForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_TREASURY_FORM_H_
