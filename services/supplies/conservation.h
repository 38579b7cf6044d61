// Conservation: which side of the equation of an item each account stands on,
// told by its name. Pure.
#ifndef EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_H_
#define EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_H_

#include <map>
#include <string>
#include <string_view>

#include "epiledger/supplies/v1/conservation.pb.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

// The equations by item, from the balances of all accounts by name. An account
// of a kind that has no side is in the residue of its item.
[[nodiscard]] std::map<std::string, v1::ItemConservation, std::less<>>
ConservationOf(const std::map<std::string, ledger::Amount>& balances);

// The id of the item an account is of; every account's third segment from the
// end.
[[nodiscard]] std::string_view ItemOfAccount(std::string_view account);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_H_
