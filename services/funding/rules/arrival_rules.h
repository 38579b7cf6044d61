// Rules of what the stores received of orders: as far as it fits, an accrual
// comes of it by itself; the rest waits for a person. Pure functions of the
// entry that is followed, of request and state. Sources: DOMAIN rules 2 and 9;
// DESIGN §6; docs/decisions/0032-following.md.
//
// Finance may have recorded the same goods as arrived by hand, before or after:
// so the line as a whole is looked at. Once an arrival is followed, at least so
// many pieces are accrued as all that were followed, up to those ordered.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_ARRIVAL_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_ARRIVAL_RULES_H_

#include "epiledger/funding/v1/arrival_service.pb.h"
#include "services/book/command.h"
#include "services/follow/following.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// What funding makes of the supplies service's entries.
[[nodiscard]] follow::Following FollowSupplies();

[[nodiscard]] ledger::Needs NeedsOfRetry(
    const v1::RetryArrivalRequest& request);
// Refusals: ARRIVAL_NOT_FOUND, ARRIVAL_NOT_OPEN.
[[nodiscard]] book::Decision DecideRetryArrival(
    const v1::RetryArrivalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfResolution(
    const v1::ResolveArrivalRequest& request);
// The same.
[[nodiscard]] book::Decision DecideResolveArrival(
    const v1::ResolveArrivalRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_ARRIVAL_RULES_H_
