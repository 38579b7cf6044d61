// Figures: balances of funds and allocations at one point of both axes, read
// out of account balances. Pure apart from the snapshot they read.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// Account balances by account name.
using Balances = std::map<std::string, ledger::Amount>;

// Of one fund, or of all when `fund` is empty.
[[nodiscard]] absl::StatusOr<Balances> ReadFundBalances(
    host::ReadContext& context, std::string_view fund);
[[nodiscard]] v1::Fund::Balance FundBalance(const Balances& balances,
                                            std::string_view fund);

// Of the allocations whose key begins with `key`, or of all when it is empty.
[[nodiscard]] absl::StatusOr<Balances> ReadAllocationBalances(
    host::ReadContext& context, std::string_view key);

// The figures of an allocation, by purpose.
[[nodiscard]] v1::Allocation::Balance AllocationBalance(
    const Balances& balances, const v1::Allocation& allocation);

// Adds `part` to `total`, which has no split by purpose.
void AddTo(const v1::Allocation::Balance& part, v1::Allocation::Balance& total);

// A total of nothing.
[[nodiscard]] v1::Allocation::Balance ZeroBalance();

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_
