// The property of the funding ladder: whatever a finance office asks for, the
// service answers what the model says, and all its figures are the model's, at
// every point of both axes.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_LADDER_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_LADDER_H_

#include <cstddef>

#include "services/funding/funding_fixture.h"
#include "tests/models/funding/cells.h"

namespace epiledger::ladder {

// Steps of one history; RC_PARAMS says how many histories there are.
inline constexpr size_t kSteps = 100;

// Whether it holds of services on such a store; prints a counterexample, and
// counts all answers in `table`.
[[nodiscard]] bool LadderHolds(funding::FundingFixture::Store store,
                               VerdictTable& table);

// Expects it, and prints the table.
void ExpectLadder(funding::FundingFixture::Store store);
// The same of so many operations at least; and where they have to, all cells of
// the table must have come up.
enum class Cells { kAny, kAll };
void ExpectLongLadder(funding::FundingFixture::Store store, int operations,
                      Cells cells);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_LADDER_H_
