// A history of stock as figures of its days, for charts.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_STOCK_DAYS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_STOCK_DAYS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "epiledger/supplies/v1/need.pb.h"

namespace epiledger::cli {

// What is usable at the end of each day, and what is used; nothing where it is
// not known of all stores.
[[nodiscard]] std::vector<std::optional<int64_t>> UsableByDay(
    const supplies::v1::StockHistory& history);
[[nodiscard]] std::vector<std::optional<int64_t>> UsedByDay(
    const supplies::v1::StockHistory& history);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_STOCK_DAYS_H_
