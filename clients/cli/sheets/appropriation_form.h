// A sheet of appropriations: each row is one.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_APPROPRIATION_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_APPROPRIATION_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// For FundingService.BatchCreateAppropriations; what `appropriation list`
// exports fits, too.
[[nodiscard]] const SheetForm& AppropriationForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_APPROPRIATION_FORM_H_
