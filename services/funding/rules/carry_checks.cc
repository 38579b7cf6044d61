#include "services/funding/rules/carry_checks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "epiledger/funding/v1/commitment.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/standing.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

std::set<std::string> PurposesOf(const v1::Allocation& allocation) {
  std::set<std::string> purposes;
  for (const auto& share : allocation.purposes()) {
    purposes.insert(share.purpose());
  }
  return purposes;
}

Refusal NotOfTheYear(const v1::Allocation& allocation, Position day) {
  return Refuse("NOT_OF_THE_YEAR",
                {{"allocation", allocation.name()},
                 {"allocated", ToText(ToPosition(allocation.effective_date()))},
                 {"date", ToText(day)}});
}

// Between the two lies the end of a year.
std::optional<Refusal> CheckEnding(const v1::CarryOver& carry,
                                   const v1::Allocation& source, State& state) {
  const Position day = ToPosition(carry.carry_date());
  if (auto refusal = CheckStanding(source)) return refusal;
  if (auto refusal = CheckPeriodOpen(day, state)) return refusal;
  if (auto refusal = CheckBegun(source, day)) return refusal;
  if (source.effective_date().year() == carry.carry_date().year()) {
    return NotOfTheYear(source, day);
  }
  return std::nullopt;
}

// The money may be spent on the same by the same as before: neither on more,
// which nobody decided, nor on less, so that something had no place.
std::optional<Refusal> CheckTarget(const v1::CarryOver& carry,
                                   const v1::Allocation& source,
                                   const v1::Allocation& target) {
  const Position day = ToPosition(carry.carry_date());
  if (auto refusal = CheckStanding(target)) return refusal;
  if (auto refusal = CheckSpendable(target, day)) return refusal;
  if (target.effective_date().year() != carry.carry_date().year()) {
    return NotOfTheYear(target, day);
  }
  if (target.fund() != source.fund()) {
    return Refuse("OTHER_FUND",
                  {{"fund", source.fund()}, {"target_fund", target.fund()}});
  }
  if (target.recipient() != source.recipient()) {
    return Refuse("RECIPIENT_DIFFERS", {{"allocation", source.name()},
                                        {"recipient", source.recipient()},
                                        {"target", target.name()},
                                        {"found", target.recipient()}});
  }
  const std::set<std::string> old_purposes = PurposesOf(source);
  const std::set<std::string> new_purposes = PurposesOf(target);
  std::vector<std::string> different;
  std::set_symmetric_difference(old_purposes.begin(), old_purposes.end(),
                                new_purposes.begin(), new_purposes.end(),
                                std::back_inserter(different));
  if (different.empty()) return std::nullopt;
  return Refuse("PURPOSES_DIFFER", {{"allocation", source.name()},
                                    {"target", target.name()},
                                    {"purpose", different.front()}});
}

}  // namespace

std::variant<CarryEnds, Refusal> FindCarryEnds(const v1::CarryOver& carry,
                                               const std::string& subject,
                                               State& state) {
  auto source = state.Get<v1::Allocation>(kAllocations,
                                          AllocationKey(carry.allocation()));
  if (!source.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", carry.allocation());
  }
  if (carry.approver() == subject) {
    return Refuse("APPROVED_BY_ONESELF", {{"approver", carry.approver()}});
  }
  if (auto refusal = CheckEnding(carry, *source, state))
    return *std::move(refusal);
  CarryEnds ends{*std::move(source), std::nullopt};
  if (carry.target_allocation().empty()) return ends;
  ends.target = state.Get<v1::Allocation>(
      kAllocations, AllocationKey(carry.target_allocation()));
  if (!ends.target.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", carry.target_allocation());
  }
  auto refusal = CheckTarget(carry, ends.source, *ends.target);
  if (refusal.has_value()) return *std::move(refusal);
  return ends;
}

namespace {

Refusal OpenAtYearEnd(const v1::CarryOver& carry, const char* stage,
                      Amount amount, const std::string& account) {
  return Refuse("OPEN_AT_YEAR_END",
                {{"allocation", carry.allocation()},
                 {"stage", stage},
                 {"amount", Concat(amount)},
                 {"account", account},
                 {"date", ToText(ToPosition(carry.carry_date()))}});
}

// A line whose money cannot go, by its first stage that is open.
std::optional<Refusal> LineOpenAtYearEnd(const v1::CarryOver& carry,
                                         const LeftLine& line) {
  struct Open {
    Stage stage;
    const char* word;
  };
  static constexpr std::array<Open, 3> kOpen = {{{Stage::kHeld, "held"},
                                                 {Stage::kPrepaid, "prepaid"},
                                                 {Stage::kAccrued, "accrued"}}};
  const std::string key = AllocationKey(carry.allocation());
  for (const Open& open : kOpen) {
    const Amount amount = line.stages[static_cast<size_t>(open.stage)];
    if (amount == 0) continue;
    return OpenAtYearEnd(carry, open.word, amount,
                         StagePrefix(open.stage, key) + line.path);
  }
  return std::nullopt;
}

// An order goes along from the allocation it draws on: money of it in another,
// which it had left before, would be led to where the order is not.
std::optional<Refusal> CheckOrders(const v1::CarryOver& carry,
                                   const Leftover& left, State& state) {
  for (const LeftLine& line : left.lines) {
    const auto order = state.Get<v1::Commitment>(kCommitments, line.commitment);
    if (order.has_value() && order->allocation() == carry.allocation()) {
      continue;
    }
    if (auto refusal = LineOpenAtYearEnd(carry, line)) return refusal;
  }
  return std::nullopt;
}

// What the fund cannot take: an order, or cash that the treasury does not have.
std::optional<Refusal> CheckOnlyMoney(const v1::CarryOver& carry,
                                      const Leftover& left) {
  for (const LeftLine& line : left.lines) {
    if (auto refusal = LineOpenAtYearEnd(carry, line)) return refusal;
  }
  const std::string key = AllocationKey(carry.allocation());
  if (left.cash > 0) {
    return OpenAtYearEnd(carry, "disbursed", left.cash, DisbursedAccount(key));
  }
  if (left.cash < 0) {
    return OpenAtYearEnd(carry, "advanced", -left.cash, AdvancedAccount(key));
  }
  return std::nullopt;
}

// The ceilings of the allocation that goes on hold for what is bound, too.
std::optional<Refusal> CheckCeilings(const v1::CarryOver& carry,
                                     const Leftover& left,
                                     const v1::Allocation& target,
                                     State& state) {
  std::map<std::string, Amount> bound;
  for (const LeftLine& line : left.lines) bound[line.purpose] += line.Sum();
  const Position day = ToPosition(carry.carry_date());
  for (const auto& share : target.purposes()) {
    const std::string purpose(rpc::LastSegment(share.purpose()));
    const Amount amount = bound[purpose];
    if (!share.has_ceiling() || amount == 0) continue;
    const std::string account =
        CeilingAccount(AllocationKey(target.name()), purpose);
    const Amount there = state.AvailableFrom(account, day);
    if (amount <= there) continue;
    return OverCeiling(target, share.purpose(), {account, day, there, amount},
                       day);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> CheckLeftover(
    const v1::CarryOver& carry, const Leftover& left,
    const std::optional<v1::Allocation>& target, State& state) {
  if (left.frozen > 0) {
    return OpenAtYearEnd(carry, "frozen", left.frozen, left.frozen_account);
  }
  if (left.proposed > 0) {
    return OpenAtYearEnd(carry, "proposed", left.proposed,
                         left.proposed_account);
  }
  if (left.Total() == 0 && left.cash == 0) {
    return Refuse("NOTHING_TO_CARRY",
                  {{"allocation", carry.allocation()},
                   {"date", ToText(ToPosition(carry.carry_date()))}});
  }
  if (!target.has_value()) return CheckOnlyMoney(carry, left);
  if (left.lines.size() > limits::kMaxCarriedLines) {
    return Refuse("TOO_MANY_OPEN_LINES",
                  {{"allocation", carry.allocation()},
                   {"found", Concat(left.lines.size())},
                   {"maximum", Concat(limits::kMaxCarriedLines)}});
  }
  if (auto refusal = CheckOrders(carry, left, state)) return refusal;
  return CheckCeilings(carry, left, *target, state);
}

}  // namespace epiledger::funding
