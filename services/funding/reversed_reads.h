// Reads of what was reversed: it is shown with its reversal from the day on
// that this counts from, and as it was before.
#ifndef EPILEDGER_SERVICES_FUNDING_REVERSED_READS_H_
#define EPILEDGER_SERVICES_FUNDING_REVERSED_READS_H_

#include "services/funding/money.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// Takes a reversal out of a resource that comes after the day asked; does
// nothing to a kind that is never reversed.
template <typename Resource>
void DropLaterReversal(const host::ReadContext& context, Resource& resource) {
  if constexpr (requires { resource.has_reversed_date(); }) {
    if (!resource.has_reversed_date() ||
        ToPosition(resource.reversed_date()) <= context.position()) {
      return;
    }
    resource.clear_reversed_by();
    resource.clear_reversed_date();
  }
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_REVERSED_READS_H_
