#include "services/ledger/timeline.h"

#include <algorithm>
#include <array>
#include <utility>

namespace epiledger::ledger {

bool IsUnlimited(std::string_view account) {
  static constexpr std::array<std::string_view, 6> kKinds = {
      "source", "supplier", "donor", "opening", "found", "contra"};
  const std::string_view kind = account.substr(0, account.find(':'));
  return std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
}

Timeline::Timeline(Position from, Amount opening,
                   std::map<Position, Point> points)
    : from_(from), opening_(opening), points_(std::move(points)) {}

void Timeline::Extend(Position from, Amount opening,
                      std::map<Position, Point> points) {
  from_ = from;
  opening_ = opening;
  points_.merge(points);
}

Amount Timeline::BalanceAt(Position position) const {
  const auto after = points_.upper_bound(position);
  return after == points_.begin() ? opening_ : std::prev(after)->second.balance;
}

Amount Timeline::balance() const {
  return points_.empty() ? opening_ : points_.rbegin()->second.balance;
}

Amount Timeline::LowestFrom(Position position) const {
  Amount lowest = BalanceAt(position);
  for (auto it = points_.upper_bound(position); it != points_.end(); ++it) {
    lowest = std::min(lowest, it->second.balance);
  }
  return lowest;
}

Amount Timeline::HighestFrom(Position position) const {
  Amount highest = BalanceAt(position);
  for (auto it = points_.upper_bound(position); it != points_.end(); ++it) {
    highest = std::max(highest, it->second.balance);
  }
  return highest;
}

Position Timeline::FirstBelow(Position position, Amount amount) const {
  if (BalanceAt(position) < amount) return position;
  for (auto it = points_.upper_bound(position); it != points_.end(); ++it) {
    if (it->second.balance < amount) return it->first;
  }
  return kEnd;
}

const Point& Timeline::At(Position position) {
  const auto [it, is_new] = points_.try_emplace(position);
  if (is_new) {
    it->second.balance =
        it == points_.begin() ? opening_ : std::prev(it)->second.balance;
  }
  return it->second;
}

void Timeline::Move(Position position, Amount change, int64_t movement,
                    std::vector<Position>& changed) {
  static_cast<void>(At(position));
  auto it = points_.find(position);
  it->second.moved += change;
  it->second.last_movement = movement;
  for (; it != points_.end(); ++it) {
    it->second.balance += change;
    changed.push_back(it->first);
  }
}

}  // namespace epiledger::ledger
