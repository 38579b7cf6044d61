#include "services/funding/allocation_states.h"

#include <algorithm>
#include <array>

#include "services/funding/money.h"

namespace epiledger::funding {
namespace {

using v1::Allocation;

struct Asked {
  const Allocation& allocation;
  const PurposeFigures& sum;
  ledger::Position day;
};

struct StateRule {
  Allocation::State state;
  bool (*holds)(const Asked& asked);
};
// The first that holds is told: what nobody can undo goes before what time or a
// decision changes.
constexpr std::array<StateRule, 7> kRules = {{
    {Allocation::STATE_REVERSED,
     [](const Asked& a) { return !a.allocation.reversed_by().empty(); }},
    {Allocation::STATE_CLOSED,
     [](const Asked& a) { return a.allocation.has_closed_date(); }},
    {Allocation::STATE_CARRIED_OVER,
     [](const Asked& a) { return a.sum.carried_out > 0; }},
    {Allocation::STATE_EXPIRED,
     [](const Asked& a) {
       return a.allocation.has_valid_until() &&
              ToPosition(a.allocation.valid_until()) < a.day;
     }},
    {Allocation::STATE_FROZEN,
     [](const Asked& a) { return a.sum.frozen > 0 && a.sum.available == 0; }},
    {Allocation::STATE_PARTLY_FROZEN,
     [](const Asked& a) { return a.sum.frozen > 0; }},
    {Allocation::STATE_OPEN, [](const Asked&) { return true; }},
}};

}  // namespace

Allocation::State StateOf(const Allocation& allocation,
                          const PurposeFigures& sum, ledger::Position day) {
  const Asked asked = {allocation, sum, day};
  return std::find_if(
             kRules.begin(), kRules.end(),
             [&asked](const StateRule& rule) { return rule.holds(asked); })
      ->state;
}

void ShowFigures(const FiguresByPurpose& purposes, ledger::Position day,
                 Allocation& allocation) {
  *allocation.mutable_balance() = AllocationBalance(purposes, allocation);
  allocation.set_state(StateOf(allocation, SumOf(purposes), day));
}

}  // namespace epiledger::funding
