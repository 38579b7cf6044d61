// The property of the supplies ladder: whatever store keepers ask for, the
// service answers what the model says, and all its figures are the model's, at
// every point of both axes.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_LADDER_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_LADDER_H_

#include <cstddef>

#include "services/supplies/supplies_fixture.h"
#include "tests/models/supplies/cells.h"

namespace epiledger::goods {

// Steps of one history; RC_PARAMS says how many histories there are.
inline constexpr size_t kSteps = 100;

// Whether it holds of services on such a store; prints a counterexample, and
// counts all answers in `table`.
[[nodiscard]] bool LadderHolds(supplies::SuppliesFixture::Store store,
                               VerdictTable& table);

// Expects it, and prints the table.
void ExpectLadder(supplies::SuppliesFixture::Store store);
// The same of so many operations at least; and where they have to, all cells of
// the table must have come up.
enum class Cells { kAny, kAll };
void ExpectLongLadder(supplies::SuppliesFixture::Store store, int operations,
                      Cells cells);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_LADDER_H_
