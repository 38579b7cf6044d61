// ListAllocations: allocations by document, fund, recipient, purpose, state and
// utilisation, sorted, with totals.
#ifndef EPILEDGER_SERVICES_FUNDING_ALLOCATION_LIST_H_
#define EPILEDGER_SERVICES_FUNDING_ALLOCATION_LIST_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/funding/allocation_index.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// INVALID_ARGUMENT RANGE_TURNED_ROUND, and the storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListAllocationsResponse> ListAllocations(
    const v1::ListAllocationsRequest& request, host::ReadContext& context,
    AllocationIndex& index);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ALLOCATION_LIST_H_
