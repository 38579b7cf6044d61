#include "services/supplies/count_engine.h"

#include <algorithm>
#include <numeric>

namespace epiledger::supplies {
namespace {

// How far ahead a split looks.
enum class Care {
  // Up to the next count: the rule.
  kNextCount,
  // To the end, farthest first: where the rule leads to no end.
  kAllLater,
};

// One walk over a line, from its first movement to its last.
class Walk {
 public:
  Walk(const LineFacts& facts, Care care)
      : facts_(facts),
        care_(care),
        balances_(facts.balances),
        used_(facts.unreturned_use) {}

  // What may be taken at `position`, before the first count, of each lot.
  std::vector<Amount> IssuableAt(int64_t position) {
    std::vector<Amount> amounts(balances_.size());
    if (!AdvanceTo(position)) return amounts;
    for (size_t lot = 0; lot < amounts.size(); ++lot) {
      amounts[lot] = std::max<Amount>(0, Lowest(lot, 0));
    }
    return amounts;
  }

  // What is taken for an issue of `amount` at `position`.
  std::vector<LotAmount> Issue(int64_t position, Amount amount,
                               const std::vector<Amount>& at_most) {
    at_most_ = at_most;
    Booking issue;
    if (AdvanceTo(position)) Take(amount, 0, issue);
    for (LotAmount& taken : issue.changes) taken.amount = -taken.amount;
    return issue.changes;
  }

  std::optional<std::vector<Booking>> Run() {
    std::vector<Booking> bookings;
    for (size_t count = 0; count < facts_.counts.size(); ++count) {
      std::optional<Booking> booking;
      if (AdvanceTo(facts_.counts[count].position)) booking = Book(count);
      if (!booking.has_value()) return std::nullopt;
      bookings.push_back(*std::move(booking));
    }
    if (!AdvanceTo(INT64_MAX)) return std::nullopt;
    return bookings;
  }

 private:
  // Where the movements at `next`'s instant end.
  [[nodiscard]] size_t EndOfInstant(size_t next) const {
    const int64_t position = facts_.movements[next].position;
    while (next < facts_.movements.size() &&
           facts_.movements[next].position == position) {
      ++next;
    }
    return next;
  }

  // Applies the movements up to and at `position`; false when one of them
  // takes a lot below zero.
  bool AdvanceTo(int64_t position) {
    const std::vector<RecordedMovement>& movements = facts_.movements;
    while (next_ < movements.size() && movements[next_].position <= position) {
      const size_t begin = next_;
      next_ = EndOfInstant(next_);
      for (size_t i = begin; i < next_; ++i) {
        balances_[movements[i].lot] += movements[i].change;
      }
      for (size_t i = begin; i < next_; ++i) {
        if (balances_[movements[i].lot] < 0) return false;
      }
    }
    return true;
  }

  // The lowest balance of `lot` from now until the instant of `counts[until]`,
  // or for ever when there is no such count.
  [[nodiscard]] Amount Lowest(size_t lot, size_t until) const {
    const int64_t end = until < facts_.counts.size()
                            ? facts_.counts[until].position
                            : INT64_MAX;
    const std::vector<RecordedMovement>& movements = facts_.movements;
    Amount balance = balances_[lot];
    Amount lowest = balance;
    size_t next = next_;
    while (next < movements.size() && movements[next].position <= end) {
      const size_t instant_end = EndOfInstant(next);
      for (; next < instant_end; ++next) {
        if (movements[next].lot == lot) balance += movements[next].change;
      }
      lowest = std::min(lowest, balance);
    }
    return lowest;
  }

  std::optional<Booking> Book(size_t count) {
    Booking booking;
    booking.is_opening = count == 0 && !facts_.was_counted;
    const Amount expected =
        std::accumulate(balances_.begin(), balances_.end(), Amount{0});
    const Amount missing = expected - facts_.counts[count].quantity;
    if (missing > 0) {
      const bool with_care = booking.is_opening && care_ == Care::kAllLater;
      const bool there = with_care ? TakeAtOpening(missing, booking)
                                   : Take(missing, count + 1, booking);
      if (!there) return std::nullopt;
    }
    if (missing < 0 && booking.is_opening) {
      Change(facts_.opening_lot, -missing, booking);
    } else if (missing < 0) {
      Return(-missing, count, booking);
    }
    booking.balances = balances_;
    return booking;
  }

  // Takes `amount` from the lots in the order of use; false when they have
  // less before `next_count`.
  bool Take(Amount amount, size_t next_count, Booking& booking) {
    const size_t farthest =
        care_ == Care::kAllLater ? facts_.counts.size() : next_count;
    for (size_t until = farthest + 1; until-- > next_count;) {
      for (size_t lot = 0; lot < balances_.size() && amount > 0; ++lot) {
        Amount taken = std::min(amount, Lowest(lot, until));
        if (!at_most_.empty()) taken = std::min(taken, at_most_[lot]);
        if (taken <= 0) continue;
        if (!at_most_.empty()) at_most_[lot] -= taken;
        Change(lot, -taken, booking);
        if (!booking.is_opening) used_.push_back({lot, taken});
        amount -= taken;
      }
    }
    return amount == 0;
  }

  // Takes `amount` for an opening: what is never needed of the lots that no
  // later count can bring back, then of `found`, to which a surplus can always
  // go. A piece of another lot beyond its needs is worth no more than one of
  // `found`: wherever it went, that one could go.
  bool TakeAtOpening(Amount amount, Booking& booking) {
    for (size_t lot = 0; lot < balances_.size(); ++lot) {
      if (lot == facts_.found_lot) continue;
      const Amount spare = Lowest(lot, facts_.counts.size());
      const Amount taken = std::min(amount, spare);
      if (taken <= 0) continue;
      Change(lot, -taken, booking);
      amount -= taken;
    }
    const Amount rest = std::min(amount, balances_[facts_.found_lot]);
    if (rest > 0) Change(facts_.found_lot, -rest, booking);
    return rest == amount;
  }

  void Return(Amount amount, size_t count, Booking& booking) {
    if (care_ == Care::kAllLater) amount = CoverNeeds(amount, count, booking);
    while (amount > 0 && !used_.empty()) {
      const size_t lot = used_.back().lot;
      const Amount returned = std::min(amount, used_.back().amount);
      GiveBack(lot, returned, booking);
      amount -= returned;
    }
    if (amount > 0) Change(facts_.found_lot, amount, booking);
  }

  // Returns to lots that will not have enough, those needed soonest first;
  // returns what is left of `amount`.
  Amount CoverNeeds(Amount amount, size_t count, Booking& booking) {
    for (size_t until = count + 1; until <= facts_.counts.size(); ++until) {
      for (size_t lot = 0; lot < balances_.size(); ++lot) {
        const Amount needed = -Lowest(lot, until);
        const Amount limit =
            lot == facts_.found_lot ? amount : UnreturnedUse(lot);
        const Amount returned = std::min({amount, needed, limit});
        if (returned <= 0) continue;
        GiveBack(lot, returned, booking);
        amount -= returned;
      }
    }
    return amount;
  }

  [[nodiscard]] Amount UnreturnedUse(size_t lot) const {
    Amount sum = 0;
    for (const LotAmount& use : used_) {
      if (use.lot == lot) sum += use.amount;
    }
    return sum;
  }

  // Returns `amount` to `lot` and strikes it off its latest use.
  void GiveBack(size_t lot, Amount amount, Booking& booking) {
    Change(lot, amount, booking);
    for (size_t i = used_.size(); i-- > 0 && amount > 0;) {
      if (used_[i].lot != lot) continue;
      const Amount struck = std::min(amount, used_[i].amount);
      used_[i].amount -= struck;
      amount -= struck;
    }
    std::erase_if(used_, [](const LotAmount& use) { return use.amount == 0; });
  }

  void Change(size_t lot, Amount change, Booking& booking) {
    balances_[lot] += change;
    const auto same =
        std::find_if(booking.changes.begin(), booking.changes.end(),
                     [lot](const LotAmount& c) { return c.lot == lot; });
    if (same != booking.changes.end()) {
      same->amount += change;
    } else {
      booking.changes.push_back({lot, change});
    }
  }

  const LineFacts& facts_;
  const Care care_;
  std::vector<Amount> balances_;
  // Used and not returned, oldest first.
  std::vector<LotAmount> used_;
  size_t next_ = 0;
  // Of an issue: what it may still take of each lot; empty: all there is.
  std::vector<Amount> at_most_;
};

}  // namespace

Amount Booking::total() const {
  Amount sum = 0;
  for (const LotAmount& change : changes) sum += change.amount;
  return sum;
}

std::optional<std::vector<Booking>> Reconcile(const LineFacts& facts) {
  std::optional<std::vector<Booking>> bookings =
      Walk(facts, Care::kNextCount).Run();
  if (!bookings.has_value()) bookings = Walk(facts, Care::kAllLater).Run();
  return bookings;
}

std::vector<Amount> IssuableAt(const LineFacts& facts, int64_t position) {
  return Walk(facts, Care::kNextCount).IssuableAt(position);
}

std::vector<LotAmount> LotsToIssue(const LineFacts& facts, int64_t position,
                                   Amount amount,
                                   const std::vector<Amount>& at_most) {
  return Walk(facts, Care::kAllLater).Issue(position, amount, at_most);
}

Amount NeededAt(const LineFacts& facts, size_t count) {
  const int64_t begin = facts.counts[count].position;
  const int64_t end = count + 1 < facts.counts.size()
                          ? facts.counts[count + 1].position
                          : INT64_MAX;
  std::vector<Amount> balance(facts.balances.size());
  std::vector<Amount> needed(facts.balances.size());
  const std::vector<RecordedMovement>& movements = facts.movements;
  for (size_t i = 0; i < movements.size(); ++i) {
    const RecordedMovement& movement = movements[i];
    if (movement.position <= begin || movement.position > end) continue;
    balance[movement.lot] += movement.change;
    const bool ends_instant = i + 1 == movements.size() ||
                              movements[i + 1].position != movement.position;
    if (!ends_instant) continue;
    for (size_t lot = 0; lot < balance.size(); ++lot) {
      needed[lot] = std::max(needed[lot], -balance[lot]);
    }
  }
  return std::accumulate(needed.begin(), needed.end(), Amount{0});
}

}  // namespace epiledger::supplies
