// Our names as beancount spells them. Pure functions.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_BEANCOUNT_NAMES_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_BEANCOUNT_NAMES_H_

#include <map>
#include <set>
#include <string>

namespace epiledger::cli {

// `Assets:Alloc:D1:1:Masks:Available` for `alloc:d1/1/masks:available`: one of
// beancount's five types in front, each part with a capital, other signs than
// letters, digits and `-` as `-`. No two get the same name: what would is told
// apart by a number behind it.
[[nodiscard]] std::map<std::string, std::string> BeancountAccounts(
    const std::set<std::string>& accounts);

// `CNY`, `N95` for `n95`: in capitals, of at most 24 signs; told apart alike.
[[nodiscard]] std::map<std::string, std::string> BeancountCommodities(
    const std::set<std::string>& units);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_BEANCOUNT_NAMES_H_
