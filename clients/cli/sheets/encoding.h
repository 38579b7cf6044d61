// ToUtf8: the bytes of a sheet as text, in whichever encoding they came.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_ENCODING_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_ENCODING_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace epiledger::cli {

// `bytes`, which are UTF-8 or else GB18030, as UTF-8 without a byte order mark.
// INVALID_ARGUMENT names the first byte, and its line, that is neither; or says
// that they are a workbook and no CSV at all.
[[nodiscard]] absl::StatusOr<std::string> ToUtf8(std::string_view bytes);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_ENCODING_H_
