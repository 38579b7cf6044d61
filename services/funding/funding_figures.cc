#include "services/funding/funding_figures.h"

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/host/request.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

ledger::Amount At(const Balances& balances, const std::string& account) {
  const auto found = balances.find(account);
  return found == balances.end() ? 0 : found->second;
}

absl::StatusOr<Balances> ReadBoth(host::ReadContext& context,
                                  const std::string& first,
                                  const std::string& second) {
  absl::StatusOr<Balances> balances =
      context.snapshot().BalancesUnder(first, context.position());
  if (!balances.ok()) return balances;
  absl::StatusOr<Balances> more =
      context.snapshot().BalancesUnder(second, context.position());
  if (!more.ok()) return more;
  balances->merge(*more);
  return balances;
}

void Add(const google::type::Money& part, google::type::Money& total) {
  total = ToMoney(ToFen(total) + ToFen(part));
}

}  // namespace

absl::StatusOr<Balances> ReadFundBalances(host::ReadContext& context,
                                          std::string_view fund) {
  return ReadBoth(context, SourceAccount(fund), FundPrefix(fund));
}

v1::Fund::Balance FundBalance(const Balances& balances, std::string_view fund) {
  const ledger::Amount appropriated = -At(balances, SourceAccount(fund));
  const ledger::Amount available = At(balances, FundAccount(fund));
  v1::Fund::Balance balance;
  *balance.mutable_appropriated() = ToMoney(appropriated);
  *balance.mutable_allocated() = ToMoney(appropriated - available);
  *balance.mutable_available() = ToMoney(available);
  return balance;
}

absl::StatusOr<Balances> ReadAllocationBalances(host::ReadContext& context,
                                                std::string_view key) {
  return ReadBoth(context, AvailablePrefix(key), PaidPrefix(key));
}

v1::Allocation::Balance AllocationBalance(const Balances& balances,
                                          const v1::Allocation& allocation) {
  const std::string key = AllocationKey(allocation.name());
  v1::Allocation::Balance balance;
  ledger::Amount available = 0;
  ledger::Amount paid = 0;
  const auto add = [&](std::string_view purpose, const std::string& name) {
    const ledger::Amount left = At(balances, AvailableAccount(key, purpose));
    const ledger::Amount spent = At(balances, PaidAccount(key, purpose));
    available += left;
    paid += spent;
    v1::Allocation::PurposeBalance& line = *balance.add_purposes();
    line.set_purpose(name);
    *line.mutable_available() = ToMoney(left);
    *line.mutable_paid() = ToMoney(spent);
  };
  for (const auto& share : allocation.purposes()) {
    add(rpc::LastSegment(share.purpose()), share.purpose());
  }
  add(kAnyPurpose,
      rpc::MakeName(kPurposeName,
                    {host::CountyOf(allocation.name()), kAnyPurpose}));
  *balance.mutable_allocated() = ToMoney(available + paid);
  *balance.mutable_paid() = ToMoney(paid);
  *balance.mutable_available() = ToMoney(available);
  return balance;
}

void AddTo(const v1::Allocation::Balance& part,
           v1::Allocation::Balance& total) {
  Add(part.allocated(), *total.mutable_allocated());
  Add(part.paid(), *total.mutable_paid());
  Add(part.available(), *total.mutable_available());
}

v1::Allocation::Balance ZeroBalance() {
  v1::Allocation::Balance balance;
  *balance.mutable_allocated() = ToMoney(0);
  *balance.mutable_paid() = ToMoney(0);
  *balance.mutable_available() = ToMoney(0);
  return balance;
}

}  // namespace epiledger::funding
