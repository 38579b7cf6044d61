// Stories of what is kept of the county's stock: whatever is recorded of a
// line, a lot, a reservation or the settings, and whichever day comes, a
// summary says what it says when it is read anew.
#include "services/supplies/stock_index.h"

#include <string>

#include "epiledger/supplies/v1/lot_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/timestamps.h"

namespace epiledger::supplies {
namespace {

class StockIndexTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  StockIndexTest() : supplies_(GetParam()) { supplies_.MakeSample(); }

  v1::CountySummary Summary(const type::v1::AsOf& as_of = {}) {
    v1::GetCountySummaryRequest request;
    request.set_name(std::string(kCounty));
    *request.mutable_as_of() = as_of;
    const auto summary = supplies_.service().Call<v1::CountySummary>(
        "GetCountySummary", request);
    EXPECT_TRUE(summary.ok()) << summary.status();
    return summary.value_or(v1::CountySummary());
  }

  // Nothing is kept for a question about a recorded time.
  v1::CountySummary ReadAnew() {
    type::v1::AsOf now;
    *now.mutable_recorded_time() =
        epiledger::ToTimestamp(supplies_.service().clock().Now());
    return Summary(now);
  }

  // Lets what was written be of the past, and looks at it.
  v1::CountySummary Look() {
    supplies_.service().clock().Advance(absl::Minutes(1));
    v1::CountySummary summary = Summary();
    EXPECT_EQ(summary.DebugString(), ReadAnew().DebugString());
    return summary;
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, StockIndexTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(StockIndexTest, CountsAndMovementsBringItOn) {
  EXPECT_THAT(Look().stocks(), ::testing::IsEmpty());
  supplies_.Count("n95", 100, At(kSunday));
  EXPECT_EQ(Look().stocks(0).free(), 100);
  ASSERT_TRUE(
      supplies_.Record(supplies_.ReceiptRequest("n95", 40, At(kMonday))).ok());
  EXPECT_EQ(Look().stocks(0).free(), 140);
  // The most urgent comes first.
  supplies_.Count("gloves", 0, At(kMonday));
  v1::CountySummary both = Look();
  ASSERT_EQ(both.stocks_size(), 2);
  EXPECT_EQ(both.stocks(0).item(), ItemName("gloves"));
  ASSERT_TRUE(
      supplies_.Record(supplies_.ReceiptRequest("gloves", 70, At(kWednesday)))
          .ok());
  EXPECT_EQ(Look().stocks_size(), 2);
}

TEST_P(StockIndexTest, ADayThatPassesIsJudgedAnew) {
  supplies_.Count("n95", 100, At(kSunday));
  const int64_t age = Look().stocks(0).last_count_age_days();
  supplies_.service().clock().Advance(absl::Hours(24));
  EXPECT_EQ(Look().stocks(0).last_count_age_days(), age + 1);
}

TEST_P(StockIndexTest, SettingsJudgeAllOfItAnew) {
  supplies_.Count("n95", 100, At(kSunday));
  EXPECT_EQ(Look().stocks(0).knowledge(), v1::KNOWLEDGE_STALE);
  v1::UpdateSupplySettingsRequest request;
  request.set_request_id(supplies_.service().NewId());
  request.set_name(std::string(kCounty) + "/supplySettings");
  v1::SupplySettings& settings = *request.mutable_supply_settings();
  settings = Summary().supply_settings();
  settings.clear_name();
  settings.set_stale_days(30);
  const auto updated =
      supplies_.service().Call<v1::UpdateSupplySettingsResponse>(
          "UpdateSupplySettings", request);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(Look().stocks(0).knowledge(), v1::KNOWLEDGE_KNOWN);
}

TEST_P(StockIndexTest, AQuarantineIsSeen) {
  supplies_.Count("gloves", 5, At(kSunday));
  auto receipt = supplies_.ReceiptRequest("n95", 40, At(kMonday));
  receipt.mutable_movement()->mutable_lines(0)->set_batch("N1");
  ASSERT_TRUE(supplies_.Record(receipt).ok());
  EXPECT_EQ(Look().items(1).free(), 40);
  v1::CreateLotQuarantineRequest request;
  request.set_request_id(supplies_.service().NewId());
  request.set_parent(std::string(kReserve));
  request.mutable_lot_quarantine()->set_lot(
      supplies_.Stock("n95").lots(0).lot().name());
  *request.mutable_lot_quarantine()->mutable_quarantine_time() = At(kMonday);
  request.mutable_lot_quarantine()->set_reason("抽检不合格");
  const auto held = supplies_.service().Call<v1::CreateLotQuarantineResponse>(
      "CreateLotQuarantine", request);
  ASSERT_TRUE(held.ok()) << held.status();
  EXPECT_EQ(Look().items(1).quarantined(), 40);
  EXPECT_EQ(Look().items(1).free(), 0);
}

}  // namespace
}  // namespace epiledger::supplies
