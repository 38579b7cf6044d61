#include "services/funding/rules/purse.h"

#include <algorithm>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using ledger::Amount;
using ledger::Position;

Purse::Purse(const v1::Allocation& allocation, Position position,
             ledger::State& state)
    : allocation_(allocation),
      key_(AllocationKey(allocation.name())),
      position_(position),
      state_(state) {}

bool Purse::Allows(const std::string& purpose) const {
  return FindShare(allocation_, purpose) != nullptr;
}

Amount Purse::Left(const std::string& account) {
  const auto taken = taken_.find(account);
  return state_.AvailableFrom(account, position_) -
         (taken == taken_.end() ? 0 : taken->second);
}

Amount Purse::Money(const std::string& purpose) {
  return Left(AvailableAccount(key_, rpc::LastSegment(purpose))) +
         Left(AvailableAccount(key_, kAnyPurpose));
}

std::optional<Amount> Purse::CeilingLeft(const std::string& purpose) {
  const auto* share = FindShare(allocation_, purpose);
  if (share == nullptr || !share->has_ceiling()) return std::nullopt;
  return Left(CeilingAccount(key_, rpc::LastSegment(purpose)));
}

Amount Purse::Available(const std::string& purpose) {
  const Amount money = Money(purpose);
  return std::min(money, CeilingLeft(purpose).value_or(money));
}

std::optional<journal::Refusal> Purse::CheckTake(const Wish& wish,
                                                 const char* reason) {
  const Amount money = Money(wish.purpose);
  const Amount ceiling_left = CeilingLeft(wish.purpose).value_or(money);
  const Amount available = std::min(money, ceiling_left);
  if (wish.amount <= available) return std::nullopt;
  journal::Refusal refusal =
      Refuse(reason, {{"allocation", allocation_.name()},
                      {"purpose", wish.purpose},
                      {"available", Concat(available + wish.covered)},
                      {"needed", Concat(wish.amount + wish.covered)},
                      {"date", ToText(position_)}});
  if (ceiling_left < money) {
    refusal.reason = "OVER_CEILING";
    refusal.metadata["ceiling"] =
        Concat(ToFen(FindShare(allocation_, wish.purpose)->ceiling()));
    refusal.metadata["ceiling_left"] = Concat(ceiling_left);
  }
  return refusal;
}

void Purse::Move(const std::string& source, const std::string& target,
                 Amount amount, book::Accepted& accepted) {
  AddMovement(source, target, position_, amount, accepted);
  taken_[source] += amount;
}

Amount Purse::Take(const std::string& purpose, Amount amount,
                   const std::string& target, book::Accepted& accepted) {
  const std::string_view id = rpc::LastSegment(purpose);
  const std::string own = AvailableAccount(key_, id);
  const Amount from_own = std::min(amount, Left(own));
  Move(own, target, from_own, accepted);
  Move(AvailableAccount(key_, kAnyPurpose), target, amount - from_own,
       accepted);
  if (const auto* share = FindShare(allocation_, purpose);
      share != nullptr && share->has_ceiling()) {
    Move(CeilingAccount(key_, id), ContraAccount(key_, id), amount, accepted);
  }
  return amount - from_own;
}

Amount Purse::GiveBack(const std::string& purpose, Amount amount,
                       Amount undivided, const std::string& source,
                       book::Accepted& accepted) {
  const std::string_view id = rpc::LastSegment(purpose);
  const Amount to_rest = std::min(amount, undivided);
  AddMovement(source, AvailableAccount(key_, kAnyPurpose), position_, to_rest,
              accepted);
  AddMovement(source, AvailableAccount(key_, id), position_, amount - to_rest,
              accepted);
  if (const auto* share = FindShare(allocation_, purpose);
      share != nullptr && share->has_ceiling()) {
    AddMovement(ContraAccount(key_, id), CeilingAccount(key_, id), position_,
                amount, accepted);
  }
  return to_rest;
}

void AddPurseNeeds(const std::string& allocation, const std::string& purpose,
                   Position position, ledger::Needs& needs) {
  const std::string key = AllocationKey(allocation);
  const std::string_view id = rpc::LastSegment(purpose);
  needs.resources.push_back({std::string(kAllocations), key});
  // Whether the day is closed.
  needs.resources.push_back(
      {std::string(kClosedThrough), std::string(kClosedThroughKey)});
  needs.accounts.push_back({AvailableAccount(key, id), position});
  needs.accounts.push_back({AvailableAccount(key, kAnyPurpose), position});
}

const v1::Allocation::PurposeShare* FindShare(const v1::Allocation& allocation,
                                              const std::string& purpose) {
  const auto found = std::find_if(
      allocation.purposes().begin(), allocation.purposes().end(),
      [&purpose](const auto& share) { return share.purpose() == purpose; });
  return found == allocation.purposes().end() ? nullptr : &*found;
}

journal::Refusal OverCeiling(const v1::Allocation& allocation,
                             const std::string& purpose,
                             const ledger::Shortage& short_of,
                             Position position) {
  const auto* const share = FindShare(allocation, purpose);
  const Amount ceiling = share == nullptr ? 0 : ToFen(share->ceiling());
  return Refuse("OVER_CEILING", {{"allocation", allocation.name()},
                                 {"purpose", purpose},
                                 {"ceiling", Concat(ceiling)},
                                 {"available", Concat(short_of.available)},
                                 {"needed", Concat(short_of.needed)},
                                 {"date", ToText(position)}});
}

std::optional<journal::Refusal> CheckBegun(const v1::Allocation& allocation,
                                           Position position) {
  const Position allocated = ToPosition(allocation.effective_date());
  if (position >= allocated) return std::nullopt;
  return Refuse("BEFORE_ALLOCATED", {{"allocation", allocation.name()},
                                     {"date", ToText(position)},
                                     {"allocated", ToText(allocated)}});
}

std::optional<journal::Refusal> CheckNotClosed(
    const v1::Allocation& allocation) {
  if (!allocation.has_closed_date()) return std::nullopt;
  return Refuse("ALLOCATION_CLOSED",
                {{"allocation", allocation.name()},
                 {"closed", ToText(ToPosition(allocation.closed_date()))}});
}

std::optional<journal::Refusal> CheckSpendable(const v1::Allocation& allocation,
                                               Position position) {
  if (auto refusal = CheckBegun(allocation, position)) return refusal;
  const Position end = allocation.has_valid_until()
                           ? ToPosition(allocation.valid_until())
                           : ledger::kEnd;
  if (position > end) {
    return Refuse("ALLOCATION_EXPIRED", {{"allocation", allocation.name()},
                                         {"date", ToText(position)},
                                         {"valid_until", ToText(end)}});
  }
  return CheckNotClosed(allocation);
}

journal::Refusal PurposeNotAllowed(const v1::Allocation& allocation,
                                   const std::string& purpose) {
  return Refuse("PURPOSE_NOT_ALLOWED",
                {{"purpose", purpose}, {"allocation", allocation.name()}});
}

}  // namespace epiledger::funding
