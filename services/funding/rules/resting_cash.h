// What of an allocation's cash, and of an appropriation, may rest on an entry
// that is to be reversed: found where the reversal would leave more outside
// than there is.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_RESTING_CASH_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_RESTING_CASH_H_

#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/rules/dependents.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Adds the adjustments without which an appropriation would be below nothing,
// and what left the treasury of an allocation that would have more in cash
// outside than is unpaid. `reverse` are the movements that would take it back.
void AddRestingCash(const journal::v1::Effects& reverse, ledger::State& state,
                    Dependents& dependents);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_RESTING_CASH_H_
