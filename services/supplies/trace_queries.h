// Reads of goods by where they came from, at one point of both axes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_TRACE_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_TRACE_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/trace_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT LOT_OR_LINES; NOT_FOUND; RESOURCE_EXHAUSTED TOO_MANY_PLACES;
// the storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::TraceGoodsResponse> TraceGoods(
    const v1::TraceGoodsRequest& request, host::ReadContext& context);

// Both: RESOURCE_EXHAUSTED TOO_MANY_LISTED, and the storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListDonationsResponse> ListDonations(
    const v1::ListDonationsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListUnfundedReceiptsResponse>
ListUnfundedReceipts(const v1::ListUnfundedReceiptsRequest& request,
                     host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_TRACE_QUERIES_H_
