// The same on MariaDB, for a tenth of the time.
#include "gtest/gtest.h"
#include "tests/models/funding/service/ladder.h"

namespace epiledger::ladder {
namespace {

TEST(FundingLadder, EveryVerdictAndFigureEqualsTheModelOnMariadb) {
  ExpectLongLadder(funding::FundingFixture::Store::kMariadb, 10'000,
                   Cells::kAny);
}

}  // namespace
}  // namespace epiledger::ladder
