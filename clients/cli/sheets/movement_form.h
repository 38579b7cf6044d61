// Sheets of movements: what came into a store or went out of it, one movement
// for the sheet.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_MOVEMENT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_MOVEMENT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// Requests of CreateMovement, whose kind, time and store are said beside the
// sheet: a row is a line. An item may have several.
[[nodiscard]] const SheetForm& MovementForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_MOVEMENT_FORM_H_
