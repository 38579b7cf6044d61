#include "tests/models/supplies/settle.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace epiledger::goods {
namespace {

// How far a count looks when it chooses lots: up to the next count, or, where
// that comes to no end, over all that was recorded.
enum class Sight { kNextCount, kToTheEnd };

// Takes the last `amount` pieces of the lot out of a stack.
void Unstack(std::vector<std::string>& stack, const std::string& lot,
             int64_t amount) {
  for (; amount > 0; --amount) {
    const auto last = std::find(stack.rbegin(), stack.rend(), lot);
    if (last == stack.rend()) return;
    stack.erase(std::next(last).base());
  }
}

// What lies on the shelf, walked along in time.
class Shelf {
 public:
  // As it is right after the count at `hour`.
  Shelf(const Line& line, const std::string& item, const Lots& lots, int hour)
      : opening_(OpeningOf(item)), found_(FoundOf(item)) {
    for (const auto& [lot, amount] : line.LotsAt(hour)) on_it_[lot] = amount;
    for (const Passing& passing : line.passings) {
      on_it_.try_emplace(passing.lot, 0);
      if (passing.hour > hour) {
        ahead_[passing.lot][passing.hour] += passing.change;
      }
    }
    on_it_.try_emplace(opening_, 0);
    on_it_.try_emplace(found_, 0);
    for (const auto& [lot, amount] : on_it_) order_.push_back(lot);
    std::sort(order_.begin(), order_.end(), [&lots](auto& one, auto& other) {
      return lots.at(one).Rank() < lots.at(other).Rank();
    });
    for (const auto& [at, finding] : line.findings) {
      if (at > hour) {
        stops_.push_back(at);
      } else if (!finding.is_opening) {
        Remember(finding);
      }
    }
    stops_.push_back(kEnd);
  }

  // False where a lot falls below zero on the way.
  [[nodiscard]] bool WalkTo(int hour) {
    for (auto& [lot, changes] : ahead_) {
      while (!changes.empty() && changes.begin()->first <= hour) {
        on_it_[lot] += changes.begin()->second;
        if (on_it_[lot] < 0) return false;
        changes.erase(changes.begin());
      }
    }
    while (stops_.front() < hour) stops_.erase(stops_.begin());
    return true;
  }

  [[nodiscard]] const std::vector<std::string>& order() const { return order_; }
  // Of the counts ahead, and the end.
  [[nodiscard]] const std::vector<int>& stops() const { return stops_; }
  void PassStop() { stops_.erase(stops_.begin()); }

  [[nodiscard]] int64_t Sum() const {
    int64_t sum = 0;
    for (const auto& [lot, amount] : on_it_) sum += amount;
    return sum;
  }

  // The lowest balance of a lot from now up to an hour.
  [[nodiscard]] int64_t LowestUpTo(const std::string& lot, int until) const {
    int64_t balance = on_it_.at(lot);
    int64_t lowest = balance;
    const auto changes = ahead_.find(lot);
    if (changes == ahead_.end()) return lowest;
    for (const auto& [hour, change] : changes->second) {
      if (hour > until) break;
      lowest = std::min(lowest, balance += change);
    }
    return lowest;
  }

  // Takes what it can of `amount`, as far as `may` allows of each lot: first
  // what nothing needs up to the last of the stops looked at, then what is
  // needed latest.
  template <typename May>
  std::vector<Pieces> Take(int64_t amount, Sight sight, const May& may) {
    std::vector<Pieces> taken;
    const size_t farthest =
        sight == Sight::kToTheEnd ? stops_.size() - 1 : size_t{0};
    for (size_t stop = farthest + 1; stop-- > 0;) {
      for (const std::string& lot : order_) {
        const int64_t some =
            std::min({amount, LowestUpTo(lot, stops_[stop]), may(lot, taken)});
        if (some <= 0) continue;
        on_it_[lot] -= some;
        amount -= some;
        AddPieces(taken, lot, some);
      }
    }
    return taken;
  }

  // An opening's far sight: first what nothing needs to the end, but not of
  // `found`, the one lot that later counts can make up for; then of that.
  std::vector<Pieces> TakeForOpening(int64_t amount) {
    std::vector<Pieces> taken;
    const auto take = [&](const std::string& lot, int64_t at_most) {
      const int64_t some = std::min(amount, at_most);
      if (some <= 0) return;
      on_it_[lot] -= some;
      amount -= some;
      AddPieces(taken, lot, some);
    };
    for (const std::string& lot : order_) {
      if (lot != found_) take(lot, LowestUpTo(lot, kEnd));
    }
    take(found_, on_it_[found_]);
    return taken;
  }

  void UseUp(const std::vector<Pieces>& taken) {
    for (const Pieces& pieces : taken) {
      used_.insert(used_.end(), static_cast<size_t>(pieces.amount), pieces.lot);
    }
  }

  // Gives back: to what was used last, then to `found`. A far sight gives first
  // to what is short of pieces soonest.
  std::vector<Pieces> GiveBack(int64_t amount, Sight sight) {
    std::vector<Pieces> given;
    if (sight == Sight::kToTheEnd) amount = FillGaps(amount, given);
    for (; amount > 0; --amount) {
      const std::string lot = used_.empty() ? found_ : used_.back();
      if (!used_.empty()) used_.pop_back();
      Give(lot, 1, given);
    }
    return given;
  }

  std::vector<Pieces> GiveToOpening(int64_t amount) {
    std::vector<Pieces> given;
    Give(opening_, amount, given);
    return given;
  }

 private:
  void Give(const std::string& lot, int64_t amount,
            std::vector<Pieces>& given) {
    on_it_[lot] += amount;
    AddPieces(given, lot, amount);
  }

  int64_t FillGaps(int64_t amount, std::vector<Pieces>& given) {
    for (const int stop : stops_) {
      for (const std::string& lot : order_) {
        const int64_t known = lot == found_
                                  ? amount
                                  : std::count(used_.begin(), used_.end(), lot);
        const int64_t some = std::min({amount, -LowestUpTo(lot, stop), known});
        if (some <= 0) continue;
        Give(lot, some, given);
        Unstack(used_, lot, some);
        amount -= some;
      }
    }
    return amount;
  }

  // Of an earlier count: what it used, or took back of what was used.
  void Remember(const Finding& finding) {
    for (const Pieces& pieces : finding.booked) {
      if (pieces.amount < 0) {
        used_.insert(used_.end(), static_cast<size_t>(-pieces.amount),
                     pieces.lot);
      } else {
        Unstack(used_, pieces.lot, pieces.amount);
      }
    }
  }

  const std::string opening_;
  const std::string found_;
  std::map<std::string, int64_t> on_it_;
  std::map<std::string, std::map<int, int64_t>> ahead_;
  std::vector<std::string> order_;
  std::vector<int> stops_;
  // Lots of what was used and not given back, piece by piece, oldest first.
  std::vector<std::string> used_;
};

int64_t AsMuchAsThereIs(const std::string&, const std::vector<Pieces>&) {
  return std::numeric_limits<int64_t>::max();
}

// Books one count; false where there is no split.
bool Book(Shelf& shelf, Sight sight, Finding& finding) {
  const int64_t missing = shelf.Sum() - finding.pieces;
  finding.booked.clear();
  if (missing < 0) {
    finding.booked = finding.is_opening ? shelf.GiveToOpening(-missing)
                                        : shelf.GiveBack(-missing, sight);
    return true;
  }
  finding.booked = finding.is_opening && sight == Sight::kToTheEnd
                       ? shelf.TakeForOpening(missing)
                       : shelf.Take(missing, sight, AsMuchAsThereIs);
  if (!finding.is_opening) shelf.UseUp(finding.booked);
  for (Pieces& pieces : finding.booked) pieces.amount = -pieces.amount;
  return -finding.Booked() == missing;
}

std::optional<Line> SettledWith(Sight sight, Line line, const std::string& item,
                                const Lots& lots, int anchor) {
  const Line before = line;
  Shelf shelf(before, item, lots, anchor);
  for (auto& [hour, finding] : line.findings) {
    if (hour <= anchor) continue;
    if (!shelf.WalkTo(hour)) return std::nullopt;
    shelf.PassStop();
    finding.is_opening = hour == line.findings.begin()->first;
    if (!Book(shelf, sight, finding)) return std::nullopt;
  }
  if (!shelf.WalkTo(kEnd)) return std::nullopt;
  return line;
}

}  // namespace

void AddPieces(std::vector<Pieces>& all, const std::string& lot,
               int64_t amount) {
  for (Pieces& pieces : all) {
    if (pieces.lot == lot) {
      pieces.amount += amount;
      return;
    }
  }
  all.push_back({lot, amount});
}

std::optional<Line> Settled(Line line, const std::string& item,
                            const Lots& lots, int from) {
  const int anchor = line.CountBefore(from);
  auto settled = SettledWith(Sight::kNextCount, line, item, lots, anchor);
  if (settled.has_value()) return settled;
  return SettledWith(Sight::kToTheEnd, std::move(line), item, lots, anchor);
}

int64_t Takeable::Of(const std::string& lot) const {
  for (const Pieces& pieces : of_lots) {
    if (pieces.lot == lot) return pieces.amount;
  }
  return 0;
}

Takeable TakeableAt(const Line& line, const std::string& item, const Lots& lots,
                    int hour) {
  Shelf shelf(line, item, lots, line.CountBefore(hour));
  Takeable takeable;
  if (!shelf.WalkTo(hour)) return takeable;
  for (const std::string& lot : shelf.order()) {
    const int64_t lowest = shelf.LowestUpTo(lot, shelf.stops().front());
    takeable.of_lots.push_back({lot, std::max<int64_t>(0, lowest)});
  }
  return takeable;
}

std::vector<Pieces> LotsTaken(
    const Line& line, const std::string& item, const Lots& lots, int hour,
    int64_t amount,
    const std::optional<std::map<std::string, int64_t>>& at_most) {
  Shelf shelf(line, item, lots, line.CountBefore(hour));
  if (!shelf.WalkTo(hour)) return {};
  return shelf.Take(
      amount, Sight::kToTheEnd,
      [&](const std::string& lot, const std::vector<Pieces>& taken) {
        if (!at_most.has_value()) return AsMuchAsThereIs(lot, taken);
        const auto most = at_most->find(lot);
        int64_t rest = most == at_most->end() ? 0 : most->second;
        for (const Pieces& pieces : taken) {
          if (pieces.lot == lot) rest -= pieces.amount;
        }
        return rest;
      });
}

std::vector<Pieces> LotsBroughtBack(const Line& line, const std::string& item,
                                    int hour, int64_t amount) {
  std::vector<Passing> past;
  for (const Passing& passing : line.passings) {
    if (passing.hour <= hour) past.push_back(passing);
  }
  std::stable_sort(
      past.begin(), past.end(),
      [](const auto& one, const auto& other) { return one.hour < other.hour; });
  // At the wards, piece by piece, in the order they went there.
  std::vector<std::string> out;
  for (const Passing& passing : past) {
    if (passing.cause == Passing::Cause::kIssued) {
      out.insert(out.end(), static_cast<size_t>(-passing.change), passing.lot);
    } else if (passing.cause == Passing::Cause::kBroughtBack) {
      Unstack(out, passing.lot, passing.change);
    }
  }
  std::vector<Pieces> back;
  for (; amount > 0; --amount) {
    AddPieces(back, out.empty() ? FoundOf(item) : out.back(), 1);
    if (!out.empty()) out.pop_back();
  }
  return back;
}

}  // namespace epiledger::goods
