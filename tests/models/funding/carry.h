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

// An old year's payment for an order that went on comes back: how much of it
// had been paid for good, and is brought along.
[[nodiscard]] int64_t BroughtAlong(const Notes& notes,
                                   const NotedPayment& payment, int64_t fen);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_CARRY_H_
