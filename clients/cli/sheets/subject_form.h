// SubjectForm: names and telephone numbers of people whom the register knows, a
// line for each person.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SUBJECT_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SUBJECT_FORM_H_

#include "clients/cli/sheets/sheet_form.h"

namespace epiledger::cli {

// Requests are epiledger.readiness.v1.UpdateSubjectRequest without the subject:
// roles and facility of the sheet are not looked at. What `subject list`
// exports fits.
[[nodiscard]] const SheetForm& SubjectForm();

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SUBJECT_FORM_H_
