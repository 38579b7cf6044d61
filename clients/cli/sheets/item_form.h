// A sheet of items: each row is one.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_ITEM_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_ITEM_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// For SuppliesService.BatchCreateItems; what `item list` exports fits, too.
[[nodiscard]] const SheetForm& ItemForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_ITEM_FORM_H_
