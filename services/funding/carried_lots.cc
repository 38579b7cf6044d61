#include "services/funding/carried_lots.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/text.h"

namespace epiledger::funding {

using ledger::Amount;
using ledger::Position;

void CarriedLots::Add(const v1::CarryOver& carry) {
  if (carry.target_allocation().empty() || !carry.reversed_by().empty()) return;
  carries_.emplace(
      AllocationKey(carry.target_allocation()),
      Carry{AllocationKey(carry.allocation()), ToPosition(carry.carry_date())});
}

std::set<std::string> CarriedLots::With(const std::string& allocation) const {
  std::set<std::string> keys = {allocation};
  std::vector<std::string> next = {allocation};
  while (!next.empty()) {
    const std::string key = std::move(next.back());
    next.pop_back();
    const auto [begin, end] = carries_.equal_range(key);
    for (auto it = begin; it != end; ++it) {
      if (keys.insert(it->second.source).second) {
        next.push_back(it->second.source);
      }
    }
  }
  return keys;
}

Lots CarriedLots::LotsOf(const std::string& account,
                         const MovesByAccount& moves) const {
  Place place;
  place.kind = account.substr(0, account.find(':'));
  place.allocation = ParseAllocationAccount(account).allocation;
  place.path = account.substr(place.kind.size() + place.allocation.size() + 2);
  return LotsBefore(place, ledger::kEnd, moves);
}

// All that was left went on: what came by it on that day is, the youngest of
// it, as old as it was there. Years only grow from one to the next.
Lots CarriedLots::LotsBefore(const Place& place, Position end,
                             const MovesByAccount& moves) const {
  const auto found = moves.find(
      Concat(FigurePrefix(place.kind, place.allocation), place.path));
  if (found == moves.end()) return {};
  const Moves before(found->second.begin(), found->second.lower_bound(end));
  Lots lots = ArrivalsOf(before);
  const auto [first, last] = carries_.equal_range(place.allocation);
  for (auto carry = first; carry != last; ++carry) {
    const Position day = carry->second.day;
    const auto came = lots.find(day);
    if (came == lots.end()) continue;
    const Lots old =
        LotsBefore({place.kind, carry->second.source, place.path}, day, moves);
    const Amount along = std::min(came->second, SumOf(old));
    if (along <= 0) continue;
    came->second -= along;
    for (const auto& [since, amount] : Youngest(old, along)) {
      lots[since] += amount;
    }
  }
  return Youngest(lots, SumOf(before));
}

}  // namespace epiledger::funding
