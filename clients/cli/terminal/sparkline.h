// A row of figures as bars on one line of a terminal.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_SPARKLINE_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_SPARKLINE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace epiledger::cli {

// A character for each figure, from `▁` for 0 to `█` for the largest; `·` where
// none is known, which is no zero. Figures are 0 or more. Where there are more
// than `columns`, neighbours share a character, which shows the lowest of them:
// what ran out is never hidden.
[[nodiscard]] std::string Sparkline(
    const std::vector<std::optional<int64_t>>& figures, size_t columns);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_SPARKLINE_H_
