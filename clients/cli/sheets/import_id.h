// ImportId: the request id of a line that is imported.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_IMPORT_ID_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_IMPORT_ID_H_

#include <string>

#include "epiledger/funding/v1/funding.pb.h"

namespace epiledger::cli {

// `import-` and 32 hex digits of the SHA-256 of what the payment says; from the
// second attempt on, its number behind that.
//
// It is made of the line alone, so that a sheet is sent again under the ids it
// had, however it was saved, and although other lines were corrected, added or
// moved since: whoever corrects one cell and imports the sheet once more must
// not pay all other lines twice. Every version of this program makes the same.
[[nodiscard]] std::string ImportId(const funding::v1::Payment& payment,
                                   int attempt = 1);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_IMPORT_ID_H_
