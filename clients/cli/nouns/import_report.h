// What a person is told about an import: what became of the lines of a sheet.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_REPORT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_REPORT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/nouns/sheet_batches.h"
#include "clients/cli/session/session.h"
#include "clients/cli/sheets/sheet_reader.h"

namespace epiledger::cli {

// Lists what was refused, the first kMaxFindingsTold of it, and says how much
// was recorded. `noun` is that of the command which lists what is recorded.
// Returns how the command ends, and what is to be done about the rest.
[[nodiscard]] absl::Status TellResult(Session& session, std::string_view noun,
                                      const Sheet& sheet,
                                      const ImportResult& result);

// `2-4, 7` for rows in rising order.
[[nodiscard]] std::string RowRanges(const std::vector<int64_t>& rows);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_REPORT_H_
