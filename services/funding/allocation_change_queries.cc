#include "services/funding/allocation_change_queries.h"

#include <string>
#include <utility>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/totalled_list.h"

namespace epiledger::funding {
namespace {

using v1::AllocationChange;

// Kinds are sums of their own, in the order of their numbers.
void AddKind(const AllocationChange& change, Sums& sums) {
  if (!Stands(change) || change.kind() == AllocationChange::KIND_UNSPECIFIED) {
    return;
  }
  sums.at(static_cast<size_t>(change.kind()) - 1) += ToFen(change.amount());
}

}  // namespace

absl::StatusOr<v1::ListAllocationChangesResponse> ListAllocationChanges(
    const v1::ListAllocationChangesRequest& request,
    host::ReadContext& context) {
  const std::string& of = request.allocation();
  auto list = DatedList<AllocationChange>(
      context, kAllocationChanges, request.order(),
      [&](const AllocationChange& change) {
        return (of.empty() || change.allocation() == of ||
                change.target_allocation() == of) &&
               (request.kind() == AllocationChange::KIND_UNSPECIFIED ||
                change.kind() == request.kind());
      });
  list.add = &AddKind;
  v1::ListAllocationChangesResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_allocation_changes());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_recalled() = ToMoney(totals->sums[0]);
    *response.mutable_total_transferred() = ToMoney(totals->sums[1]);
    *response.mutable_total_frozen() = ToMoney(totals->sums[2]);
    *response.mutable_total_unfrozen() = ToMoney(totals->sums[3]);
  }
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
