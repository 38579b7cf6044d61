#include "services/funding/money_ages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"

namespace epiledger::funding {

using ledger::Amount;
using ledger::Position;

Amount SumOf(const Moves& moves) {
  Amount sum = 0;
  for (const auto& [day, amount] : moves) sum += amount;
  return sum;
}

Lots ArrivalsOf(const Moves& moves) {
  Lots lots;
  for (const auto& [day, amount] : moves) {
    if (amount > 0) lots.emplace(day, amount);
  }
  return lots;
}

Lots Youngest(const Lots& lots, Amount amount) {
  Lots youngest;
  for (auto it = lots.rbegin(); it != lots.rend() && amount > 0; ++it) {
    const Amount part = std::min(it->second, amount);
    if (part <= 0) continue;
    youngest[it->first] = part;
    amount -= part;
  }
  if (amount > 0 && !lots.empty()) youngest[lots.begin()->first] += amount;
  return youngest;
}

Lots AllocatedLots(const v1::Allocation& allocation,
                   const MovesByAccount& moves) {
  const std::string key = AllocationKey(allocation.name());
  const auto add_under = [&moves](const std::string& prefix, auto add) {
    for (auto it = moves.lower_bound(prefix);
         it != moves.end() && it->first.starts_with(prefix); ++it) {
      add(it->first, it->second);
    }
  };
  Moves transfers;
  add_under(FigurePrefix(kTransferredIn, key),
            [&](const std::string&, const Moves& of) {
              for (const auto& [day, amount] : of) transfers[day] += amount;
            });
  add_under(FigurePrefix(kTransferredOut, key),
            [&](const std::string&, const Moves& of) {
              for (const auto& [day, amount] : of) transfers[day] -= amount;
            });
  Lots lots = ArrivalsOf(transfers);
  lots[ToPosition(allocation.effective_date())] += ToFen(allocation.amount());
  add_under(FigurePrefix(kCarriedIn, key),
            [&](const std::string& account, const Moves& of) {
              lots[SinceOf(account)] += SumOf(of);
            });
  return lots;
}

namespace {

// A band of ages: up to so many days.
struct AgeBand {
  int64_t last_day;
  google::type::Money* (v1::AgeBands::*mutable_amount)();
  const google::type::Money& (v1::AgeBands::*amount)() const;
};

constexpr std::array<AgeBand, 5> kAgeBands = {{
    {30, &v1::AgeBands::mutable_up_to_30_days, &v1::AgeBands::up_to_30_days},
    {90, &v1::AgeBands::mutable_up_to_90_days, &v1::AgeBands::up_to_90_days},
    {180, &v1::AgeBands::mutable_up_to_180_days, &v1::AgeBands::up_to_180_days},
    {365, &v1::AgeBands::mutable_up_to_365_days, &v1::AgeBands::up_to_365_days},
    {std::numeric_limits<int64_t>::max(), &v1::AgeBands::mutable_over_365_days,
     &v1::AgeBands::over_365_days},
}};

}  // namespace

v1::AgeBands BandsOf(const Lots& lots, Position today) {
  std::array<Amount, kAgeBands.size()> sums{};
  for (const auto& [since, amount] : lots) {
    const int64_t days = today.value() - since.value();
    size_t band = 0;
    while (days > kAgeBands[band].last_day) ++band;
    sums[band] += amount;
  }
  v1::AgeBands bands;
  for (size_t i = 0; i < kAgeBands.size(); ++i) {
    *(bands.*kAgeBands[i].mutable_amount)() = ToMoney(sums[i]);
  }
  return bands;
}

void AddTo(const v1::AgeBands& part, v1::AgeBands& total) {
  for (const AgeBand& band : kAgeBands) {
    google::type::Money& sum = *(total.*band.mutable_amount)();
    sum = ToMoney(ToFen(sum) + ToFen((part.*band.amount)()));
  }
}

}  // namespace epiledger::funding
