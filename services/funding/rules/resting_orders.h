// What of orders that have gone on in another allocation rests on an entry that
// is to be reversed.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_RESTING_ORDERS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_RESTING_ORDERS_H_

#include <cstdint>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/rules/dependents.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Adds the entries by which an order that entry `sequence` moved money of has
// since gone on in an allocation that the entry did not know: what it would
// give back to the old one, nobody could settle or pay there.
void AddGoneOn(int64_t sequence, const journal::v1::Effects& original,
               ledger::State& state, Dependents& dependents);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_RESTING_ORDERS_H_
