// The supplies ladder, a tenth of it, on MariaDB.
#include "gtest/gtest.h"
#include "tests/models/supplies/service/ladder.h"

namespace epiledger::goods {
namespace {

TEST(SuppliesLadder, EveryVerdictAndFigureEqualsTheModelForLongOnMariadb) {
  ExpectLongLadder(supplies::SuppliesFixture::Store::kMariadb, 10'000,
                   Cells::kAny);
}

}  // namespace
}  // namespace epiledger::goods
