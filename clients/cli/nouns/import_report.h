// What a person is told about an import: what became of the lines of a sheet.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_REPORT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/nouns/payment_batches.h"
#include "clients/cli/session/session.h"
#include "clients/cli/sheets/payment_sheet.h"

namespace epiledger::cli {

// Lists the lines that were refused and says how many were recorded. Returns
// how the command ends, and what is to be done about the rest.
[[nodiscard]] absl::Status TellResult(Session& session,
                                      const PaymentSheet& sheet,
                                      const ImportResult& result);

// `2-4, 7` for rows in rising order.
[[nodiscard]] std::string RowRanges(const std::vector<int64_t>& rows);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_REPORT_H_
