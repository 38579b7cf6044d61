#include "services/funding/rules/resting_cash.h"

#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/would_be.h"

namespace epiledger::funding {

using journal::v1::Effects;
using journal::v1::Movement;
using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

using AccountNames = std::vector<std::string>;

// The accounts that some movements touch.
std::set<std::string> TouchedBy(const Effects& effects) {
  std::set<std::string> touched;
  for (const Movement& movement : effects.movements()) {
    touched.insert({movement.source(), movement.target()});
  }
  return touched;
}

// An appropriation was lowered by no more than it had, on any day.
void AddLowering(const std::string& account, const Effects& reverse,
                 State& state, Dependents& dependents) {
  const size_t slash = account.find('/');
  const auto appropriation =
      slash == std::string::npos
          ? std::nullopt
          : state.Get<v1::Appropriation>(kAppropriations,
                                         account.substr(slash + 1));
  if (!appropriation.has_value()) return;
  const WouldBe would_be(reverse, state);
  for (const Position day : would_be.DaysOf(absl::MakeConstSpan(&account, 1))) {
    if (would_be.At(account, day) <= ToFen(appropriation->amount())) continue;
    dependents.AddGivers({account});
    return;
  }
}

// All accounts under prefixes.
AccountNames Under(std::initializer_list<std::string> prefixes, State& state) {
  AccountNames names;
  for (const std::string& prefix : prefixes) {
    for (std::string& name : state.accounts().Under(prefix)) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

// Whether on some day more of an allocation, a key, would be in cash outside
// than it has not paid.
bool IsTreasuryShort(const std::string& key, const Effects& reverse,
                     State& state) {
  const AccountNames unpaid =
      Under({AvailablePrefix(key), FigurePrefix(kFrozen, key),
             FigurePrefix(kProposed, key), StagePrefix(Stage::kHeld, key),
             StagePrefix(Stage::kAccrued, key)},
            state);
  const std::string disbursed = DisbursedAccount(key);
  const std::string advanced = AdvancedAccount(key);
  AccountNames all = unpaid;
  all.insert(all.end(), {disbursed, advanced});
  const WouldBe would_be(reverse, state);
  for (const Position day : would_be.DaysOf(all)) {
    Amount there = would_be.At(advanced, day) - would_be.At(disbursed, day);
    for (const std::string& name : unpaid) there += would_be.At(name, day);
    if (there < 0) return true;
  }
  return false;
}

// Whether there is cash outside on some day, or would be.
bool IsCashOut(const std::string& key, const Effects& reverse, State& state) {
  const std::string disbursed = DisbursedAccount(key);
  return state.HighestFrom(disbursed, ledger::kBeginning) > 0 ||
         TouchedBy(reverse).contains(disbursed);
}

// The treasury pays nothing twice.
void AddOutside(const std::string& key, const Effects& reverse, State& state,
                Dependents& dependents) {
  if (!IsCashOut(key, reverse, state) ||
      !IsTreasuryShort(key, reverse, state)) {
    return;
  }
  dependents.AddGivers(Under(
      {FigurePrefix(kDisbursed, key), StagePrefix(Stage::kPaid, key),
       StagePrefix(Stage::kPrepaid, key), FigurePrefix(kRecalled, key),
       FigurePrefix(kTransferredOut, key), FigurePrefix(kCarriedOut, key)},
      state));
}

// Allocations, keys, whose unpaid money or cash some movements touch.
std::set<std::string> AllocationsIn(const std::set<std::string>& accounts) {
  const std::array<std::string, 5> prefixes = {
      AvailablePrefix(""), FigurePrefix(kFrozen, ""),
      StagePrefix(Stage::kHeld, ""), StagePrefix(Stage::kAccrued, ""),
      FigurePrefix(kDisbursed, "")};
  std::set<std::string> keys;
  for (const std::string& account : accounts) {
    for (const std::string& prefix : prefixes) {
      if (!account.starts_with(prefix)) continue;
      keys.insert(ParseAllocationAccount(account).allocation);
    }
  }
  return keys;
}

}  // namespace

void AddRestingCash(const Effects& reverse, State& state,
                    Dependents& dependents) {
  const std::set<std::string> touched = TouchedBy(reverse);
  const std::string source = SourceAccount("");
  for (const std::string& account : touched) {
    if (account.starts_with(source)) {
      AddLowering(account, reverse, state, dependents);
    }
  }
  for (const std::string& key : AllocationsIn(touched)) {
    AddOutside(key, reverse, state, dependents);
  }
}

}  // namespace epiledger::funding
