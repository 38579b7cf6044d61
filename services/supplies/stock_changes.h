// StockChanges: of which facilities and items entries say something that their
// stock is reckoned from.
#ifndef EPILEDGER_SERVICES_SUPPLIES_STOCK_CHANGES_H_
#define EPILEDGER_SERVICES_SUPPLIES_STOCK_CHANGES_H_

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

struct StockChanges {
  // Facilities and items, ids.
  std::set<std::pair<std::string, std::string>> places;
  // Items, ids, of which a lot is known better, wherever it lies.
  std::set<std::string, std::less<>> items;
  // How all stock is judged changed.
  bool is_judged_anew = false;
};

// What the entries after `from` say, up to the point that `context` is placed
// at. The storage layer's codes.
[[nodiscard]] absl::StatusOr<StockChanges> ReadStockChanges(
    int64_t from, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_STOCK_CHANGES_H_
