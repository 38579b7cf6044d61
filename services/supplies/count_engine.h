// The count engine: what is booked at each count of a line, one item in one
// store, so that every count stays true. A pure function over plain data.
//
// A count says how much there was; it does not say of which lots. Between two
// counts goods came and went as recorded; the rest of the difference was used,
// or is a surplus, never both:
//
//   use = stock after the count before + recorded in − recorded out − count
//
// Use is split over lots in the order of use, from each lot at most its lowest
// later balance up to the next count. A surplus returns first to the lots used
// last, then to the lot `found`. The first count of a line is its opening: what
// was there and not recorded is booked to the lot `opening`, what was recorded
// and not there is taken like use.
//
// A lot never falls below zero. Where the split above would let a movement
// recorded after the next count take more of a lot than it has, and another
// split would not, that other split is chosen: it spares what is needed
// longest, and a surplus goes first where it is needed soonest. An opening
// spares every lot but `found`, the one a later surplus can always go to. Where
// none would do, the facts contradict each other.
//
// Movements at the very instant of a count are in the count.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COUNT_ENGINE_H_
#define EPILEDGER_SERVICES_SUPPLIES_COUNT_ENGINE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "services/ledger/account.h"

namespace epiledger::supplies {

using ledger::Amount;

// Lots are numbers 0, 1, 2, … in the order of use.
struct LotAmount {
  size_t lot = 0;
  Amount amount = 0;

  bool operator==(const LotAmount&) const = default;
};

// Goods recorded in (positive) or out (negative).
struct RecordedMovement {
  int64_t position = 0;
  size_t lot = 0;
  Amount change = 0;
};

struct ObservedCount {
  int64_t position = 0;
  Amount quantity = 0;
};

// A line from some count on, or from its beginning.
struct LineFacts {
  // Stock by lot right after the count the facts begin with; the size tells
  // how many lots there are.
  std::vector<Amount> balances;
  size_t opening_lot = 0;
  size_t found_lot = 0;
  // Whether the facts begin with a count. If not, the first of `counts` is the
  // opening.
  bool was_counted = false;
  // What earlier counts used and no surplus returned, oldest first.
  std::vector<LotAmount> unreturned_use;
  // By position, rising.
  std::vector<RecordedMovement> movements;
  // By position, rising, each position once.
  std::vector<ObservedCount> counts;
};

// What is booked at one count.
struct Booking {
  bool is_opening = false;
  // Changes of the stock, each lot once, in the order taken or returned: use
  // is negative, surplus positive. All of one sign.
  std::vector<LotAmount> changes;
  // Stock by lot right after the count.
  std::vector<Amount> balances;

  // Sum of the changes.
  [[nodiscard]] Amount total() const;
};

// What is booked at each of the counts; nothing when no split over lots
// reconciles counts and movements.
[[nodiscard]] std::optional<std::vector<Booking>> Reconcile(
    const LineFacts& facts);

// What an issue at `position` may take of each lot without taking what was
// recorded up to the next count. The facts begin with the last count before
// `position`.
[[nodiscard]] std::vector<Amount> IssuableAt(const LineFacts& facts,
                                             int64_t position);

// The lots to take `amount` from at `position`, in the order of use, sparing
// what is needed later; less than `amount` when there is not enough. No more is
// taken of each lot than `at_most` says; empty: all there is.
[[nodiscard]] std::vector<LotAmount> LotsToIssue(
    const LineFacts& facts, int64_t position, Amount amount,
    const std::vector<Amount>& at_most);

// The fewest pieces that must have been there at `counts[count]` for what was
// recorded up to the next count.
[[nodiscard]] Amount NeededAt(const LineFacts& facts, size_t count);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COUNT_ENGINE_H_
