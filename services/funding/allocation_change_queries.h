// Reads of what became of allocations, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_ALLOCATION_CHANGE_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_ALLOCATION_CHANGE_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// The storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListAllocationChangesResponse>
ListAllocationChanges(const v1::ListAllocationChangesRequest& request,
                      host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ALLOCATION_CHANGE_QUERIES_H_
