#include "services/funding/allocation_change_queries.h"

#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"

namespace epiledger::funding {

absl::StatusOr<v1::ListAllocationChangesResponse> ListAllocationChanges(
    const v1::ListAllocationChangesRequest& request,
    host::ReadContext& context) {
  v1::ListAllocationChangesResponse response;
  const std::string& of = request.allocation();
  absl::StatusOr<std::string> next = ListDated<v1::AllocationChange>(
      context, kAllocationChanges, *response.mutable_allocation_changes(),
      [&of](const v1::AllocationChange& change) {
        return of.empty() || change.allocation() == of ||
               change.target_allocation() == of;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
