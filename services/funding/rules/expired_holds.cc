#include "services/funding/rules/expired_holds.h"

namespace epiledger::funding {

using journal::v1::Effects;

ExpiredHolds::ExpiredHolds(const std::set<std::string>& allocations,
                           absl::Time now, ledger::State& state) {
  for (const std::string& allocation : allocations) {
    ProposalHolds& holds = holds_.emplace_back(allocation, state);
    holds.EndExpired(now);
  }
}

Effects ExpiredHolds::With(const Effects& effects) const {
  Effects with = effects;
  for (const ProposalHolds& holds : holds_) {
    for (const journal::v1::Movement& movement : holds.released()) {
      *with.add_movements() = movement;
    }
  }
  return with;
}

void ExpiredHolds::Write(book::Accepted& accepted) const {
  for (const ProposalHolds& holds : holds_) holds.Write(accepted);
}

}  // namespace epiledger::funding
