// A sheet of allocation documents: each row is an allocation, and the rows of
// one issuer and number are one document.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_DOCUMENT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_DOCUMENT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// For FundingService.BatchCreateAllocationDocuments.
[[nodiscard]] const SheetForm& DocumentForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_DOCUMENT_FORM_H_
