// The same on MariaDB, for a tenth of the time.
#include "gtest/gtest.h"
#include "tests/models/funding/service/ladder.h"

namespace epiledger::ladder {
namespace {

TEST(FundingLadder, EveryVerdictAndFigureEqualsTheModelOnMariadb) {
  ExpectLadder(funding::FundingFixture::Store::kMariadb);
}

}  // namespace
}  // namespace epiledger::ladder
