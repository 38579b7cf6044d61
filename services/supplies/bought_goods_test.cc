// Stories of goods that were bought by an order's line: the lot keeps it.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::IsEmpty;
using testing::ReasonOf;

class BoughtGoodsTest
    : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  BoughtGoodsTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~BoughtGoodsTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  v1::CreateMovementRequest Bought(const std::string& order, int line,
                                   int64_t pieces) {
    auto request = supplies_.ReceiptRequest("n95", pieces, At(kSunday, 10));
    v1::Origin& origin = *request.mutable_movement()->mutable_origin();
    origin.Clear();
    origin.set_kind(v1::Origin::KIND_COMMITMENT);
    if (!order.empty()) {
      origin.set_commitment(Concat(kCounty, "/commitments/", order));
    }
    origin.set_line(line);
    request.mutable_movement()->mutable_lines(0)->set_batch("20200101");
    return request;
  }
  // The lot it came into.
  std::string Receive(const std::string& order, int line, int64_t pieces) {
    const auto received = supplies_.Record(Bought(order, line, pieces));
    EXPECT_TRUE(received.ok()) << received.status();
    return received.ok() ? received->movement().lines(0).lots(0).lot() : "";
  }

  SuppliesFixture supplies_;
};
INSTANTIATE_TEST_SUITE_P(Engines, BoughtGoodsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(BoughtGoodsTest, TheLotKeepsTheLineOfTheOrder) {
  const std::string lot = Receive("c1", 2, 400);
  EXPECT_EQ(Receive("c1", 2, 100), lot);
  const auto stock = supplies_.Stock("n95");
  ASSERT_EQ(stock.lots_size(), 1);
  EXPECT_EQ(stock.lots(0).quantity(), 500);
  const v1::Origin& origin = stock.lots(0).lot().origin();
  EXPECT_EQ(origin.kind(), v1::Origin::KIND_COMMITMENT);
  EXPECT_EQ(origin.commitment(), Concat(kCounty, "/commitments/c1"));
  EXPECT_EQ(origin.line(), 2);
}

TEST_P(BoughtGoodsTest, OneBatchOfTwoLinesOrOrdersAreTwoLots) {
  const std::string lot = Receive("c1", 1, 400);
  EXPECT_NE(Receive("c1", 2, 400), lot);
  EXPECT_NE(Receive("c2", 1, 400), lot);
  EXPECT_EQ(supplies_.Stock("n95").lots_size(), 3);
}

TEST_P(BoughtGoodsTest, ItSaysByWhichOrderAndWhichOfItsLines) {
  EXPECT_EQ(ReasonOf(supplies_.Record(Bought("", 1, 1)).status()),
            "ORDER_LINE_MISSING");
  EXPECT_EQ(ReasonOf(supplies_.Record(Bought("c1", 0, 1)).status()),
            "ORDER_LINE_MISSING");
  auto given = Bought("c1", 1, 1);
  v1::Origin& origin = *given.mutable_movement()->mutable_origin();
  origin.set_donor("red-cross");
  EXPECT_EQ(ReasonOf(supplies_.Record(given).status()), "NOT_FOR_THIS_KIND");
  origin.set_kind(v1::Origin::KIND_DONOR);
  EXPECT_EQ(ReasonOf(supplies_.Record(given).status()), "NOT_FOR_THIS_KIND");
}

}  // namespace
}  // namespace epiledger::supplies
