// Carry: what is left of an allocation at the end of a year.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_CARRY_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_CARRY_H_

#include <cstdint>

#include "tests/models/funding/leftover.h"
#include "tests/models/funding/notes.h"

namespace epiledger::ladder {

[[nodiscard]] Leftover LeftoverOf(const Notes& notes,
                                  const NotedAllocation& allocation, int day);

// Whether more or less is left of it on some later day.
[[nodiscard]] bool ChangesLater(const Notes& notes,
                                const NotedAllocation& allocation, int day);

// What comes back of a payment.
struct Coming {
  int64_t fen = 0;
  // Of it, what goods that arrived cost less.
  int64_t cheaper = 0;
  // On which it counts.
  int day = 0;
};

// An old year's payment for an order that went on comes back: how much of it
// had been paid for good, and is brought along.
[[nodiscard]] int64_t BroughtAlong(const Notes& notes,
                                   const NotedPayment& payment,
                                   const Coming& coming);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_CARRY_H_
