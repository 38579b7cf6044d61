// Ages: how long money has waited. What came first is taken to have left first,
// so that what is left is what came last. Pure.
#ifndef EPILEDGER_SERVICES_FUNDING_MONEY_AGES_H_
#define EPILEDGER_SERVICES_FUNDING_MONEY_AGES_H_

#include <map>
#include <string>

#include "epiledger/funding/v1/age.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// Amounts by the day they came.
using Lots = std::map<ledger::Position, ledger::Amount>;

// What an account moved, in less out, by day; and that of many, by name.
using Moves = std::map<ledger::Position, ledger::Amount>;
using MovesByAccount = std::map<std::string, Moves>;

[[nodiscard]] ledger::Amount SumOf(const Moves& moves);

// The days on which more came than went.
[[nodiscard]] Lots ArrivalsOf(const Moves& moves);

// The youngest `amount` of `lots`; what they do not cover is as old as the
// oldest of them.
[[nodiscard]] Lots Youngest(const Lots& lots, ledger::Amount amount);

// When the money of an allocation came to it: by its document, by transfers,
// as far as a day gave more than it took, and from the year before, there since
// the day noted with it. `moves` holds what the accounts transferred-in,
// transferred-out and carried-in of the allocation moved; others do not matter.
[[nodiscard]] Lots AllocatedLots(const v1::Allocation& allocation,
                                 const MovesByAccount& moves);

// Lots by how many days before `today` they came.
[[nodiscard]] v1::AgeBands BandsOf(const Lots& lots, ledger::Position today);
// Adds `part` to `total`.
void AddTo(const v1::AgeBands& part, v1::AgeBands& total);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_MONEY_AGES_H_
