// ParseAmountCell: money as spreadsheets write it.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_AMOUNT_TEXT_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_AMOUNT_TEXT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/values/amount.h"

namespace epiledger::cli {

// Fen of what values/amount.h takes, in half or full width, with or without a
// sign of the currency: `￥1,200.00`, `１２００`, `650万`. A number alone
// counts `unit`s. INVALID_ARGUMENT when it is no such amount, is not whole fen,
// is too large, or is negative: `-5` and, in accounting, `(5.00)`.
[[nodiscard]] absl::StatusOr<int64_t> ParseAmountCell(std::string_view cell,
                                                      MoneyUnit unit);

// The unit called `word`, such as `万元` or `10k`; nothing when there is none.
[[nodiscard]] std::optional<MoneyUnit> FindMoneyUnit(std::string_view word);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_AMOUNT_TEXT_H_
