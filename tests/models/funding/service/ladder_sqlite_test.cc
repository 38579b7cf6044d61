// The funding ladder in some minutes of a finance office's life.
#include "gtest/gtest.h"
#include "tests/models/funding/service/ladder.h"

namespace epiledger::ladder {
namespace {

TEST(FundingLadder, EveryVerdictAndFigureEqualsTheModelOnSqlite) {
  ExpectLadder(funding::FundingFixture::Store::kSqlite);
}

}  // namespace
}  // namespace epiledger::ladder
