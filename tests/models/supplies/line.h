// Line: one item in one store, as it was recorded: goods in and out, counts
// that stand, and what each of these booked. What is booked is worked out in
// order of time, from the last count before whatever is new.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_LINE_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_LINE_H_

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/models/supplies/lots.h"

namespace epiledger::goods {

inline constexpr int kNever = std::numeric_limits<int>::min();
inline constexpr int kEnd = std::numeric_limits<int>::max();

// Pieces of a lot, by its label.
struct Pieces {
  std::string lot;
  int64_t amount = 0;

  bool operator==(const Pieces&) const = default;
};

[[nodiscard]] int64_t SumOf(const std::vector<Pieces>& all);

// Goods of one lot that came in, or went out when less than zero.
struct Passing {
  int hour = 0;
  std::string lot;
  int64_t change = 0;
  // Why: a kind of movement, or a shipment's leaving and arriving.
  enum class Cause {
    kReceived,
    kIssued,
    kLost,
    kBroughtBack,
    kSentBack,
    kShipped,
    kArrived,
    // Rejected by the receiving store.
    kTakenBack,
  };
  Cause cause = Cause::kReceived;
};

// What a count that stands found, and books.
struct Finding {
  std::string count;
  int64_t pieces = 0;
  bool is_opening = false;
  // In the order taken (less than zero) or given back; each lot once.
  std::vector<Pieces> booked;
  // What it found too much when it was recorded, and why; 0: none.
  int64_t own_surplus = 0;
  int surplus_reason = 0;

  [[nodiscard]] int64_t Booked() const;
  [[nodiscard]] int64_t use() const;
  [[nodiscard]] int64_t surplus() const;
  [[nodiscard]] int64_t opening() const;
  [[nodiscard]] int64_t late_surplus() const;
};

struct Line {
  std::vector<Passing> passings;
  // By hour: one at each.
  std::map<int, Finding> findings;

  // The hour of the last count before `hour`; kNever where there is none.
  [[nodiscard]] int CountBefore(int hour) const;
  // That of the first count at `hour` or later; kEnd where there is none.
  [[nodiscard]] int CountFrom(int hour) const;
  // What must be there: the count before, and all that passed since.
  [[nodiscard]] int64_t ExpectedAt(int hour) const;
  // The fewest pieces after `hour` that what passed up to the next count needs.
  [[nodiscard]] int64_t NeededAfter(int hour) const;
  // By lot, at the end of `hour`; also those that have none.
  [[nodiscard]] std::map<std::string, int64_t> LotsAt(int hour) const;
  [[nodiscard]] int64_t StockAt(int hour) const;
  // Whether anything is known of it.
  [[nodiscard]] bool IsKnownAt(int hour) const;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_LINE_H_
