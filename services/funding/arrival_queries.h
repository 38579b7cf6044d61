// Reads of what the stores received of orders, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_ARRIVAL_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_ARRIVAL_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/arrival_service.pb.h"
#include "services/host/method_set.h"
#include "services/host/read_context.h"
#include "services/rpc/method.h"

namespace epiledger::funding {

// NOT_FOUND.
[[nodiscard]] absl::StatusOr<v1::Arrival> GetArrival(
    const v1::GetArrivalRequest& request, host::ReadContext& context);

// RESOURCE_EXHAUSTED TOO_MANY_TO_SORT, and the storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListArrivalsResponse> ListArrivals(
    const v1::ListArrivalsRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ARRIVAL_QUERIES_H_
