// The rules of stock levels: how much a place wants to have of an item. A place
// is a store, or a facility with all its stores.
//
// Who knows a place says what it needs: its own clerk, or the headquarters. A
// level is replaced as a whole, and what was set before stays in the journal.
// Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_SUPPLIES_STOCK_LEVEL_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_STOCK_LEVEL_RULES_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "epiledger/supplies/v1/need_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// Stands for a store in the key of a level of a whole facility: no id is so.
inline constexpr std::string_view kAllStores = "-";

// The key of a level; `store` is a name, or empty for the whole facility.
[[nodiscard]] std::string StockLevelKey(std::string_view facility,
                                        const std::string& store,
                                        std::string_view item);

// INVALID_ARGUMENT: STORE_OF_OTHER_FACILITY, REQUIRED, NOT_FOR_THIS_KIND.
[[nodiscard]] absl::Status ValidateSetStockLevel(
    const v1::SetStockLevelRequest& request);
[[nodiscard]] ledger::Needs NeedsOfSetStockLevel(
    const v1::SetStockLevelRequest& request);
// Refusals: STORE_NOT_FOUND, ITEM_NOT_FOUND, STOCK_LEVEL_NOT_FOUND,
// PACK_NOT_FOUND, PACK_AMBIGUOUS, MAX_BELOW_MIN.
[[nodiscard]] book::Decision DecideSetStockLevel(
    const v1::SetStockLevelRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_STOCK_LEVEL_RULES_H_
