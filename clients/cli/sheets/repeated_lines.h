// NoteRepeatedLines: what a sheet has twice.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_REPEATED_LINES_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_REPEATED_LINES_H_

#include <vector>

#include "clients/cli/sheets/columns.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_form.h"
#include "clients/cli/sheets/sheet_reader.h"

namespace epiledger::cli {

// Adds a finding for each record that says all that an earlier one says, or has
// the unique fields of an earlier one, such as payee and invoice; texts count
// as the same however they are spaced and whatever width they have.
void NoteRepeatedLines(const SheetForm& form, const SheetHeader& header,
                       const std::vector<SheetRecord>& records,
                       std::vector<SheetFinding>& findings);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_REPEATED_LINES_H_
