// Random lines against models that share nothing with the engine: one tries
// every split there is, one moves piece by piece.
#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "services/supplies/count_engine.h"
#include "services/supplies/every_split.h"

namespace epiledger::supplies {
namespace {

constexpr size_t kLots = 4;
constexpr size_t kOpening = 2;
constexpr size_t kFound = 3;

using Stock = std::vector<Amount>;

// The engine's facts, told to the one who tries every split.
EverySplit SplitsOf(const LineFacts& line) {
  SplitFacts facts;
  facts.balances = line.balances;
  facts.opening_lot = line.opening_lot;
  facts.found_lot = line.found_lot;
  facts.was_counted = line.was_counted;
  for (const LotAmount& use : line.unreturned_use) {
    facts.unreturned_use.push_back({use.lot, use.amount});
  }
  for (const RecordedMovement& move : line.movements) {
    facts.moves.push_back({move.position, move.lot, move.change});
  }
  for (const ObservedCount& count : line.counts) {
    facts.counts[count.position] = count.quantity;
  }
  return EverySplit(std::move(facts));
}

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

void SortByPosition(std::vector<RecordedMovement>& movements) {
  std::stable_sort(movements.begin(), movements.end(),
                   [](const RecordedMovement& a, const RecordedMovement& b) {
                     return a.position < b.position;
                   });
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
  SortByPosition(line.movements);
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
    RC_ASSERT(bookings.has_value() == SplitsOf(line).Exists());
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

TEST(CountEngineProperty, AnIssueOfALotIsRefusedExactlyWhenNoSplitHoldsIt) {
  int issued = 0;
  int refused = 0;
  EXPECT_TRUE(rc::check([&] {
    LineFacts line = AnyLine(3, /*with_issues=*/true);
    if (!Reconcile(line).has_value()) return;
    // Facts begin with the last count before the issue.
    const int64_t end = line.counts.empty() ? 9 : line.counts[0].position;
    const auto position = *rc::gen::inRange<int64_t>(0, end + 1);
    const auto lot = *rc::gen::inRange<size_t>(0, kLots);
    const auto amount = *rc::gen::inRange<Amount>(1, 4);
    const Amount available = IssuableAt(line, position)[lot];
    line.movements.push_back({position, lot, -amount});
    SortByPosition(line.movements);
    const bool is_issued = available >= amount && Reconcile(line).has_value();
    RC_ASSERT(is_issued == SplitsOf(line).Exists());
    ++(is_issued ? issued : refused);
  }));
  EXPECT_GT(issued, 10);
  EXPECT_GT(refused, 10);
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
