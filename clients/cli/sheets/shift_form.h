// ShiftForm: a duty roster, a line for each shift, of one facility.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHIFT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHIFT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// Requests are epiledger.readiness.v1.CreateShiftRequest. Times stand behind
// their day, as in `2020/2/1 8:00`.
[[nodiscard]] const SheetForm& ShiftForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHIFT_FORM_H_
