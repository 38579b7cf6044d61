// A sheet of payments: each row is one.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// For FundingService.BatchCreatePayments; what `payment list` exports fits,
// too.
[[nodiscard]] const SheetForm& PaymentForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_FORM_H_
