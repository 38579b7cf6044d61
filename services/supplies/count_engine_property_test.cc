// Random lines against models that share nothing with the engine: one tries
// every split there is, one moves piece by piece.
#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "services/supplies/count_engine.h"

namespace epiledger::supplies {
namespace {

constexpr size_t kLots = 4;
constexpr size_t kOpening = 2;
constexpr size_t kFound = 3;

using Stock = std::vector<Amount>;

// Whether any split over lots reconciles a line: tries them all.
class EverySplit {
 public:
  explicit EverySplit(const LineFacts& line) : line_(line) {
    for (const RecordedMovement& movement : line.movements) {
      instants_[movement.position].moves.push_back(movement);
    }
    for (size_t i = 0; i < line.counts.size(); ++i) {
      instants_[line.counts[i].position].count = static_cast<int>(i);
    }
  }

  [[nodiscard]] bool Exists() const {
    Stock used(kLots);
    for (const LotAmount& use : line_.unreturned_use) {
      used[use.lot] += use.amount;
    }
    return From(instants_.begin(), line_.balances, used);
  }

 private:
  struct Instant {
    std::vector<RecordedMovement> moves;
    int count = -1;
  };
  using Place = std::map<int64_t, Instant>::const_iterator;

  static bool HasDebt(const Stock& stock) {
    for (const Amount amount : stock) {
      if (amount < 0) return true;
    }
    return false;
  }

  [[nodiscard]] bool From(Place place, Stock stock, const Stock& used) const {
    if (place == instants_.end()) return true;
    for (const RecordedMovement& move : place->second.moves) {
      stock[move.lot] += move.change;
    }
    if (HasDebt(stock)) return false;
    if (place->second.count < 0) return From(std::next(place), stock, used);
    const auto count = static_cast<size_t>(place->second.count);
    Amount missing = -line_.counts[count].quantity;
    for (const Amount amount : stock) missing += amount;
    const bool is_opening = count == 0 && !line_.was_counted;
    return Split(place, 0, missing, is_opening, stock, used);
  }

  // Gives every lot from `lot` on every share of what is missing.
  [[nodiscard]] bool Split(Place place, size_t lot, Amount missing,
                           bool is_opening, Stock stock, Stock used) const {
    if (lot == kLots) {
      return missing == 0 && From(std::next(place), stock, used);
    }
    Amount least = 0;
    Amount most = 0;
    if (missing > 0) {
      most = std::min(missing, stock[lot]);
    } else if (is_opening) {
      least = lot == kOpening ? missing : 0;
    } else {
      least = lot == kFound ? missing : std::max(missing, -used[lot]);
    }
    for (Amount share = least; share <= most; ++share) {
      Stock after = stock;
      Stock used_after = used;
      after[lot] -= share;
      if (!is_opening) {
        used_after[lot] = std::max<Amount>(0, used_after[lot] + share);
      }
      if (Split(place, lot + 1, missing - share, is_opening, after,
                used_after)) {
        return true;
      }
    }
    return false;
  }

  const LineFacts& line_;
  std::map<int64_t, Instant> instants_;
};

// What must hold of bookings, told without lots' order.
void CheckBookings(const LineFacts& line,
                   const std::vector<Booking>& bookings) {
  RC_ASSERT(bookings.size() == line.counts.size());
  std::map<int64_t, Stock> changes;
  for (const RecordedMovement& movement : line.movements) {
    Stock& at = changes[movement.position];
    at.resize(kLots);
    at[movement.lot] += movement.change;
  }
  std::map<int64_t, Amount> counted;
  for (size_t i = 0; i < bookings.size(); ++i) {
    Stock& at = changes[line.counts[i].position];
    at.resize(kLots);
    counted[line.counts[i].position] = line.counts[i].quantity;
    bool takes = false;
    bool gives = false;
    for (const LotAmount& change : bookings[i].changes) {
      at[change.lot] += change.amount;
      (change.amount < 0 ? takes : gives) = true;
    }
    RC_ASSERT(!(takes && gives));
  }
  Stock stock = line.balances;
  for (const auto& [position, change] : changes) {
    Amount total = 0;
    for (size_t lot = 0; lot < kLots; ++lot) {
      stock[lot] += change[lot];
      RC_ASSERT(stock[lot] >= 0);
      total += stock[lot];
    }
    if (counted.contains(position)) RC_ASSERT(total == counted.at(position));
  }
}

std::vector<int64_t> Positions(size_t most) {
  auto positions =
      *rc::gen::unique<std::vector<int64_t>>(rc::gen::inRange<int64_t>(0, 10));
  if (positions.size() > most) positions.resize(most);
  std::sort(positions.begin(), positions.end());
  return positions;
}

// A line with at most `most_counts` counts. Movements out only if
// `with_issues`.
LineFacts AnyLine(size_t most_counts, bool with_issues) {
  LineFacts line;
  line.opening_lot = kOpening;
  line.found_lot = kFound;
  line.balances.assign(kLots, 0);
  line.was_counted = *rc::gen::arbitrary<bool>();
  if (line.was_counted) {
    line.balances =
        *rc::gen::container<Stock>(kLots, rc::gen::inRange<Amount>(0, 4));
    const auto uses = *rc::gen::inRange(0, 3);
    for (int i = 0; i < uses; ++i) {
      line.unreturned_use.push_back({*rc::gen::inRange<size_t>(0, kLots),
                                     *rc::gen::inRange<Amount>(1, 4)});
    }
  }
  const auto movements = *rc::gen::inRange(0, 6);
  for (int i = 0; i < movements; ++i) {
    const auto in = *rc::gen::inRange<Amount>(1, 5);
    const bool out = with_issues && *rc::gen::inRange(0, 5) < 3;
    line.movements.push_back({*rc::gen::inRange<int64_t>(0, 10),
                              *rc::gen::inRange<size_t>(0, kLots),
                              out ? -in : in});
  }
  std::stable_sort(line.movements.begin(), line.movements.end(),
                   [](const RecordedMovement& a, const RecordedMovement& b) {
                     return a.position < b.position;
                   });
  for (const int64_t position : Positions(most_counts)) {
    line.counts.push_back({position, *rc::gen::inRange<Amount>(0, 9)});
  }
  return line;
}

TEST(CountEngineProperty, FindsASplitWheneverThereIsOne) {
  int reconciled = 0;
  int contradicted = 0;
  EXPECT_TRUE(rc::check([&] {
    const LineFacts line = AnyLine(4, /*with_issues=*/true);
    const auto bookings = Reconcile(line);
    RC_ASSERT(bookings.has_value() == EverySplit(line).Exists());
    if (bookings.has_value()) CheckBookings(line, *bookings);
    ++(bookings.has_value() ? reconciled : contradicted);
  }));
  EXPECT_GT(reconciled, 10);
  EXPECT_GT(contradicted, 10);
}

// Piece by piece: a piece is the number of its lot.
std::vector<Stock> PieceByPiece(const LineFacts& line) {
  std::multiset<size_t> shelf;
  for (size_t lot = 0; lot < kLots; ++lot) {
    for (Amount i = 0; i < line.balances[lot]; ++i) shelf.insert(lot);
  }
  std::vector<size_t> bin;
  for (const LotAmount& use : line.unreturned_use) {
    bin.insert(bin.end(), static_cast<size_t>(use.amount), use.lot);
  }
  std::vector<Stock> after;
  size_t next = 0;
  for (size_t i = 0; i < line.counts.size(); ++i) {
    for (; next < line.movements.size() &&
           line.movements[next].position <= line.counts[i].position;
         ++next) {
      for (Amount n = 0; n < line.movements[next].change; ++n) {
        shelf.insert(line.movements[next].lot);
      }
    }
    const bool is_opening = i == 0 && !line.was_counted;
    const auto counted = static_cast<size_t>(line.counts[i].quantity);
    while (shelf.size() > counted) {
      if (!is_opening) bin.push_back(*shelf.begin());
      shelf.erase(shelf.begin());
    }
    while (shelf.size() < counted) {
      if (is_opening) {
        shelf.insert(kOpening);
      } else if (bin.empty()) {
        shelf.insert(kFound);
      } else {
        shelf.insert(bin.back());
        bin.pop_back();
      }
    }
    Stock& stock = after.emplace_back(kLots);
    for (const size_t piece : shelf) ++stock[piece];
  }
  return after;
}

TEST(CountEngineProperty, WithoutIssuesEqualsMovingPieceByPiece) {
  EXPECT_TRUE(rc::check([] {
    const LineFacts line = AnyLine(8, /*with_issues=*/false);
    const auto bookings = Reconcile(line);
    RC_ASSERT(bookings.has_value());
    CheckBookings(line, *bookings);
    const std::vector<Stock> expected = PieceByPiece(line);
    for (size_t i = 0; i < expected.size(); ++i) {
      RC_ASSERT((*bookings)[i].balances == expected[i]);
    }
  }));
}

}  // namespace
}  // namespace epiledger::supplies
