#include "services/funding/rules/own_account.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

OwnAccount::OwnAccount(std::string allocation, Position position, State& state)
    : allocation_(std::move(allocation)), position_(position) {
  const std::array<std::string, 2> names = {DisbursedAccount(allocation_),
                                            AdvancedAccount(allocation_)};
  days_[position_] = 0;
  for (const std::string& name : names) {
    const auto& points = state.accounts().At(name, position_).points();
    for (auto it = points.upper_bound(position_); it != points.end(); ++it) {
      days_[it->first] = 0;
    }
  }
  for (auto& [day, cash] : days_) {
    cash = state.accounts().At(names[0], position_).BalanceAt(day) -
           state.accounts().At(names[1], position_).BalanceAt(day);
  }
}

void OwnAccount::Book(const std::string& account, Position day, Amount amount,
                      Accepted& accepted) const {
  const std::string contra = ContraAccount(allocation_, kAnyPurpose);
  if (amount >= 0) {
    AddMovement(contra, account, day, amount, accepted);
  } else {
    AddMovement(account, contra, day, -amount, accepted);
  }
}

// What is on the account changes by as much on every day; where that takes it
// past zero, a part of it is cash on some days and advanced on others.
void OwnAccount::Change(Amount amount, Accepted& accepted) {
  const std::string disbursed = DisbursedAccount(allocation_);
  const std::string advanced = AdvancedAccount(allocation_);
  Amount booked_disbursed = 0;
  Amount booked_advanced = 0;
  for (auto& [day, cash] : days_) {
    const Amount then = cash + amount;
    const Amount more_disbursed =
        std::max<Amount>(then, 0) - std::max<Amount>(cash, 0);
    const Amount more_advanced =
        std::max<Amount>(-then, 0) - std::max<Amount>(-cash, 0);
    Book(disbursed, day, more_disbursed - booked_disbursed, accepted);
    Book(advanced, day, more_advanced - booked_advanced, accepted);
    booked_disbursed = more_disbursed;
    booked_advanced = more_advanced;
    cash = then;
  }
}

void AddCashNeeds(const std::string& allocation, Position position,
                  ledger::Needs& needs) {
  needs.accounts.push_back(
      {DisbursedAccount(AllocationKey(allocation)), position});
}

namespace {

// What stands in the accounts under `prefixes`, less the cash on the
// recipient's own account: the least on the day and on every later one.
Amount LeastInTreasury(const std::string& key, Position position,
                       absl::Span<const std::string> prefixes, State& state) {
  std::vector<ledger::AccountNeed> needs;
  for (const std::string& prefix : prefixes) {
    for (std::string& name : state.accounts().Under(prefix)) {
      needs.push_back({std::move(name), position});
    }
  }
  state.accounts().Load(needs);
  // By day, how much there is more than the day before.
  std::map<Position, Amount> changes;
  for (const ledger::AccountNeed& need : needs) {
    const ledger::Timeline timeline = state.TimelineOf(need.name, position);
    Amount before = timeline.BalanceAt(position);
    changes[position] += before;
    const auto& points = timeline.points();
    for (auto it = points.upper_bound(position); it != points.end(); ++it) {
      changes[it->first] += it->second.balance - before;
      before = it->second.balance;
    }
  }
  Amount before = 0;
  const OwnAccount own(key, position, state);
  for (const auto& [day, cash] : own.days()) {
    changes[day] -= cash - before;
    before = cash;
  }
  Amount there = changes[position];
  Amount least = there;
  for (auto it = changes.upper_bound(position); it != changes.end(); ++it) {
    there += it->second;
    least = std::min(least, there);
  }
  return least;
}

std::optional<Refusal> CheckLeft(const std::string& allocation,
                                 Position position, Amount amount, Amount left,
                                 State& state) {
  if (amount <= left) return std::nullopt;
  const Amount cash =
      OwnAccount(AllocationKey(allocation), position, state).OnDay();
  return Refuse("OVER_TREASURY",
                {{"allocation", allocation},
                 {"available", Concat(std::max<Amount>(left, 0))},
                 {"needed", Concat(amount)},
                 {"disbursed", Concat(std::max<Amount>(cash, 0))},
                 {"date", ToText(position)}});
}

}  // namespace

std::optional<Refusal> CheckTreasury(const std::string& allocation,
                                     Position position, Amount amount,
                                     State& state) {
  const std::string key = AllocationKey(allocation);
  // Where no cash is out, the purse alone says what there is.
  if (state.HighestFrom(DisbursedAccount(key), position) == 0) {
    return std::nullopt;
  }
  const std::array<std::string, 4> unpaid = {
      AvailablePrefix(key), FigurePrefix(kFrozen, key),
      StagePrefix(Stage::kHeld, key), StagePrefix(Stage::kAccrued, key)};
  return CheckLeft(allocation, position, amount,
                   LeastInTreasury(key, position, unpaid, state), state);
}

std::optional<Refusal> CheckPaidOut(const v1::Allocation& allocation,
                                    Position position, Amount amount,
                                    State& state) {
  const std::string key = AllocationKey(allocation.name());
  std::vector<std::string> spendable = {StagePrefix(Stage::kHeld, key),
                                        StagePrefix(Stage::kAccrued, key)};
  if (!allocation.has_valid_until() ||
      position <= ToPosition(allocation.valid_until())) {
    spendable.push_back(AvailablePrefix(key));
  }
  return CheckLeft(allocation.name(), position, amount,
                   LeastInTreasury(key, position, spendable, state), state);
}

std::optional<Refusal> CheckCash(const v1::Payment& payment, State& state) {
  if (payment.method() == v1::Payment::METHOD_OWN_ACCOUNT) return std::nullopt;
  return CheckTreasury(payment.allocation(), ToPosition(payment.payment_date()),
                       ToFen(payment.amount()), state);
}

void DrawCash(v1::Payment& payment, State& state, Accepted& accepted) {
  if (payment.method() != v1::Payment::METHOD_OWN_ACCOUNT) return;
  OwnAccount account(AllocationKey(payment.allocation()),
                     ToPosition(payment.payment_date()), state);
  const Amount amount = ToFen(payment.amount());
  *payment.mutable_from_disbursed() =
      ToMoney(std::clamp<Amount>(account.OnDay(), 0, amount));
  account.Change(-amount, accepted);
}

}  // namespace epiledger::funding
