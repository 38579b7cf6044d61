// Rules of reversals: the only correction of an entry is another one that
// moves every amount of it back, once. Pure functions of request and state.
// Sources: DOMAIN §3 and rule 1, DESIGN §3.7.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_REVERSAL_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_REVERSAL_RULES_H_

#include "epiledger/funding/v1/reversal_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfReversal(
    const v1::ReverseEntryRequest& request);
// Refusals: ENTRY_NOT_FOUND, ALREADY_REVERSED, NOTHING_TO_REVERSE,
// REVERSAL_STANDS, NOT_REVERSIBLE, PERIOD_CLOSED, LATER_ENTRIES_DEPEND,
// LEAVES_SHORT.
[[nodiscard]] book::Decision DecideReverseEntry(
    const v1::ReverseEntryRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_REVERSAL_RULES_H_
