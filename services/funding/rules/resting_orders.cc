#include "services/funding/rules/resting_orders.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "epiledger/funding/v1/commitment.pb.h"
#include "services/funding/funding_names.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using journal::v1::Effects;
using journal::v1::Movement;
using ledger::State;

namespace {

// The order, a key, that an account of a stage belongs to; empty of what was
// paid without one.
std::string OrderKeyOf(std::string_view account) {
  // Between document, allocation, purpose, order and line.
  constexpr std::ptrdiff_t kSlashes = 4;
  if (std::count(account.begin(), account.end(), '/') != kSlashes) return "";
  return std::string(rpc::LastSegment(account.substr(0, account.rfind('/'))));
}

bool IsOfStage(std::string_view account) {
  return std::any_of(kStages.begin(), kStages.end(), [account](Stage stage) {
    return account.starts_with(StagePrefix(stage, ""));
  });
}

// The orders whose money an entry moved, by key, each with the allocations, by
// key, in which it stood.
std::map<std::string, std::set<std::string>> OrdersIn(const Effects& effects) {
  std::map<std::string, std::set<std::string>> orders;
  for (const Movement& movement : effects.movements()) {
    for (const std::string* name : {&movement.source(), &movement.target()}) {
      if (!IsOfStage(*name)) continue;
      const std::string order = OrderKeyOf(*name);
      if (order.empty()) continue;
      orders[order].insert(ParseAllocationAccount(*name).allocation);
    }
  }
  return orders;
}

std::string AllocationIn(const std::string& body) {
  v1::Commitment commitment;
  commitment.ParseFromString(body);
  return AllocationKey(commitment.allocation());
}

}  // namespace

void AddGoneOn(int64_t sequence, const Effects& original, State& state,
               Dependents& dependents) {
  for (const auto& [order, allocations] : OrdersIn(original)) {
    for (const auto& version :
         state.resources().VersionsOf(kCommitments, order)) {
      if (version.sequence > sequence &&
          !allocations.contains(AllocationIn(version.body)) &&
          dependents.Stands(version.sequence)) {
        dependents.Add(version.sequence);
      }
    }
  }
}

}  // namespace epiledger::funding
