// What a person is told about a sheet before anything is sent.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_REPORT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_REPORT_H_

#include <string>

#include "absl/status/status.h"
#include "clients/cli/session/session.h"
#include "clients/cli/sheets/sheet_reader.h"

namespace epiledger::cli {

// Lists the findings of the sheet at `path`, of which there are some: the first
// kMaxFindingsTold. Returns a status for wrong usage that says how many there
// are.
[[nodiscard]] absl::Status TellFindings(Session& session,
                                        const std::string& path,
                                        const Sheet& sheet);

// The same as lines of an error, each led by a line feed.
[[nodiscard]] std::string FindingsText(const Sheet& sheet, const Texts& texts);

// Says how many lines the sheet has, and their total; and whether the books
// were asked for what it names.
void TellFits(Session& session, const std::string& path, const Sheet& sheet,
              bool is_asked);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_REPORT_H_
