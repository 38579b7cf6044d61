// Stories of how much places want to have, and what they had better order.
// Every figure is written by hand.
#include <optional>
#include <string>

#include "epiledger/supplies/v1/need_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/shipment_story.h"
#include "services/text.h"
#include "tests/testing/batches.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using ::testing::SizeIs;
using Suggestion = v1::OrderSuggestion;

class StockLevelsTest : public ShipmentStory {
 protected:
  // A level of masks at the hospital's reserve: at least `min` pieces, at most
  // `boxes` boxes of 100, ordered in boxes.
  v1::SetStockLevelRequest LevelRequest(int64_t min, int64_t boxes) {
    v1::SetStockLevelRequest request;
    request.set_request_id(service().NewId());
    request.set_parent(Concat(kCounty, "/facilities/hospital"));
    v1::StockLevel& level = *request.mutable_stock_level();
    level.set_item(ItemName("n95"));
    level.set_store(std::string(kReserve));
    level.mutable_min()->set_pieces(min);
    auto& most = *level.mutable_max()->add_packs();
    most.set_pack("盒");
    most.set_count(boxes);
    level.set_order_pack("box");
    return request;
  }
  absl::StatusOr<v1::SetStockLevelResponse> Set(
      const v1::SetStockLevelRequest& request) {
    return service().Call<v1::SetStockLevelResponse>("SetStockLevel", request);
  }
  v1::SetStockLevelRequest WithdrawRequest() {
    v1::SetStockLevelRequest request = LevelRequest(0, 1);
    v1::StockLevel& level = *request.mutable_stock_level();
    level.clear_min();
    level.clear_max();
    level.clear_order_pack();
    level.set_withdrawn(true);
    return request;
  }
  v1::ListStockLevelsResponse Levels(const type::v1::AsOf& as_of = {}) {
    v1::ListStockLevelsRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_as_of() = as_of;
    const auto response =
        service().Call<v1::ListStockLevelsResponse>("ListStockLevels", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ListStockLevelsResponse());
  }
  static v1::ListOrderSuggestionsRequest AllSuggestions() {
    v1::ListOrderSuggestionsRequest request;
    request.set_parent(std::string(kCounty));
    return request;
  }
  v1::ListOrderSuggestionsResponse Suggest(
      const v1::ListOrderSuggestionsRequest& request = AllSuggestions()) {
    const auto response = service().Call<v1::ListOrderSuggestionsResponse>(
        "ListOrderSuggestions", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ListOrderSuggestionsResponse());
  }
  // Of masks in a store, or in all of the hospital when empty; nothing when the
  // place is not listed.
  std::optional<Suggestion> SuggestionOf(std::string_view store) {
    const auto response = Suggest();
    for (const Suggestion& suggestion : response.order_suggestions()) {
      if (suggestion.store() == store) return suggestion;
    }
    return std::nullopt;
  }
  void SetTargetDays(int days) {
    v1::UpdateSupplySettingsRequest request;
    request.set_request_id(service().NewId());
    request.set_name(Concat(kCounty, "/supplySettings"));
    v1::SupplySettings& settings = *request.mutable_supply_settings();
    settings.set_window_days(7);
    settings.set_stale_days(2);
    for (const int band : {3, 7, 14}) settings.add_band_days(band);
    settings.set_target_days(days);
    const auto set = service().Call<v1::UpdateSupplySettingsResponse>(
        "UpdateSupplySettings", request);
    EXPECT_TRUE(set.ok()) << set.status();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, StockLevelsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

TEST_P(StockLevelsTest, ALevelIsReplacedAndWhatWasSetBeforeIsStillKnown) {
  const auto first = Set(LevelRequest(150, 5));
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->stock_level().name(), Concat(kReserve, "/stockLevels/n95"));
  EXPECT_EQ(first->stock_level().min_total(), 150);
  EXPECT_EQ(first->stock_level().max_total(), 500);
  EXPECT_EQ(first->stock_level().order_pack_size(), 100);
  EXPECT_EQ(first->stock_level().subject(), "clerk");
  ASSERT_TRUE(Set(LevelRequest(200, 8)).ok());
  ASSERT_THAT(Levels().stock_levels(), SizeIs(1));
  EXPECT_EQ(Levels().stock_levels(0).max_total(), 800);
  const auto before = Levels(AsOfSequence(first->receipt().sequence()));
  ASSERT_THAT(before.stock_levels(), SizeIs(1));
  EXPECT_EQ(before.stock_levels(0).max_total(), 500);

  ASSERT_TRUE(Set(WithdrawRequest()).ok());
  EXPECT_THAT(Levels().stock_levels(), IsEmpty());
  EXPECT_EQ(ReasonOf(Set(WithdrawRequest()).status()), "STOCK_LEVEL_NOT_FOUND");
}

TEST_P(StockLevelsTest, ALevelThatCannotBeMeantIsRefused) {
  const auto turned = Set(LevelRequest(501, 5)).status();
  EXPECT_EQ(ReasonOf(turned), "MAX_BELOW_MIN");
  EXPECT_EQ(FigureOf(turned, "max"), "500");
  v1::SetStockLevelRequest request = LevelRequest(1, 1);
  request.mutable_stock_level()->set_store(std::string(kMain));
  EXPECT_EQ(ReasonOf(Set(request).status()), "STORE_OF_OTHER_FACILITY");
  request = LevelRequest(1, 1);
  request.mutable_stock_level()->set_store(Concat(kReserve, "-2"));
  EXPECT_EQ(ReasonOf(Set(request).status()), "STORE_NOT_FOUND");
  request = LevelRequest(1, 1);
  request.mutable_stock_level()->set_item(ItemName("gown"));
  EXPECT_EQ(ReasonOf(Set(request).status()), "ITEM_NOT_FOUND");
  request = LevelRequest(1, 1);
  request.mutable_stock_level()->set_order_pack("crate");
  EXPECT_EQ(ReasonOf(Set(request).status()), "PACK_NOT_FOUND");
  request = LevelRequest(1, 1);
  request.mutable_stock_level()->clear_min();
  EXPECT_EQ(ReasonOf(Set(request).status()), "REQUIRED");
  request = WithdrawRequest();
  request.mutable_stock_level()->set_order_pack("box");
  EXPECT_EQ(ReasonOf(Set(request).status()), "NOT_FOR_THIS_KIND");
  EXPECT_THAT(Levels().stock_levels(), IsEmpty());
}

TEST_P(StockLevelsTest, ASheetOfLevelsIsAllOrNothing) {
  testing::TellOfBatch(service(), {"BatchSetStockLevels", LevelRequest(150, 5),
                                   LevelRequest(501, 5), "MAX_BELOW_MIN"});
}

TEST_P(StockLevelsTest, WhatIsOnItsWayIsNotOrderedAgain) {
  Deliver("A", 1000);
  ASSERT_TRUE(Set(LevelRequest(300, 8)).ok());
  // Nobody counted: what is there is not known, and no 0 is said of it.
  const auto uncounted = SuggestionOf(kReserve);
  ASSERT_TRUE(uncounted.has_value());
  EXPECT_EQ(uncounted->reason(), Suggestion::REASON_NOT_COUNTED);
  EXPECT_FALSE(uncounted->has_order());
  EXPECT_FALSE(uncounted->has_free());
  EXPECT_EQ(uncounted->min(), 300);
  EXPECT_EQ(Suggest().unknown(), 2) << "and the warehouse, which has no level";

  // 130 < 300: 670 up to 800 are seven boxes.
  Count(kReserve, 130, At(kSunday + 5));
  const auto low = SuggestionOf(kReserve);
  EXPECT_EQ(low->reason(), Suggestion::REASON_BELOW_MIN);
  EXPECT_EQ(low->free(), 130);
  EXPECT_EQ(low->projected(), 130);
  EXPECT_EQ(low->max(), 800);
  EXPECT_EQ(low->order(), 700);
  EXPECT_EQ(low->order_pack(), "box");
  EXPECT_EQ(low->order_packs(), 7);
  EXPECT_EQ(Suggest().needed(), 1);
  EXPECT_EQ(Suggest().order_suggestions(0).store(), kReserve);

  // 130 + 60 asked for + 50 held back + 40 on their way = 280: 520 are six.
  Ask(60);
  Reserve(50);
  const std::string sent = Reserve(40).name();
  Pick(sent);
  Ship(sent, At(kSunday + 5, 21));
  const auto coming = SuggestionOf(kReserve);
  EXPECT_EQ(coming->asked_for(), 60);
  EXPECT_EQ(coming->held_for(), 50);
  EXPECT_EQ(coming->in_transit(), 40);
  EXPECT_EQ(coming->projected(), 280);
  EXPECT_EQ(coming->order(), 600);

  // 20 more are on their way: 300 is not below 300.
  const std::string more = Reserve(20).name();
  Pick(more);
  Ship(more, At(kSunday + 5, 22));
  const auto enough = SuggestionOf(kReserve);
  EXPECT_EQ(enough->reason(), Suggestion::REASON_ENOUGH);
  EXPECT_EQ(enough->projected(), 300);
  EXPECT_TRUE(enough->has_order());
  EXPECT_EQ(enough->order(), 0);
  v1::ListOrderSuggestionsRequest needed = AllSuggestions();
  needed.set_needed_only(true);
  EXPECT_EQ(Suggest(needed).enough(), 1);
  ASSERT_THAT(Suggest(needed).order_suggestions(), SizeIs(1));
  EXPECT_EQ(Suggest(needed).order_suggestions(0).store(), kMain);
}

TEST_P(StockLevelsTest, WhatIsAskedForCountsOnlyUntilItIsAnswered) {
  Deliver("A", 1000);
  Count(kReserve, 100, At(kSunday + 5));
  v1::SetStockLevelRequest level = LevelRequest(300, 8);
  level.mutable_stock_level()->clear_order_pack();
  ASSERT_TRUE(Set(level).ok());
  const std::string asked = Ask(150).name();
  EXPECT_EQ(SuggestionOf(kReserve)->order(), 550);
  // 90 of 150 are granted: these are held back, and the rest is off the table.
  ASSERT_TRUE(Approve(asked, 90).ok());
  EXPECT_EQ(SuggestionOf(kReserve)->asked_for(), 0);
  EXPECT_EQ(SuggestionOf(kReserve)->held_for(), 90);
  EXPECT_EQ(SuggestionOf(kReserve)->order(), 610);
  EXPECT_FALSE(SuggestionOf(kReserve)->has_order_packs());
}

TEST_P(StockLevelsTest, AFacilitysLevelSpeaksForAllItsStores) {
  Count(kReserve, 100, At(kSunday + 5));
  Count(kWard, 30, At(kSunday + 5));
  v1::SetStockLevelRequest level = LevelRequest(200, 4);
  level.mutable_stock_level()->clear_store();
  const auto set = Set(level);
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->stock_level().name(),
            Concat(kCounty, "/facilities/hospital/stockLevels/n95"));
  // 130 < 200: 270 up to 400 are three boxes.
  ASSERT_TRUE(SuggestionOf("").has_value());
  EXPECT_EQ(SuggestionOf("")->projected(), 130);
  EXPECT_EQ(SuggestionOf("")->order(), 300);
  EXPECT_FALSE(SuggestionOf(kReserve).has_value());
  EXPECT_FALSE(SuggestionOf(kWard).has_value());
  // A store with a level of its own stands beside it.
  ASSERT_TRUE(Set(LevelRequest(50, 2)).ok());
  EXPECT_EQ(SuggestionOf(kReserve)->reason(), Suggestion::REASON_ENOUGH);
  EXPECT_EQ(SuggestionOf("")->order(), 300);
}

TEST_P(StockLevelsTest, WithoutALevelTheDaysOfTheCountySpeak) {
  // 70 used in 7 days, 100 left: 10 a day.
  Count(kReserve, 170, At(kSunday - 2));
  Count(kReserve, 100, At(kSunday + 5));
  EXPECT_EQ(SuggestionOf(kReserve)->reason(), Suggestion::REASON_NO_LEVEL);
  EXPECT_FALSE(SuggestionOf(kReserve)->has_order());
  EXPECT_FALSE(SuggestionOf(kReserve)->has_target_days());
  SetTargetDays(14);
  const auto suggested = SuggestionOf(kReserve);
  EXPECT_EQ(suggested->reason(), Suggestion::REASON_BELOW_TARGET);
  EXPECT_EQ(suggested->target_days(), 14);
  EXPECT_EQ(suggested->min(), 140);
  EXPECT_EQ(suggested->order(), 40);
  SetTargetDays(10);
  EXPECT_EQ(SuggestionOf(kReserve)->reason(), Suggestion::REASON_LASTS);
  EXPECT_EQ(SuggestionOf(kReserve)->order(), 0);
  // A store counted once: nobody knows what it uses.
  Count(kWard, 5, At(kSunday + 5));
  EXPECT_EQ(SuggestionOf(kWard)->reason(), Suggestion::REASON_USE_UNKNOWN);
  EXPECT_FALSE(SuggestionOf(kWard)->has_order());
}

TEST_P(StockLevelsTest, AClerkSeesWhatTheOwnFacilityNeeds) {
  Deliver("A", 1000);
  Count(kReserve, 130, At(kSunday + 5));
  BecomeClerkOf("hospital", auth::v1::ROLE_HOSPITAL);
  EXPECT_THAT(Suggest().order_suggestions(), SizeIs(1));
  v1::ListOrderSuggestionsRequest others = AllSuggestions();
  others.set_facility(Concat(kCounty, "/facilities/warehouse"));
  EXPECT_THAT(Suggest(others).order_suggestions(), IsEmpty());
  EXPECT_EQ(Suggest(others).unknown(), 0);
}

TEST_P(StockLevelsTest, PagesTellEachPlaceOnce) {
  Deliver("A", 1000);
  Count(kReserve, 130, At(kSunday + 5));
  Count(kWard, 5, At(kSunday + 5));
  v1::ListOrderSuggestionsRequest request = AllSuggestions();
  request.set_page_size(2);
  const auto first = Suggest(request);
  EXPECT_THAT(first.order_suggestions(), SizeIs(2));
  EXPECT_EQ(first.unknown(), 3);
  request.set_page_token(first.next_page_token());
  service().clock().Advance(absl::Hours(48));
  const auto second = Suggest(request);
  ASSERT_THAT(second.order_suggestions(), SizeIs(1));
  EXPECT_EQ(second.judge_time().seconds(), first.judge_time().seconds());
  EXPECT_EQ(second.next_page_token(), "");
}

}  // namespace
}  // namespace epiledger::supplies
