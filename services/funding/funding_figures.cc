#include "services/funding/funding_figures.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/host/request.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

// Of money, all of it or where it went.
constexpr std::array<ledger::Amount PurposeFigures::*, 12> kFigures = {
    &PurposeFigures::available,
    &PurposeFigures::held,
    &PurposeFigures::prepaid,
    &PurposeFigures::accrued,
    &PurposeFigures::paid,
    &PurposeFigures::frozen,
    &PurposeFigures::recalled,
    &PurposeFigures::transferred_in,
    &PurposeFigures::transferred_out,
    &PurposeFigures::carried_in,
    &PurposeFigures::carried_out,
    &PurposeFigures::proposed};

ledger::Amount At(const Balances& balances, const std::string& account) {
  const auto found = balances.find(account);
  return found == balances.end() ? 0 : found->second;
}

}  // namespace

absl::StatusOr<Balances> ReadFundBalances(host::ReadContext& context,
                                          std::string_view fund) {
  const std::array<std::string, 2> prefixes = {SourceAccount(fund),
                                               FundPrefix(fund)};
  return context.snapshot().BalancesUnderAny(prefixes, context.position());
}

v1::Fund::Balance FundBalance(const Balances& balances, std::string_view fund) {
  ledger::Amount appropriated = -At(balances, SourceAccount(fund));
  const std::string adjustments = AdjustmentAccount(fund, "");
  for (auto it = balances.lower_bound(adjustments);
       it != balances.end() && it->first.starts_with(adjustments); ++it) {
    appropriated -= it->second;
  }
  const ledger::Amount available = At(balances, FundAccount(fund));
  v1::Fund::Balance balance;
  *balance.mutable_appropriated() = ToMoney(appropriated);
  *balance.mutable_allocated() = ToMoney(appropriated - available);
  *balance.mutable_available() = ToMoney(available);
  return balance;
}

ledger::Amount PurposeFigures::Allocated() const {
  return available + frozen + held + prepaid + accrued + paid + recalled +
         proposed + transferred_out - transferred_in + carried_out - carried_in;
}

ledger::Amount PurposeFigures::Used() const {
  return paid + held + prepaid + accrued + proposed;
}

ledger::Amount PurposeFigures::Had() const {
  return Used() + available + frozen;
}

bool PurposeFigures::IsZero() const {
  return std::all_of(kFigures.begin(), kFigures.end(),
                     [this](const auto figure) { return this->*figure == 0; });
}

PurposeFigures& PurposeFigures::operator+=(const PurposeFigures& other) {
  for (const auto figure : kFigures) this->*figure += other.*figure;
  disbursed += other.disbursed;
  advanced += other.advanced;
  return *this;
}

void PurposeFigures::Add(const PurposeFigures& moved) {
  *this += moved;
  ceiling_left += moved.ceiling_left;
}

namespace {

using Figure = ledger::Amount PurposeFigures::*;

// The kind of accounts a figure is the sum of.
struct FigureKind {
  std::string_view kind;
  Figure figure;
};
constexpr std::array<FigureKind, kFigures.size() + 3> kFigureKinds = {{
    {"alloc", &PurposeFigures::available},
    {"held", &PurposeFigures::held},
    {"prepaid", &PurposeFigures::prepaid},
    {"accrued", &PurposeFigures::accrued},
    {"paid", &PurposeFigures::paid},
    {kFrozen, &PurposeFigures::frozen},
    {kRecalled, &PurposeFigures::recalled},
    {kTransferredIn, &PurposeFigures::transferred_in},
    {kTransferredOut, &PurposeFigures::transferred_out},
    {kCarriedIn, &PurposeFigures::carried_in},
    {kCarriedOut, &PurposeFigures::carried_out},
    {kProposed, &PurposeFigures::proposed},
    {kCeiling, &PurposeFigures::ceiling_left},
    {kDisbursed, &PurposeFigures::disbursed},
    {kAdvanced, &PurposeFigures::advanced},
}};

// Null for accounts of other kinds.
const FigureKind* KindOf(std::string_view account) {
  const std::string_view kind = account.substr(0, account.find(':'));
  const auto* const found =
      std::find_if(kFigureKinds.begin(), kFigureKinds.end(),
                   [kind](const FigureKind& one) { return one.kind == kind; });
  return found == kFigureKinds.end() ? nullptr : found;
}

}  // namespace

void AddMoved(std::string_view name, ledger::Amount moved, Figures& figures) {
  const FigureKind* const kind = KindOf(name);
  if (kind == nullptr) return;
  const AllocationAccount of = ParseAllocationAccount(name);
  figures[of.allocation][of.purpose].*kind->figure += moved;
}

PurposeFigures SumOf(const FiguresByPurpose& purposes) {
  PurposeFigures sum;
  for (const auto& [purpose, part] : purposes) sum += part;
  return sum;
}

std::optional<int64_t> Utilisation(ledger::Amount used, ledger::Amount had) {
  if (had <= 0) return std::nullopt;
  return static_cast<int64_t>(absl::int128(used) * 1'000 / had);
}

absl::StatusOr<Figures> ReadAllocationFigures(host::ReadContext& context,
                                              std::string_view key) {
  std::vector<std::string> prefixes;
  prefixes.reserve(std::size(kFigureKinds));
  for (const FigureKind& one : kFigureKinds) {
    prefixes.push_back(FigurePrefix(one.kind, key));
  }
  const absl::StatusOr<Balances> balances =
      context.snapshot().BalancesUnderAny(prefixes, context.position());
  if (!balances.ok()) return balances.status();
  Figures figures;
  for (const auto& [account, amount] : *balances) {
    AddMoved(account, amount, figures);
  }
  return figures;
}

namespace {

// Sets the fields that the balance of an allocation and that of a purpose have
// in common.
template <typename Balance>
void Fill(const PurposeFigures& figures, Balance& balance) {
  *balance.mutable_available() = ToMoney(figures.available);
  *balance.mutable_held() = ToMoney(figures.held);
  *balance.mutable_prepaid() = ToMoney(figures.prepaid);
  *balance.mutable_accrued() = ToMoney(figures.accrued);
  *balance.mutable_paid() = ToMoney(figures.paid);
  *balance.mutable_frozen() = ToMoney(figures.frozen);
  *balance.mutable_recalled() = ToMoney(figures.recalled);
  *balance.mutable_transferred_in() = ToMoney(figures.transferred_in);
  *balance.mutable_transferred_out() = ToMoney(figures.transferred_out);
  *balance.mutable_carried_in() = ToMoney(figures.carried_in);
  *balance.mutable_carried_out() = ToMoney(figures.carried_out);
  *balance.mutable_proposed() = ToMoney(figures.proposed);
}

// Cash is not divided by purpose.
void FillCash(const PurposeFigures& figures, v1::Allocation::Balance& balance) {
  *balance.mutable_disbursed() = ToMoney(figures.disbursed);
  *balance.mutable_advanced() = ToMoney(figures.advanced);
}

}  // namespace

const FiguresByPurpose& FiguresOf(const Figures& figures,
                                  const v1::Allocation& allocation) {
  static const FiguresByPurpose none;
  const auto found = figures.find(AllocationKey(allocation.name()));
  return found == figures.end() ? none : found->second;
}

v1::Allocation::Balance BalanceOf(const PurposeFigures& sum) {
  v1::Allocation::Balance balance;
  Fill(sum, balance);
  FillCash(sum, balance);
  *balance.mutable_allocated() = ToMoney(sum.Allocated());
  const std::optional<int64_t> used = Utilisation(sum.Used(), sum.Had());
  if (used.has_value()) balance.set_utilisation(*used);
  return balance;
}

v1::Allocation::Balance AllocationBalance(const FiguresByPurpose& purposes,
                                          const v1::Allocation& allocation) {
  v1::Allocation::Balance balance = BalanceOf(SumOf(purposes));
  const auto add = [&](const std::string& name, bool has_ceiling) {
    const auto at = purposes.find(std::string(rpc::LastSegment(name)));
    const PurposeFigures part =
        at == purposes.end() ? PurposeFigures() : at->second;
    v1::Allocation::PurposeBalance& line = *balance.add_purposes();
    line.set_purpose(name);
    Fill(part, line);
    if (has_ceiling) *line.mutable_ceiling_left() = ToMoney(part.ceiling_left);
  };
  for (const auto& share : allocation.purposes()) {
    add(share.purpose(), share.has_ceiling());
  }
  add(rpc::MakeName(kPurposeName,
                    {host::CountyOf(allocation.name()), kAnyPurpose}),
      false);
  return balance;
}

}  // namespace epiledger::funding
