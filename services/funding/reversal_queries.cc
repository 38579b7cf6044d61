#include "services/funding/reversal_queries.h"

#include <optional>
#include <string>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/host/listing.h"
#include "services/host/resource_reads.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using host::ReadContext;
using ledger::ResourceRow;

absl::StatusOr<v1::Reversal> GetReversal(const v1::GetReversalRequest& request,
                                         ReadContext& context) {
  return host::GetOne<v1::Reversal>(
      context, kReversals, rpc::LastSegment(request.name()), request.name());
}

absl::StatusOr<v1::ListReversalsResponse> ListReversals(
    const v1::ListReversalsRequest&, ReadContext& context) {
  return host::ListAll(context, kReversals, "",
                       &v1::ListReversalsResponse::mutable_reversals);
}

absl::StatusOr<v1::ListPeriodsResponse> ListPeriods(
    const v1::ListPeriodsRequest&, ReadContext& context) {
  v1::ListPeriodsResponse response;
  const auto last = context.snapshot().Find(kClosedThrough, kClosedThroughKey);
  if (!last.ok()) return last.status();
  const std::string closed = last->has_value() ? (*last)->body : "";
  absl::StatusOr<std::string> next =
      host::ListFiltered(context, kPeriods, "", [&](const ResourceRow& row) {
        v1::Period& period = *response.add_periods();
        period.ParseFromString(row.body);
        // One that was opened is closed again with a later one. Months are
        // ordered as their names.
        period.set_state(row.name <= closed ? v1::Period::STATE_CLOSED
                                            : v1::Period::STATE_OPEN);
        return std::optional(row.body.size());
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
