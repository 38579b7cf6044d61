// Reads of supplies: every figure at one point of both axes.
//
// All return NOT_FOUND for a resource that does not exist at that point, and
// the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/recent_resources.h"
#include "services/supplies/stock_index.h"

namespace epiledger::supplies {

// --- What the county keeps a list of.
[[nodiscard]] absl::StatusOr<v1::Item> GetItem(
    const v1::GetItemRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListItemsResponse> ListItems(
    const v1::ListItemsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Store> GetStore(
    const v1::GetStoreRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListStoresResponse> ListStores(
    const v1::ListStoresRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::SupplySettings> GetSupplySettings(
    const v1::GetSupplySettingsRequest& request, host::ReadContext& context);

// --- What was recorded.
[[nodiscard]] absl::StatusOr<v1::Movement> GetMovement(
    const v1::GetMovementRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListMovementsResponse> ListMovements(
    const v1::ListMovementsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::Count> GetCount(
    const v1::GetCountRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListCountsResponse> ListCounts(
    const v1::ListCountsRequest& request, host::ReadContext& context);
// A caller bound to a facility gets the tasks of that one.
[[nodiscard]] absl::StatusOr<v1::ListTasksResponse> ListTasks(
    const v1::ListTasksRequest& request, host::ReadContext& context);

// --- What is there, and how long it lasts.
[[nodiscard]] absl::StatusOr<v1::ListStockResponse> ListStock(
    const v1::ListStockRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::GetFacilityStockResponse> GetFacilityStock(
    const v1::GetFacilityStockRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::GetItemStockResponse> GetItemStock(
    const v1::GetItemStockRequest& request, host::ReadContext& context);
// Callers that may see the items alone (finance) get no stock by facility.
[[nodiscard]] absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest& request, host::ReadContext& context,
    StockIndex& index, ledger::RecentResources& recent);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_QUERIES_H_
