// Reads of what money and orders have to do with each other, at one point of
// both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_TRACE_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_TRACE_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/trace_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// INVALID_ARGUMENT ONE_OF_THREE; NOT_FOUND; RESOURCE_EXHAUSTED
// TOO_MANY_TO_SORT; the storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::TraceMoneyResponse> TraceMoney(
    const v1::TraceMoneyRequest& request, host::ReadContext& context);

// RESOURCE_EXHAUSTED TOO_MANY_TO_SORT, and the storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListOpenOrderLinesResponse> ListOpenOrderLines(
    const v1::ListOpenOrderLinesRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_TRACE_QUERIES_H_
