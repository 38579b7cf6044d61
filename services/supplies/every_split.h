// EverySplit: whether any split over lots reconciles the counts of a line with
// its movements, found by trying them all. It knows DOMAIN's rules and nothing
// of the service, so that the engine and the model of the tests are both judged
// by it. For lines of few lots and pieces, in tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EVERY_SPLIT_H_
#define EPILEDGER_SERVICES_SUPPLIES_EVERY_SPLIT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace epiledger::supplies {

// A line from some count on, or from its beginning. Lots are numbers.
struct SplitFacts {
  struct Move {
    int64_t position = 0;
    size_t lot = 0;
    int64_t change = 0;
  };
  struct Use {
    size_t lot = 0;
    int64_t pieces = 0;
  };

  // Stock by lot where the facts begin.
  std::vector<int64_t> balances;
  size_t opening_lot = 0;
  size_t found_lot = 0;
  // Whether the facts begin with a count; if not, the first is the opening.
  bool was_counted = false;
  // What earlier counts used and no surplus returned.
  std::vector<Use> unreturned_use;
  std::vector<Move> moves;
  // What was counted, by position.
  std::map<int64_t, int64_t> counts;
};

class EverySplit {
 public:
  explicit EverySplit(SplitFacts facts) : facts_(std::move(facts)) {
    for (const SplitFacts::Move& move : facts_.moves) {
      instants_[move.position].moves.push_back(move);
    }
    for (const auto& [position, quantity] : facts_.counts) {
      instants_[position].is_counted = true;
    }
  }

  [[nodiscard]] bool Exists() const {
    Stock used(facts_.balances.size());
    for (const SplitFacts::Use& use : facts_.unreturned_use) {
      used[use.lot] += use.pieces;
    }
    return From(instants_.begin(), facts_.balances, used);
  }

 private:
  using Stock = std::vector<int64_t>;
  struct Instant {
    std::vector<SplitFacts::Move> moves;
    bool is_counted = false;
  };
  using Place = std::map<int64_t, Instant>::const_iterator;
  // What a count finds missing (or too much, when negative), and how far it is
  // split.
  struct Counting {
    Place place;
    bool is_opening = false;
    int64_t missing = 0;
    Stock stock;
    Stock used;
  };

  [[nodiscard]] bool From(Place place, Stock stock, const Stock& used) const {
    if (place == instants_.end()) return true;
    for (const SplitFacts::Move& move : place->second.moves) {
      stock[move.lot] += move.change;
    }
    if (std::any_of(stock.begin(), stock.end(),
                    [](int64_t pieces) { return pieces < 0; })) {
      return false;
    }
    if (!place->second.is_counted) return From(std::next(place), stock, used);
    Counting counting{place, false, -facts_.counts.at(place->first), stock,
                      used};
    for (const int64_t pieces : stock) counting.missing += pieces;
    counting.is_opening =
        !facts_.was_counted && place->first == facts_.counts.begin()->first;
    return Split(0, counting);
  }

  // Gives every lot from `lot` on every share of what is missing.
  [[nodiscard]] bool Split(size_t lot, const Counting& counting) const {
    if (lot == counting.stock.size()) {
      return counting.missing == 0 &&
             From(std::next(counting.place), counting.stock, counting.used);
    }
    const auto [least, most] = SharesOf(lot, counting);
    for (int64_t share = least; share <= most; ++share) {
      Counting rest = counting;
      rest.missing -= share;
      rest.stock[lot] -= share;
      if (!counting.is_opening) {
        rest.used[lot] = std::max<int64_t>(0, rest.used[lot] + share);
      }
      if (Split(lot + 1, rest)) return true;
    }
    return false;
  }

  // The least and the most a lot may give: use comes out of what is there, a
  // surplus goes back to what was used, or to `found`.
  [[nodiscard]] std::pair<int64_t, int64_t> SharesOf(
      size_t lot, const Counting& counting) const {
    if (counting.missing > 0) {
      return {0, std::min(counting.missing, counting.stock[lot])};
    }
    if (counting.is_opening) {
      return {lot == facts_.opening_lot ? counting.missing : 0, 0};
    }
    if (lot == facts_.found_lot) return {counting.missing, 0};
    return {std::max(counting.missing, -counting.used[lot]), 0};
  }

  const SplitFacts facts_;
  std::map<int64_t, Instant> instants_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EVERY_SPLIT_H_
