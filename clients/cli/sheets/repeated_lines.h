// NoteRepeatedLines: payments that a sheet has twice.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_REPEATED_LINES_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_REPEATED_LINES_H_

#include <vector>

#include "clients/cli/sheets/columns.h"
#include "clients/cli/sheets/payment_sheet.h"
#include "clients/cli/sheets/sheet_finding.h"

namespace epiledger::cli {

// Adds a finding for each line that says all that an earlier one says, or names
// its payee and invoice; both count as the same however they are spaced and
// whatever width they have.
void NoteRepeatedLines(const SheetHeader& header,
                       const std::vector<SheetLine>& lines,
                       std::vector<SheetFinding>& findings);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_REPEATED_LINES_H_
