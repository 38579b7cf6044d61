// The supplies ladder for so long that everything happens that can.
#include "gtest/gtest.h"
#include "tests/models/supplies/service/ladder.h"

namespace epiledger::goods {
namespace {

TEST(SuppliesLadder, EveryVerdictComesUpAndEqualsTheModelOnSqlite) {
  ExpectLongLadder(supplies::SuppliesFixture::Store::kSqlite, 100'000,
                   Cells::kAll);
}

}  // namespace
}  // namespace epiledger::goods
