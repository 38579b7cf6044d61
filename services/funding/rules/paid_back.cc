#include "services/funding/rules/paid_back.h"

#include <map>
#include <utility>
#include <vector>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/own_account.h"

namespace epiledger::funding {

using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

// By the day on which cash came back or went on, when the ledger counted it.
// What a reversal took back is none.
using CameBack = std::map<Position, ledger::Timeline>;

CameBack CameBackOf(const std::string& allocation, State& state) {
  std::vector<ledger::AccountNeed> needs;
  for (std::string& name :
       state.accounts().Under(FigurePrefix(kPaidBack, allocation))) {
    needs.push_back({std::move(name), ledger::kBeginning});
  }
  state.accounts().Load(needs);
  CameBack came;
  for (const ledger::AccountNeed& need : needs) {
    const auto& timeline = state.accounts().At(need.name, ledger::kBeginning);
    if (timeline.balance() > 0) came.emplace(SinceOf(need.name), timeline);
  }
  return came;
}

// What was on the account at the end of a day, less what had come back by then
// and is counted only later.
Amount ReallyThere(const std::string& allocation, Position day,
                   const CameBack& came, State& state) {
  Amount there = OwnAccount(allocation, day, state).OnDay();
  for (const auto& [came_on, timeline] : came) {
    if (came_on > day) break;
    there -= timeline.balance() - timeline.BalanceAt(day);
  }
  return there;
}

}  // namespace

Returnable FindReturnable(const std::string& allocation, Position position,
                          State& state) {
  const CameBack came = CameBackOf(allocation, state);
  Returnable least{ReallyThere(allocation, position, came, state), position};
  for (auto it = came.upper_bound(position); it != came.end(); ++it) {
    const Amount there = ReallyThere(allocation, it->first, came, state);
    if (there < least.amount) least = {there, it->first};
  }
  return least;
}

void NoteCashGone(const std::string& allocation, Position position,
                  Position posted, Amount amount, book::Accepted& accepted) {
  AddMovement(ContraAccount(allocation, kAnyPurpose),
              PaidBackAccount(allocation, position), posted, amount, accepted);
}

}  // namespace epiledger::funding
