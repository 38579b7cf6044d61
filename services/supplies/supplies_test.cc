// Stories of a hospital's store: goods in and out, stock, tasks.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

class SuppliesTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  SuppliesTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~SuppliesTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  v1::CreateMovementResponse Issue(int64_t pieces,
                                   google::protobuf::Timestamp time) {
    const auto issued = supplies_.Record(
        supplies_.IssueRequest("n95", pieces, std::move(time)));
    EXPECT_TRUE(issued.ok()) << issued.status();
    return issued.value_or(v1::CreateMovementResponse());
  }
  v1::CreateMovementResponse Receive(int64_t pieces,
                                     google::protobuf::Timestamp time) {
    const auto received = supplies_.Record(
        supplies_.ReceiptRequest("n95", pieces, std::move(time)));
    EXPECT_TRUE(received.ok()) << received.status();
    return received.value_or(v1::CreateMovementResponse());
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, SuppliesTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(SuppliesTest, FirstExpiringLotsAreIssuedAndUsedFirst) {
  const auto receive = [&](const char* batch, int month, int64_t pieces) {
    auto request = supplies_.ReceiptRequest("n95", pieces, At(kSunday, 8));
    auto& line = *request.mutable_movement()->mutable_lines(0);
    line.set_batch(batch);
    line.mutable_expiry_date()->set_year(2021);
    line.mutable_expiry_date()->set_month(month);
    line.mutable_expiry_date()->set_day(1);
    return supplies_.Record(request)->movement().lines(0).lots(0).lot();
  };
  const std::string late = receive("B", 9, 50);
  const std::string early = receive("A", 3, 50);
  EXPECT_EQ(receive("A", 3, 10), early);  // the same lot again
  const auto issued = Issue(70, At(kMonday));
  const auto& lots = issued.movement().lines(0).lots();
  ASSERT_EQ(lots.size(), 2);
  EXPECT_EQ(lots[0].lot(), early);
  EXPECT_EQ(lots[0].quantity(), 60);
  EXPECT_EQ(lots[1].lot(), late);
  EXPECT_EQ(lots[1].quantity(), 10);
  const v1::StockLine stock = supplies_.Stock("n95");
  ASSERT_EQ(stock.lots_size(), 1);
  EXPECT_EQ(stock.lots(0).lot().batch(), "B");
  EXPECT_EQ(stock.lots(0).lot().origin().donor(), "red-cross");
  EXPECT_EQ(stock.lots(0).quantity(), 40);
}

TEST_P(SuppliesTest, NobodyIssuesWhatIsNotThereAtAnyTime) {
  supplies_.Count("n95", 100, At(kSunday));
  Issue(80, At(kThursday));
  const auto refused =
      supplies_.Record(supplies_.IssueRequest("n95", 21, At(kMonday)));
  EXPECT_EQ(ReasonOf(refused.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "20");
  EXPECT_EQ(FigureOf(refused.status(), "needed"), "21");
  EXPECT_EQ(rpc::FromStatus(refused.status()).receipt.empty(), false);
  auto named = supplies_.IssueRequest("n95", 5, At(kMonday));
  named.mutable_movement()->mutable_lines(0)->set_lot(ItemName("n95") +
                                                      "/lots/none");
  EXPECT_EQ(ReasonOf(supplies_.Record(named).status()), "LOT_NOT_FOUND");
  Issue(20, At(kMonday));
}

TEST_P(SuppliesTest, ADeliveryIsNeverRefusedButMayBeContradicted) {
  supplies_.Count("n95", 10, At(kSunday));
  // Five more are found and issued at once: they are the lot `found`.
  supplies_.Count("n95", 15, At(kMonday));
  auto found = supplies_.IssueRequest("n95", 5, At(kTuesday));
  found.mutable_movement()->mutable_lines(0)->set_lot(ItemName("n95") +
                                                      "/lots/found");
  ASSERT_TRUE(supplies_.Record(found).ok());
  // They were a delivery of Sunday night: but nothing says that it was these.
  const auto late = Receive(5, At(kSunday, 22));
  const auto& line = late.movement().lines(0);
  EXPECT_EQ(line.outcome(), v1::Movement::OUTCOME_CONTRADICTED);
  EXPECT_EQ(supplies_.Tasks().tasks(1).kind(),
            v1::Task::KIND_CONTRADICTED_RECEIPT);
  EXPECT_EQ(supplies_.Stock("n95").free(), 10);
}

TEST_P(SuppliesTest, TheStockTellsHowOldItIsWhoCountedAndHowLongItLasts) {
  for (int day = 0; day <= 4; ++day) {
    supplies_.Count("n95", 100 - 10 * day, At(kSunday + day));
  }
  const v1::StockLine stock = supplies_.Stock("n95");
  EXPECT_EQ(stock.free(), 60);
  EXPECT_EQ(stock.knowledge(), v1::KNOWLEDGE_KNOWN);
  EXPECT_EQ(stock.last_count_subject(), "clerk");
  EXPECT_EQ(stock.last_count_age_days(), 2);
  EXPECT_EQ(stock.supply().state(), v1::Supply::STATE_KNOWN);
  EXPECT_EQ(stock.supply().use(), 40);
  EXPECT_EQ(stock.supply().known_days(), 4);
  EXPECT_EQ(stock.supply().days_tenths(), 60);
  EXPECT_EQ(stock.supply().band(), v1::Supply::BAND_LOW);
  EXPECT_EQ(stock.supply().stock_out_date().day(), 12);
  EXPECT_EQ(stock.supply().days_left(), 4);
  supplies_.service().clock().Advance(absl::Hours(24));
  EXPECT_EQ(supplies_.Stock("n95").knowledge(), v1::KNOWLEDGE_STALE);
  EXPECT_EQ(supplies_.Stock("n95").supply().state(),
            v1::Supply::STATE_ESTIMATED);
  // As it was on Tuesday evening.
  type::v1::AsOf as_of;
  *as_of.mutable_effective_time() = At(kTuesday, 21);
  EXPECT_EQ(supplies_.Stock("n95", as_of).last_count_age_days(), 0);
  EXPECT_EQ(supplies_.Stock("n95", as_of).supply().use(), 20);
}

TEST_P(SuppliesTest, TheSummaryCountsWhoIsKnownStaleAndUnknown) {
  ASSERT_TRUE(supplies_.CreateStore("hospital", "ward").ok());
  ASSERT_TRUE(supplies_.CreateStore("clinic", "pharmacy").ok());
  supplies_.Count("n95", 100, At(kThursday));
  supplies_.Count("n95", 40, At(kThursday + 1));
  supplies_.Count("gloves", 0, At(kSunday));
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  const auto summary =
      supplies_.service().Call<v1::CountySummary>("GetCountySummary", request);
  ASSERT_TRUE(summary.ok()) << summary.status();
  ASSERT_EQ(summary->items_size(), 2);
  const v1::ItemSummary& gloves = summary->items(0);
  EXPECT_EQ(gloves.known(), 0);
  EXPECT_EQ(gloves.stale(), 1);
  EXPECT_EQ(gloves.unknown(), 1);
  const v1::ItemSummary& n95 = summary->items(1);
  EXPECT_EQ(n95.free(), 40);
  EXPECT_EQ(n95.known(), 1);
  EXPECT_EQ(n95.unknown(), 1);
  // Gloves are out, masks last for less than a day.
  ASSERT_EQ(summary->stocks_size(), 2);
  EXPECT_EQ(summary->stocks(0).item(), ItemName("gloves"));
  EXPECT_EQ(summary->stocks(0).supply().band(), v1::Supply::BAND_OUT);
  EXPECT_EQ(summary->stocks(1).supply().days_tenths(), 6);
  EXPECT_EQ(summary->read_at().sequence(),
            supplies_.service().Verify().head.sequence);

  supplies_.service().caller.roles = {auth::v1::ROLE_FINANCE};
  const auto finance =
      supplies_.service().Call<v1::CountySummary>("GetCountySummary", request);
  ASSERT_TRUE(finance.ok());
  EXPECT_EQ(finance->items_size(), 2);
  EXPECT_THAT(finance->stocks(), IsEmpty());
}

TEST_P(SuppliesTest, StoresOfAFacilityCountTogether) {
  ASSERT_TRUE(supplies_.CreateStore("hospital", "ward").ok());
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("n95", 90, At(kMonday));
  auto ward = supplies_.CountRequest("n95", 20, At(kSunday));
  ward.set_parent(Concat(kCounty, "/facilities/hospital/stores/ward"));
  ASSERT_TRUE(supplies_.Record(ward).ok());
  v1::GetFacilityStockRequest request;
  request.set_name(Concat(kCounty, "/facilities/hospital"));
  const auto one = supplies_.service().Call<v1::GetFacilityStockResponse>(
      "GetFacilityStock", request);
  ASSERT_TRUE(one.ok()) << one.status();
  // The ward was counted on Sunday only: Monday's use is not known.
  ASSERT_EQ(one->stocks_size(), 1);
  EXPECT_EQ(one->stocks(0).free(), 110);
  EXPECT_EQ(one->stocks(0).supply().state(), v1::Supply::STATE_UNKNOWN);
  ward.set_request_id(supplies_.service().NewId());
  *ward.mutable_count()->mutable_count_time() = At(kMonday);
  ward.mutable_count()->mutable_lines(0)->mutable_quantity()->set_pieces(15);
  ASSERT_TRUE(supplies_.Record(ward).ok());
  const auto both = supplies_.service().Call<v1::GetFacilityStockResponse>(
      "GetFacilityStock", request);
  EXPECT_EQ(both->stocks(0).supply().use(), 15);
  EXPECT_EQ(both->stocks(0).supply().days_tenths(), 70);
}

TEST_P(SuppliesTest, TasksAreResolvedOnceAndSeenByTheirFacility) {
  supplies_.Count("n95", 100, At(kSunday));
  supplies_.Count("n95", 90, At(kSunday));
  v1::ResolveTaskRequest request;
  request.set_request_id(supplies_.service().NewId());
  request.set_name(supplies_.Tasks().tasks(0).name());
  request.set_resolution("第二次为误点");
  supplies_.service().caller.roles = {auth::v1::ROLE_HOSPITAL};
  supplies_.service().caller.facility = "clinic";
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  supplies_.service().caller.facility = "hospital";
  EXPECT_EQ(supplies_.Tasks().tasks_size(), 1);
  const auto resolved =
      supplies_.service().Call<v1::ResolveTaskResponse>("ResolveTask", request);
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  EXPECT_EQ(resolved->task().state(), v1::Task::STATE_RESOLVED);
  EXPECT_EQ(resolved->task().resolved_by(), "clerk");
  EXPECT_THAT(supplies_.Tasks().tasks(), IsEmpty());
  request.set_request_id(supplies_.service().NewId());
  EXPECT_EQ(ReasonOf(supplies_.service()
                         .Call<v1::ResolveTaskResponse>("ResolveTask", request)
                         .status()),
            "TASK_RESOLVED");
}

// In process nobody looks at the access option: what the rules decide is looked
// at all the same.
TEST_P(SuppliesTest, AClerkOfAnotherHospitalChangesNothingBehindTheFirstCheck) {
  rpc::Caller& caller = supplies_.service().caller;
  caller.county = "990101";
  caller.roles = {auth::v1::ROLE_HOSPITAL};
  caller.facility = "tcm-hospital";
  const auto count = supplies_.CountRequest("n95", 10, At(kSunday));
  const auto denied = supplies_.Record(count);
  EXPECT_TRUE(absl::IsPermissionDenied(denied.status())) << denied.status();
  EXPECT_EQ(ReasonOf(denied.status()), "FACILITY_NOT_ALLOWED");
  caller.county = "990102";
  caller.roles = {auth::v1::ROLE_HEADQUARTERS};
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "COUNTY_NOT_ALLOWED");
  // What is of the county is nobody's: a warehouse names new items.
  caller.county = "990101";
  caller.roles = {auth::v1::ROLE_WAREHOUSE};
  v1::CreateItemRequest item;
  item.set_request_id(supplies_.service().NewId());
  item.set_parent(std::string(kCounty));
  item.set_item_id("caps");
  item.mutable_item()->set_display_name("caps");
  item.mutable_item()->set_base_unit("piece");
  item.mutable_item()->set_kind(v1::Item::KIND_CONSUMABLE);
  const auto created =
      supplies_.service().Call<v1::CreateItemResponse>("CreateItem", item);
  EXPECT_TRUE(created.ok()) << created.status();
  // The id is unused, and the hospital's own clerk may use it.
  caller.county = "990101";
  caller.roles = {auth::v1::ROLE_HOSPITAL};
  caller.facility = "hospital";
  EXPECT_TRUE(supplies_.Record(count).ok());
}

TEST_P(SuppliesTest, SettingsChangeTheBandsAndTheWindow) {
  for (int day = 0; day <= 3; ++day) {
    supplies_.Count("n95", 100 - 10 * day, At(kTuesday + day));
  }
  v1::UpdateSupplySettingsRequest request;
  request.set_request_id(supplies_.service().NewId());
  request.set_name(Concat(kCounty, "/supplySettings"));
  v1::SupplySettings& settings = *request.mutable_supply_settings();
  settings.set_window_days(2);
  settings.set_stale_days(5);
  for (const int days : {8, 7, 14}) settings.add_band_days(days);
  const auto update = [&] {
    return supplies_.service()
        .Call<v1::UpdateSupplySettingsResponse>("UpdateSupplySettings", request)
        .status();
  };
  EXPECT_EQ(ReasonOf(update()), "BAD_BANDS");
  settings.set_band_days(1, 9);
  EXPECT_TRUE(update().ok());
  const v1::StockLine stock = supplies_.Stock("n95");
  EXPECT_EQ(stock.supply().known_days(), 2);
  EXPECT_EQ(stock.supply().band(), v1::Supply::BAND_CRITICAL);
}

TEST_P(SuppliesTest, AWindowOfMoreDaysThanADigestTellsOfIsReadFromTheEntries) {
  supplies_.Count("n95", 160, At(kSunday - 30));
  supplies_.Count("n95", 100, At(kSunday));
  v1::UpdateSupplySettingsRequest request;
  request.set_request_id(supplies_.service().NewId());
  request.set_name(Concat(kCounty, "/supplySettings"));
  v1::SupplySettings& settings = *request.mutable_supply_settings();
  settings.set_window_days(20);
  settings.set_stale_days(5);
  for (const int days : {3, 7, 14}) settings.add_band_days(days);
  EXPECT_TRUE(supplies_.service()
                  .Call<v1::UpdateSupplySettingsResponse>(
                      "UpdateSupplySettings", request)
                  .ok());
  v1::GetItemStockRequest item;
  item.set_name(ItemName("n95"));
  const auto stock =
      supplies_.service().Call<v1::GetItemStockResponse>("GetItemStock", item);
  ASSERT_TRUE(stock.ok()) << stock.status();
  const v1::Supply& supply = stock->stocks(0).supply();
  EXPECT_EQ(supply.known_days(), 20);
  EXPECT_EQ(supply.use(), 40);
}

TEST_P(SuppliesTest, WhatIsMalformedNamesItsFieldAndLeavesTheIdUnused) {
  auto request = supplies_.CountRequest("n95", 1, At(kSunday));
  const auto good = request;
  const auto reason = [&] {
    return ReasonOf(supplies_.Record(request).status());
  };
  request.mutable_count()->mutable_lines(0)->clear_quantity();
  EXPECT_EQ(reason(), "QUANTITY_MISSING");
  request = good;
  *request.mutable_count()->mutable_count_time() = At(kSunday + 7);
  EXPECT_EQ(reason(), "TIME_AHEAD");
  request = good;
  *request.mutable_count()->add_lines() = good.count().lines(0);
  EXPECT_EQ(reason(), "LISTED_TWICE");
  request = good;
  auto& packs = *request.mutable_count()
                     ->mutable_lines(0)
                     ->mutable_quantity()
                     ->add_packs();
  packs.set_pack("box");
  packs.set_count(10'000'000'000);
  EXPECT_EQ(reason(), "QUANTITY_TOO_LARGE");
  request = good;
  request.mutable_count()->mutable_lines(0)->set_surplus_reason(
      v1::SURPLUS_REASON_LATE_ENTRY);
  EXPECT_EQ(reason(), "OUTPUT_ONLY");
  request = good;
  request.mutable_count()->mutable_lines(0)->set_item(
      "counties/990102/items/n95");
  EXPECT_EQ(reason(), "OTHER_COUNTY");
  EXPECT_TRUE(supplies_.Record(good).ok());

  auto receipt = supplies_.ReceiptRequest("n95", 1, At(kSunday));
  receipt.mutable_movement()->clear_origin();
  EXPECT_EQ(ReasonOf(supplies_.Record(receipt).status()), "ORIGIN_MISSING");
  receipt = supplies_.ReceiptRequest("n95", 0, At(kSunday));
  EXPECT_EQ(ReasonOf(supplies_.Record(receipt).status()), "REQUIRED");
}

TEST_P(SuppliesTest, WhatIsNamedMustExist) {
  auto count = supplies_.CountRequest("tea", 1, At(kSunday));
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "ITEM_NOT_FOUND");
  count = supplies_.CountRequest("n95", 1, At(kSunday));
  count.set_parent(Concat(kCounty, "/facilities/moon/stores/base"));
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "STORE_NOT_FOUND");
  count = supplies_.CountRequest("n95", 1, At(kSunday));
  auto& packs =
      *count.mutable_count()->mutable_lines(0)->mutable_quantity()->add_packs();
  packs.set_pack("crate");
  packs.set_count(1);
  EXPECT_EQ(ReasonOf(supplies_.Record(count).status()), "PACK_NOT_FOUND");
  EXPECT_EQ(ReasonOf(supplies_.CreateStore("hospital", "reserve").status()),
            "NAME_TAKEN");
}

// The same commands give the same bytes, whatever stores them.
TEST(SuppliesEngines, JournalAndTablesAreEqualAsCanonicalText) {
  std::vector<std::string> dumps;
  for (const auto store :
       {SuppliesFixture::Store::kSqlite, SuppliesFixture::Store::kMariadb}) {
    SuppliesFixture supplies(store);
    supplies.MakeSample();
    for (int i = 0; i < 30; ++i) {
      const auto time = At(kSunday + i % 5, 1 + i % 20);
      static_cast<void>(
          i % 3 == 0
              ? supplies.Record(supplies.ReceiptRequest("n95", 40, time)).ok()
              : supplies
                    .Record(supplies.CountRequest("n95", 20 + i * 7 % 50, time))
                    .ok());
    }
    dumps.push_back(supplies.service().Dump());
  }
  EXPECT_GT(dumps[0].size(), 10'000u);
  EXPECT_EQ(dumps[0], dumps[1]);
}

}  // namespace
}  // namespace epiledger::supplies
