#include "clients/cli/nouns/stock_days.h"

namespace epiledger::cli {

std::vector<std::optional<int64_t>> UsableByDay(
    const supplies::v1::StockHistory& history) {
  std::vector<std::optional<int64_t>> usable;
  for (const supplies::v1::StockHistory::Day& day : history.days()) {
    const bool is_known = day.has_usable() && day.unknown_stores() == 0;
    usable.push_back(is_known ? std::optional(day.usable()) : std::nullopt);
  }
  return usable;
}

std::vector<std::optional<int64_t>> UsedByDay(
    const supplies::v1::StockHistory& history) {
  std::vector<std::optional<int64_t>> used;
  for (const supplies::v1::StockHistory::Day& day : history.days()) {
    const bool is_known = day.has_used() && day.use_unknown_stores() == 0;
    used.push_back(is_known ? std::optional(day.used()) : std::nullopt);
  }
  return used;
}

}  // namespace epiledger::cli
