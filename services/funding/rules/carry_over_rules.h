// Rules of the end of a year: all that is left of an allocation goes on in one
// of the next year, with its open orders and its cash, or back to the fund;
// nothing is lost, and nothing changes what it may be spent on. Pure functions
// of request and state. Sources: DOMAIN §3.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_CARRY_OVER_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_CARRY_OVER_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/proposal.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT SAME_ALLOCATION.
[[nodiscard]] absl::Status ValidateCarryOver(
    const v1::CreateCarryOverRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCarryOver(
    const v1::CreateCarryOverRequest& request);
// Refusals: ALLOCATION_NOT_FOUND, REVERSED, PERIOD_CLOSED,
// APPROVED_BY_ONESELF, BEFORE_ALLOCATED,
// NOT_OF_THE_YEAR, OTHER_FUND, RECIPIENT_DIFFERS, PURPOSES_DIFFER,
// ALLOCATION_CLOSED, ALLOCATION_EXPIRED, CHANGED_LATER, OPEN_AT_YEAR_END,
// NOTHING_TO_CARRY, TOO_MANY_OPEN_LINES, OVER_CEILING.
[[nodiscard]] book::Decision DecideCreateCarryOver(
    const v1::CreateCarryOverRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// The same of one that waited for a second person. Refusals: those, and
// LEFTOVER_CHANGED: more or less is left than when it was proposed.
[[nodiscard]] book::Decision DecideProposedCarryOver(
    const v1::Proposal& proposal, const book::DecisionContext& context,
    ledger::State& state);

// What an entry that was accepted carries, in all.
[[nodiscard]] ledger::Amount CarriedIn(const book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_CARRY_OVER_RULES_H_
