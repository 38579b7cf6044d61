#include "services/funding/rules/would_be.h"

#include <vector>

namespace epiledger::funding {

using journal::v1::Movement;
using ledger::Amount;
using ledger::Position;

Amount WouldBe::At(const std::string& account, Position day) const {
  Amount balance =
      state_.accounts().At(account, ledger::kBeginning).BalanceAt(day);
  for (const Movement& movement : effects_.movements()) {
    if (Position(movement.position()) > day) continue;
    if (movement.source() == account) balance -= movement.amount();
    if (movement.target() == account) balance += movement.amount();
  }
  return balance;
}

std::set<Position> WouldBe::DaysOf(
    absl::Span<const std::string> accounts) const {
  std::vector<ledger::AccountNeed> needs;
  for (const std::string& account : accounts) {
    needs.push_back({account, ledger::kBeginning});
  }
  state_.accounts().Load(needs);
  std::set<Position> days;
  for (const std::string& account : accounts) {
    const auto& timeline = state_.accounts().At(account, ledger::kBeginning);
    for (const auto& [day, point] : timeline.points()) days.insert(day);
  }
  for (const Movement& movement : effects_.movements()) {
    days.insert(Position(movement.position()));
  }
  return days;
}

}  // namespace epiledger::funding
