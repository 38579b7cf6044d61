// The supplies ladder in some minutes of a county's life.
#include "gtest/gtest.h"
#include "tests/models/supplies/service/ladder.h"

namespace epiledger::goods {
namespace {

TEST(SuppliesLadder, EveryVerdictAndFigureEqualsTheModelOnSqlite) {
  ExpectLadder(supplies::SuppliesFixture::Store::kSqlite);
}

}  // namespace
}  // namespace epiledger::goods
