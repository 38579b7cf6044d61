// A sheet of daily reports: each row is one reading of one date.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_REPORT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_REPORT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// Its requests are of one reading each: rows of one date are put together for
// ReadinessService.BatchSubmitReports.
[[nodiscard]] const SheetForm& ReportForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_REPORT_FORM_H_
