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

// Where the money of one purpose of an allocation stands.
struct PurposeFigures {
  ledger::Amount available = 0;
  ledger::Amount held = 0;
  ledger::Amount prepaid = 0;
  ledger::Amount accrued = 0;
  ledger::Amount paid = 0;
  ledger::Amount frozen = 0;
  ledger::Amount recalled = 0;
  ledger::Amount transferred_in = 0;
  ledger::Amount transferred_out = 0;
  ledger::Amount carried_in = 0;
  ledger::Amount carried_out = 0;
  ledger::Amount proposed = 0;
  // What a ceiling still allows: no money, and no part of any sum.
  ledger::Amount ceiling_left = 0;
  // Cash on the recipient's own account and what that advanced: no money beside
  // the rest, either. Of the purpose `any` alone.
  ledger::Amount disbursed = 0;
  ledger::Amount advanced = 0;

  // What the document gave.
  [[nodiscard]] ledger::Amount Allocated() const;
  [[nodiscard]] bool IsZero() const;
  PurposeFigures& operator+=(const PurposeFigures& other);
};

// By allocation, a key, and purpose, an id; the undivided rest is `any`.
using Figures = std::map<std::string, std::map<std::string, PurposeFigures>>;

// Of the allocations whose key begins with `key`, or of all when it is empty.
[[nodiscard]] absl::StatusOr<Figures> ReadAllocationFigures(
    host::ReadContext& context, std::string_view key);

// The figures of an allocation, by purpose.
[[nodiscard]] v1::Allocation::Balance AllocationBalance(
    const Figures& figures, const v1::Allocation& allocation);

// Adds `part` to `total`, which has no split by purpose.
void AddTo(const v1::Allocation::Balance& part, v1::Allocation::Balance& total);

// A total of nothing.
[[nodiscard]] v1::Allocation::Balance ZeroBalance();

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_
