// Requests for a second person: limits, and decisions of what waits.
#include <vector>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"

namespace epiledger::ladder {
namespace {

constexpr char kSecond[] = "second";

}  // namespace

// So low that much waits, and so high that some does not.
Request Office::NewLimits() {
  const auto limit = [this]() -> std::optional<int64_t> {
    if (dice_.Chance(25)) return std::nullopt;
    return dice_.Chance(15) ? 0 : dice_.Between(1, 400);
  };
  static const std::vector<int> kWindows = {1, 24, 24, 72};
  static const std::vector<int> kExpiries = {2, 24, 72, 72, 240};
  SetLimits set;
  set.limits.payment = limit();
  set.limits.order = limit();
  set.limits.transfer = limit();
  set.limits.recall = limit();
  set.limits.window_hours = dice_.OneOf(kWindows);
  set.limits.expiry_hours = dice_.OneOf(kExpiries);
  set.limits.near_percent = static_cast<int>(dice_.Between(1, 100));
  return set;
}

// Mostly one that waits.
std::optional<std::string> Office::AnyProposal() {
  std::vector<std::string> open;
  std::vector<std::string> all;
  for (const auto& [label, proposal] : notes_.waiting.proposals) {
    all.push_back(label);
    if (Waiting::IsUndecided(proposal)) open.push_back(label);
  }
  if (all.empty()) return std::nullopt;
  return open.empty() || dice_.Chance(10) ? dice_.OneOf(all)
                                          : dice_.OneOf(open);
}

Request Office::NewDecision() {
  const auto label = AnyProposal();
  if (!label.has_value()) return dice_.Chance(8) ? NewLimits() : NewPayment();
  const std::string named = dice_.Chance(3) ? "w0" : *label;
  const bool is_wrong = dice_.Chance(10);
  const int64_t roll = dice_.Below(100);
  if (roll < 70) {
    return Approve{named, is_wrong ? notes_.clerk : kSecond, dice_.Chance(6)};
  }
  if (roll < 85) return Reject{named, is_wrong ? notes_.clerk : kSecond};
  return Withdraw{named, is_wrong ? kSecond : notes_.clerk};
}

}  // namespace epiledger::ladder
