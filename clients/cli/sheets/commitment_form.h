// A sheet of orders: each row is a line, and the rows of one supplier and
// number are one order.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_COMMITMENT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_COMMITMENT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// For CommitmentService.BatchCreateCommitments.
[[nodiscard]] const SheetForm& CommitmentForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_COMMITMENT_FORM_H_
