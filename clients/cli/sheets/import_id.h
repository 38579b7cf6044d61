// The ids that an import makes: of requests, and of what has none in its sheet.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_IMPORT_ID_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_IMPORT_ID_H_

#include <string>
#include <string_view>

namespace epiledger::cli {

// `import-` and 32 hex digits of the SHA-256 of what a request says.
//
// It is made of the request alone, so that a sheet is sent again under the ids
// it had, however it was saved, and although other lines were corrected, added
// or moved since: whoever corrects one cell and imports the sheet once more
// must not pay all other lines twice. Every version of this program makes the
// same.
[[nodiscard]] std::string ImportId(std::string_view content);

// The request id of an attempt: `id` of the first, from the second on its
// number behind that.
[[nodiscard]] std::string AttemptId(std::string_view id, int attempt);

// `i-` and 12 hex digits of the SHA-256 of `content`: the id of a resource that
// its sheet gives none. Of 100,000 two are alike once in some 50,000 times,
// and the service refuses the second.
[[nodiscard]] std::string ResourceId(std::string_view content);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_IMPORT_ID_H_
