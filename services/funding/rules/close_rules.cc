#include "services/funding/rules/close_rules.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/standing.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

ledger::Needs NeedsOfCloseAllocation(
    const v1::CloseAllocationRequest& request) {
  return {{{std::string(kAllocations), AllocationKey(request.name())}}, {}};
}

namespace {

// An account that must be empty for an allocation to be closed.
struct OpenAccount {
  const char* stage;
  std::string name;
};

std::vector<OpenAccount> OpenAccountsOf(const std::string& key, State& state) {
  struct Kind {
    const char* stage;
    std::string prefix;
  };
  const std::array<Kind, 8> kinds = {
      {{"available", AvailablePrefix(key)},
       {"frozen", FigurePrefix(kFrozen, key)},
       {"proposed", FigurePrefix(kProposed, key)},
       {"held", StagePrefix(Stage::kHeld, key)},
       {"prepaid", StagePrefix(Stage::kPrepaid, key)},
       {"accrued", StagePrefix(Stage::kAccrued, key)},
       {"disbursed", FigurePrefix(kDisbursed, key)},
       {"advanced", FigurePrefix(kAdvanced, key)}}};
  std::vector<OpenAccount> accounts;
  for (const Kind& kind : kinds) {
    for (std::string& name : state.accounts().Under(kind.prefix)) {
      accounts.push_back({kind.stage, std::move(name)});
    }
  }
  return accounts;
}

// STILL_OPEN: something is left of the allocation on the day or later.
std::optional<Refusal> CheckNothingOpen(const v1::Allocation& allocation,
                                        Position position, State& state) {
  const std::vector<OpenAccount> accounts =
      OpenAccountsOf(AllocationKey(allocation.name()), state);
  // All at once: an allocation may have had hundreds of orders.
  std::vector<ledger::AccountNeed> needs;
  needs.reserve(accounts.size());
  for (const OpenAccount& account : accounts) {
    needs.push_back({account.name, position});
  }
  state.accounts().Load(needs);
  for (const OpenAccount& account : accounts) {
    const Amount most = state.HighestFrom(account.name, position);
    if (most == 0) continue;
    return Refuse("STILL_OPEN", {{"allocation", allocation.name()},
                                 {"stage", account.stage},
                                 {"amount", Concat(most)},
                                 {"account", account.name},
                                 {"date", ToText(position)}});
  }
  return std::nullopt;
}

}  // namespace

Decision DecideCloseAllocation(const v1::CloseAllocationRequest& request,
                               const DecisionContext& context, State& state) {
  if (const absl::Status ahead =
          CheckNotAhead(request.close_date(), "close_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const std::string key = AllocationKey(request.name());
  auto allocation = state.Get<v1::Allocation>(kAllocations, key);
  if (!allocation.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", request.name());
  }
  if (auto refusal = CheckStanding(*allocation)) return *std::move(refusal);
  const Position position = ToPosition(request.close_date());
  auto refusal = CheckPeriodOpen(position, state);
  if (!refusal.has_value()) refusal = CheckBegun(*allocation, position);
  if (!refusal.has_value()) refusal = CheckNotClosed(*allocation);
  if (!refusal.has_value()) {
    refusal = CheckNothingOpen(*allocation, position, state);
  }
  if (refusal.has_value()) return *std::move(refusal);
  *allocation->mutable_closed_date() = request.close_date();
  Accepted accepted;
  AddResource(kAllocations, key, *allocation, accepted);
  return accepted;
}

}  // namespace epiledger::funding
