#include "services/funding/funding_figures.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

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

void Add(const google::type::Money& part, google::type::Money& total) {
  total = ToMoney(ToFen(total) + ToFen(part));
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

bool PurposeFigures::IsZero() const {
  return std::all_of(kFigures.begin(), kFigures.end(),
                     [this](const auto figure) { return this->*figure == 0; });
}

PurposeFigures& PurposeFigures::operator+=(const PurposeFigures& other) {
  for (const auto figure : kFigures) this->*figure += other.*figure;
  return *this;
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

Figure FigureOf(std::string_view account) {
  const std::string_view kind = account.substr(0, account.find(':'));
  return std::find_if(
             kFigureKinds.begin(), kFigureKinds.end(),
             [kind](const FigureKind& one) { return one.kind == kind; })
      ->figure;
}

}  // namespace

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
    const AllocationAccount of = ParseAllocationAccount(account);
    figures[of.allocation][of.purpose].*FigureOf(account) += amount;
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

v1::Allocation::Balance AllocationBalance(const Figures& figures,
                                          const v1::Allocation& allocation) {
  const std::map<std::string, PurposeFigures> none;
  const auto found = figures.find(AllocationKey(allocation.name()));
  const auto& purposes = found == figures.end() ? none : found->second;
  v1::Allocation::Balance balance;
  PurposeFigures sum;
  const auto add = [&](const std::string& name, bool has_ceiling) {
    const auto at = purposes.find(std::string(rpc::LastSegment(name)));
    const PurposeFigures part =
        at == purposes.end() ? PurposeFigures() : at->second;
    sum += part;
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
  Fill(sum, balance);
  const auto cash = purposes.find(std::string(kAnyPurpose));
  FillCash(cash == purposes.end() ? PurposeFigures() : cash->second, balance);
  *balance.mutable_allocated() = ToMoney(sum.Allocated());
  return balance;
}

void AddTo(const v1::Allocation::Balance& part,
           v1::Allocation::Balance& total) {
  Add(part.allocated(), *total.mutable_allocated());
  Add(part.available(), *total.mutable_available());
  Add(part.held(), *total.mutable_held());
  Add(part.prepaid(), *total.mutable_prepaid());
  Add(part.accrued(), *total.mutable_accrued());
  Add(part.paid(), *total.mutable_paid());
  Add(part.frozen(), *total.mutable_frozen());
  Add(part.recalled(), *total.mutable_recalled());
  Add(part.transferred_in(), *total.mutable_transferred_in());
  Add(part.transferred_out(), *total.mutable_transferred_out());
  Add(part.carried_in(), *total.mutable_carried_in());
  Add(part.carried_out(), *total.mutable_carried_out());
  Add(part.proposed(), *total.mutable_proposed());
  Add(part.disbursed(), *total.mutable_disbursed());
  Add(part.advanced(), *total.mutable_advanced());
}

v1::Allocation::Balance ZeroBalance() {
  v1::Allocation::Balance balance;
  Fill(PurposeFigures(), balance);
  FillCash(PurposeFigures(), balance);
  *balance.mutable_allocated() = ToMoney(0);
  return balance;
}

}  // namespace epiledger::funding
