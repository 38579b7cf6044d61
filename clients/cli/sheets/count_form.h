// Sheets of counts: what was found of each item, one count for the sheet.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_COUNT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_COUNT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// Requests of CreateCount. What `count sheet` exports can be read once its
// column of quantities is filled in. A row whose quantity is blank has none.
[[nodiscard]] const SheetForm& CountForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_COUNT_FORM_H_
