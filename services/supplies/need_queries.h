// Reads of what places want to have, what they had better order, and what
// became of their stock. Functions return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_NEED_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_NEED_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/need_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

[[nodiscard]] absl::StatusOr<v1::ListStockLevelsResponse> ListStockLevels(
    const v1::ListStockLevelsRequest& request, host::ReadContext& context);
// RESOURCE_EXHAUSTED TOO_MANY_LISTED.
[[nodiscard]] absl::StatusOr<v1::ListOrderSuggestionsResponse>
ListOrderSuggestions(const v1::ListOrderSuggestionsRequest& request,
                     host::ReadContext& context);

// INVALID_ARGUMENT STORE_OF_OTHER_FACILITY, DATES_REVERSED, TOO_MANY_DAYS;
// NOT_FOUND of the item.
[[nodiscard]] absl::StatusOr<v1::GetStockHistoryResponse> GetStockHistory(
    const v1::GetStockHistoryRequest& request, host::ReadContext& context);
// INVALID_ARGUMENT DATES_REVERSED, TOO_MANY_DAYS; NOT_FOUND of the item.
[[nodiscard]] absl::StatusOr<v1::GetItemHistoryResponse> GetItemHistory(
    const v1::GetItemHistoryRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_NEED_QUERIES_H_
