#include "tests/models/funding/four_eyes.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/models/funding/carry.h"

namespace epiledger::ladder {
namespace {

constexpr int64_t kMinutesOfDay = int64_t{24} * 60;
constexpr int64_t kMinutesOfHour = 60;
constexpr int64_t kMinutesOfSlot = 30;
// A history begins at eight in the morning.
constexpr int64_t kMorning = int64_t{8} * 60;

std::optional<Counted> Counts(const Notes&, const Pay& one) {
  return Counted{{Watched::kPayment, one.allocation, one.payee}, one.fen};
}

std::optional<Counted> Counts(const Notes& notes, const PayOrder& one) {
  const auto* noted = Find(notes.orders, one.order);
  if (noted == nullptr) return std::nullopt;
  return Counted{{Watched::kPayment, noted->home(), noted->order.supplier},
                 one.fen};
}

std::optional<Counted> Counts(const Notes& notes, const PayDebt& one) {
  const auto* debt = Find(notes.debts, one.liability);
  if (debt == nullptr) return std::nullopt;
  return Counted{{Watched::kPayment, one.allocation, debt->owe.creditor},
                 one.fen};
}

std::optional<Counted> Counts(const Notes&, const Order& one) {
  int64_t fen = 0;
  for (const OrderLine& line : one.lines) fen += line.fen;
  return Counted{{Watched::kOrder, one.allocation, one.supplier}, fen};
}

std::optional<Counted> Counts(const Notes& notes, const Change& one) {
  if (one.kind == Change::Kind::kTransfer) {
    return Counted{{Watched::kTransfer, one.allocation, one.target}, one.fen};
  }
  const auto* source = Find(notes.allocations, one.allocation);
  if (one.kind != Change::Kind::kRecall || source == nullptr) {
    return std::nullopt;
  }
  return Counted{{Watched::kRecall, one.allocation, source->grant.fund},
                 one.fen};
}

// Back to the fund it is a recall of all that is left; what expired proposals
// hold is left, too.
std::optional<Counted> Counts(const Notes& notes, const CarryOver& one) {
  const auto* source = Find(notes.allocations, one.allocation);
  if (!one.target.empty() || source == nullptr) return std::nullopt;
  const Leftover left = LeftoverOf(notes, *source, one.day);
  return Counted{{Watched::kRecall, one.allocation, source->grant.fund},
                 left.available + left.waiting};
}

std::optional<Counted> Counts(const Notes&, const SetLimits&) {
  return Counted{};
}

template <typename One>
std::optional<Counted> Counts(const Notes&, const One&) {
  return std::nullopt;
}

}  // namespace

int Waiting::days_gone() const {
  return static_cast<int>((kMorning + minute) / kMinutesOfDay);
}

bool Waiting::IsOpen(int64_t sequence) const {
  for (const auto& [label, proposal] : proposals) {
    if (proposal.sequence == sequence) return IsOpen(proposal);
  }
  return false;
}

std::optional<Counted> CountedOf(const Notes& notes, const Request& request) {
  return std::visit([&](const auto& one) { return Counts(notes, one); },
                    request);
}

std::optional<int64_t> LimitOf(const Limits& limits, Watched kind) {
  switch (kind) {
    case Watched::kPayment:
      return limits.payment;
    case Watched::kOrder:
      return limits.order;
    case Watched::kTransfer:
      return limits.transfer;
    case Watched::kRecall:
      return limits.recall;
    case Watched::kLimits:
      return std::nullopt;
  }
  return std::nullopt;
}

namespace {

// Half hours are told by their ends, and count until the window is over.
bool IsWithinWindow(const Notes& notes, int64_t half_hour) {
  const int64_t window =
      notes.waiting.LimitsNow().window_hours * kMinutesOfHour;
  return notes.waiting.minute < half_hour * kMinutesOfSlot + window;
}

}  // namespace

int64_t LatelyGone(const Notes& notes, const Route& route) {
  const auto found = notes.waiting.lately.find(route);
  if (found == notes.waiting.lately.end()) return 0;
  int64_t sum = 0;
  for (const auto& [half_hour, fen] : found->second) {
    if (IsWithinWindow(notes, half_hour)) sum += fen;
  }
  return sum;
}

bool HasLimit(const Notes& notes, const Request& request) {
  const auto amount = CountedOf(notes, request);
  return amount.has_value() &&
         LimitOf(notes.waiting.LimitsNow(), amount->route.kind).has_value();
}

bool Waits(const Notes& notes, const Request& request) {
  const auto amount = CountedOf(notes, request);
  if (!amount.has_value()) return false;
  if (amount->route.kind == Watched::kLimits) return true;
  const auto limit = LimitOf(notes.waiting.LimitsNow(), amount->route.kind);
  return limit.has_value() &&
         LatelyGone(notes, amount->route) + amount->fen > *limit;
}

namespace {

using Allocations = std::set<std::string>;

// Whoever takes money of an allocation, or asks what is left of it.
template <typename One>
Allocations Looked(const Notes&, const One& one) {
  if constexpr (requires {
                  one.allocation;
                  one.day;
                }) {
    return {one.allocation};
  }
  return {};
}

template <typename One>
requires requires(One one) { one.order; }
Allocations Looked(const Notes& notes, const One& one) {
  const auto* noted = Find(notes.orders, one.order);
  return noted == nullptr ? Allocations() : Allocations{noted->home()};
}

// Money comes back: nobody asks what is left.
Allocations Looked(const Notes&, const Release&) { return {}; }

// But below the ceiling of the new year, where the order went on.
Allocations Looked(const Notes& notes, const Refund& one) {
  const auto* payment = Find(notes.payments, one.payment);
  if (payment == nullptr || payment->order.empty()) return {};
  const std::string& home = notes.orders.at(payment->order).home();
  return home == payment->allocation ? Allocations() : Allocations{home};
}

// Also what the ceilings leave where it goes.
Allocations Looked(const Notes&, const CarryOver& one) {
  if (one.target.empty()) return {one.allocation};
  return {one.allocation, one.target};
}

template <typename One>
requires requires(One one) { one.proposal; }
Allocations Looked(const Notes& notes, const One& one) {
  const auto* proposal = Find(notes.waiting.proposals, one.proposal);
  // Limits are of none.
  return proposal == nullptr || proposal->route.allocation.empty()
             ? Allocations()
             : Allocations{proposal->route.allocation};
}

// Those that the entry moved money of.
Allocations Looked(const Notes& notes, const Reverse& one) {
  Allocations names;
  for (const Posting& posting : notes.journal.PostingsOf(one.sequence)) {
    if (notes.allocations.contains(posting.pot.owner)) {
      names.insert(posting.pot.owner);
    }
  }
  return names;
}

}  // namespace

std::set<std::string> LookedAt(const Notes& notes, const Request& request) {
  return std::visit([&](const auto& one) { return Looked(notes, one); },
                    request);
}

std::set<std::string> ExpiredOf(const Notes& notes,
                                const std::set<std::string>& allocations) {
  std::set<std::string> expired;
  for (const auto& [label, proposal] : notes.waiting.proposals) {
    if (allocations.contains(proposal.route.allocation) &&
        Waiting::IsUndecided(proposal) && !notes.waiting.IsOpen(proposal)) {
      expired.insert(label);
    }
  }
  return expired;
}

void End(const std::string& label, NotedProposal::State state, int64_t sequence,
         Notes& notes) {
  NotedProposal& proposal = notes.waiting.proposals.at(label);
  proposal.state = state;
  proposal.ended = sequence;
  for (Posting posting : notes.journal.PostingsOf(proposal.sequence)) {
    posting.sequence = sequence;
    posting.day = notes.PostingDay(posting.day);
    posting.fen = -posting.fen;
    posting.is_aside = true;
    proposal.free_from = posting.day;
    notes.journal.Post(std::move(posting));
  }
}

void EndExpired(const std::set<std::string>& allocations, int64_t sequence,
                Notes& notes) {
  for (const std::string& label : ExpiredOf(notes, allocations)) {
    End(label, NotedProposal::State::kExpired, sequence, notes);
  }
}

namespace {

// What it would take out of what is available; an order holds the money of its
// payments itself.
class Holding {
 public:
  Holding(std::string label, int64_t sequence, Notes& notes)
      : label_(std::move(label)), sequence_(sequence), notes_(notes) {}

  template <typename One>
  void Hold(const One&) {}
  void Hold(const Pay& one) {
    Spend(one.allocation, one.purpose, one.fen, one.day);
  }
  void Hold(const PayDebt& one) {
    Spend(one.allocation, notes_.debts.at(one.liability).owe.purpose, one.fen,
          one.day);
  }
  void Hold(const Order& one) {
    for (const OrderLine& line : one.lines) {
      Spend(one.allocation, line.purpose, line.fen, one.day);
    }
  }
  void Hold(const Change& one) {
    Take(one.allocation, one.purpose, one.fen, one.day);
  }
  void Hold(const CarryOver& one) {
    const Leftover left =
        LeftoverOf(notes_, notes_.allocations.at(one.allocation), one.day);
    for (const auto& [purpose, fen] : left.available_by_purpose) {
      Take(one.allocation, purpose, fen, one.day);
    }
  }

 private:
  // Its own share first, then what is not divided, and below its ceiling.
  void Spend(const std::string& allocation, const std::string& purpose,
             int64_t fen, int day) {
    const int64_t from_own = std::min(
        fen,
        notes_.journal.Spare({Kind::kAvailable, allocation, purpose, ""}, day));
    Take(allocation, purpose, from_own, day);
    Take(allocation, kRest, fen - from_own, day);
    notes_.journal.Post({sequence_,
                         day,
                         {Kind::kWaitsToSpend, allocation, purpose, label_},
                         fen});
  }
  void Take(const std::string& allocation, const std::string& share,
            int64_t fen, int day) {
    notes_.journal.Move(
        {sequence_, day, {Kind::kAvailable, allocation, share, ""}, -fen},
        {Kind::kWaits, allocation, share, label_});
  }

  const std::string label_;
  const int64_t sequence_;
  Notes& notes_;
};

}  // namespace

void PassTime(Dice& dice, Notes& notes) {
  static constexpr int kPercent = 6;
  static constexpr int64_t kMostDays = 24;
  static const std::vector<int64_t> kHours = {1, 3, 12, 24, 48, 75};
  if (!dice.Chance(kPercent)) return;
  const int64_t minutes = dice.OneOf(kHours) * kMinutesOfHour + 1;
  if (notes.waiting.minute + minutes > kMostDays * kMinutesOfDay) return;
  notes.waiting.minute += minutes;
}

void Propose(const Request& write, int64_t sequence, Notes& notes) {
  const Counted amount = *CountedOf(notes, write);
  const Limits limits = notes.waiting.LimitsNow();
  NotedProposal proposal;
  proposal.sequence = sequence;
  proposal.write = write;
  proposal.route = amount.route;
  proposal.fen = amount.fen;
  proposal.limit = LimitOf(limits, amount.route.kind).value_or(0);
  proposal.lately = LatelyGone(notes, amount.route);
  proposal.expires =
      notes.waiting.minute + limits.expiry_hours * kMinutesOfHour;
  proposal.limits = notes.waiting.limits.size();
  const std::string label =
      "w" + std::to_string(notes.waiting.proposals.size() + 1);
  Holding holding(label, sequence, notes);
  std::visit([&](const auto& one) { holding.Hold(one); }, write);
  notes.waiting.proposals.emplace(label, std::move(proposal));
}

void NoteAlone(const Request& write, int64_t sequence, Notes& notes) {
  if (!HasLimit(notes, write)) return;
  const Counted amount = *CountedOf(notes, write);
  auto& slots = notes.waiting.lately[amount.route];
  std::erase_if(slots, [&](const auto& slot) {
    return !IsWithinWindow(notes, slot.first);
  });
  slots[notes.waiting.minute / kMinutesOfSlot + 1] += amount.fen;
  const Limits limits = notes.waiting.LimitsNow();
  const int64_t limit = *LimitOf(limits, amount.route.kind);
  const int64_t sum = LatelyGone(notes, amount.route);
  if (sum * 100 < limit * limits.near_percent) return;
  notes.waiting.near.push_back({sequence, amount.fen, sum});
}

}  // namespace epiledger::ladder
