// Figures: balances of funds and allocations at one point of both axes, read
// out of account balances. Pure apart from the snapshot they read.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_

#include <cstdint>
#include <map>
#include <optional>
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
  // Spent or bound.
  [[nodiscard]] ledger::Amount Used() const;
  // What it has, used or not.
  [[nodiscard]] ledger::Amount Had() const;
  [[nodiscard]] bool IsZero() const;
  // Of another purpose or allocation.
  PurposeFigures& operator+=(const PurposeFigures& other);
  // What moved of the same purpose.
  void Add(const PurposeFigures& moved);
};

// Of one allocation, by purpose, an id; the undivided rest is `any`.
using FiguresByPurpose = std::map<std::string, PurposeFigures>;
// By allocation, a key.
using Figures = std::map<std::string, FiguresByPurpose>;

// Adds what an account of `name` moved, in less out, where it is one of those
// figures are made of.
void AddMoved(std::string_view name, ledger::Amount moved, Figures& figures);

[[nodiscard]] PurposeFigures SumOf(const FiguresByPurpose& purposes);

// How much of what there is is used, in thousandths, rounded down; nothing
// where there is nothing.
[[nodiscard]] std::optional<int64_t> Utilisation(ledger::Amount used,
                                                 ledger::Amount had);

// Of the allocations whose key begins with `key`, or of all when it is empty.
[[nodiscard]] absl::StatusOr<Figures> ReadAllocationFigures(
    host::ReadContext& context, std::string_view key);

// The figures of one of them; none where there is none.
[[nodiscard]] const FiguresByPurpose& FiguresOf(
    const Figures& figures, const v1::Allocation& allocation);

// The figures of an allocation, by purpose.
[[nodiscard]] v1::Allocation::Balance AllocationBalance(
    const FiguresByPurpose& purposes, const v1::Allocation& allocation);

// The same of a sum, without the split by purpose.
[[nodiscard]] v1::Allocation::Balance BalanceOf(const PurposeFigures& sum);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_FIGURES_H_
