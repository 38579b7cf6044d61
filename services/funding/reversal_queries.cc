#include "services/funding/reversal_queries.h"

#include <cstdint>
#include <string>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/totalled_list.h"
#include "services/host/resource_reads.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using host::ReadContext;
using ledger::Amount;

absl::StatusOr<v1::Reversal> GetReversal(const v1::GetReversalRequest& request,
                                         ReadContext& context) {
  return host::GetOne<v1::Reversal>(
      context, kReversals, rpc::LastSegment(request.name()), request.name());
}

absl::StatusOr<v1::ListReversalsResponse> ListReversals(
    const v1::ListReversalsRequest& request, ReadContext& context) {
  const TotalledList<v1::Reversal> list = {
      kReversals, request.order(), [](v1::Reversal&) { return true; },
      [](const v1::Reversal& reversal) { return reversal.reversal_sequence(); },
      // It has as many amounts as the entry moved.
      [](const v1::Reversal&) { return Amount{0}; },
      [](const v1::Reversal&, Sums&) {}};
  v1::ListReversalsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_reversals());
  if (!totals.ok()) return totals.status();
  SetTotals(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ListPeriodsResponse> ListPeriods(
    const v1::ListPeriodsRequest&, ReadContext& context) {
  const auto last = context.snapshot().Find(kClosedThrough, kClosedThroughKey);
  if (!last.ok()) return last.status();
  const std::string closed = last->has_value() ? (*last)->body : "";
  const TotalledList<v1::Period> list = {
      kPeriods,
      v1::LIST_ORDER_UNSPECIFIED,
      [&closed](v1::Period& period) {
        // One that was opened is closed again with a later one. Months are
        // ordered as their names.
        period.set_state(rpc::LastSegment(period.name()) <= closed
                             ? v1::Period::STATE_CLOSED
                             : v1::Period::STATE_OPEN);
        return true;
      },
      [](const v1::Period&) { return int64_t{0}; },
      [](const v1::Period&) { return Amount{0}; },
      [](const v1::Period&, Sums&) {}};
  v1::ListPeriodsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_periods());
  if (!totals.ok()) return totals.status();
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
