// The funding ladder for so long that everything happens that can.
#include "gtest/gtest.h"
#include "tests/models/funding/service/ladder.h"

namespace epiledger::ladder {
namespace {

TEST(FundingLadder, EveryVerdictComesUpAndEqualsTheModelOnSqlite) {
  ExpectLongLadder(funding::FundingFixture::Store::kSqlite, 100'000,
                   Cells::kAll);
}

}  // namespace
}  // namespace epiledger::ladder
