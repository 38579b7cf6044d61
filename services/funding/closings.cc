#include "services/funding/closings.h"

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/ledger/history.h"
#include "services/text.h"

namespace epiledger::funding {

absl::StatusOr<Closings> ReadClosings(host::ReadContext& context,
                                      std::string_view document) {
  ledger::ResourceRange range;
  if (!document.empty()) {
    range = ledger::ResourceRange::Under(Concat(document, "/"));
  }
  Closings closings;
  const absl::Status status = context.snapshot().List(
      kAllocations, range, [&](const ledger::ResourceRow& row) {
        v1::Allocation allocation;
        allocation.ParseFromString(row.body);
        DropLaterClosing(context, allocation);
        if (allocation.has_closed_date()) {
          closings[row.name] = allocation.closed_date();
        }
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return closings;
}

void FillClosing(const Closings& closings, v1::Allocation& allocation) {
  const auto found = closings.find(AllocationKey(allocation.name()));
  if (found == closings.end()) return;
  *allocation.mutable_closed_date() = found->second;
}

void DropLaterClosing(const host::ReadContext& context,
                      v1::Allocation& allocation) {
  if (allocation.has_closed_date() &&
      ToPosition(allocation.closed_date()) > context.position()) {
    allocation.clear_closed_date();
  }
}

}  // namespace epiledger::funding
