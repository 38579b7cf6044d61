// FindMissingNames: what a sheet names and the books do not have.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_NAME_CHECK_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_NAME_CHECK_H_

#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session/session.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_reader.h"

namespace epiledger::cli {

// A finding for each cell of `sheet`, which has none so far, that names a fund,
// a purpose or an allocation the books do not have, and for each purpose that
// its row's allocation is not for; in the order of the sheet. A refusal would
// tell the first of them alone. Lists with more than kMaxNamesAsked are not
// judged by. Not OK where the books could not be asked.
[[nodiscard]] absl::StatusOr<std::vector<SheetFinding>> FindMissingNames(
    Session& session, const Sheet& sheet);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_NAME_CHECK_H_
