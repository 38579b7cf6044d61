// Used accounts: which accounts are moved by whatever uses a resource.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_USED_ACCOUNTS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_USED_ACCOUNTS_H_

#include <string>
#include <vector>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Those of a resource as an entry made it; none of a kind that nothing uses.
[[nodiscard]] std::vector<std::string> UsedAccountsOf(
    const journal::v1::ResourceVersion& made, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_USED_ACCOUNTS_H_
