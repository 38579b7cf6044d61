// DisplayWidth: how many columns of a terminal a text takes. A Chinese
// character takes two (East Asian Width W and F), a combining mark none.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_DISPLAY_WIDTH_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_DISPLAY_WIDTH_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace epiledger::cli {

// `text` is UTF-8; a byte that is not counts as one column.
[[nodiscard]] size_t DisplayWidth(std::string_view text);

// `text` on one line that cannot move the cursor: control characters, line
// breaks among them, become spaces.
[[nodiscard]] std::string Printable(std::string_view text);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_DISPLAY_WIDTH_H_
