// Summaries of what differs, and the whole they make with what is kept.
#include "services/gateway/known_stocks.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using supplies::v1::CountySummary;

// What there is of an item: its name, its days of supply in tenths.
struct There {
  std::string item;
  int32_t days_tenths;
};

CountySummary SummaryAt(int64_t sequence, std::initializer_list<There> stocks) {
  CountySummary summary;
  summary.mutable_read_at()->set_incarnation("i");
  summary.mutable_read_at()->set_sequence(sequence);
  for (const There& there : stocks) {
    supplies::v1::FacilityStock& stock = *summary.add_stocks();
    stock.set_facility("counties/990101/facilities/people");
    stock.set_item("counties/990101/items/" + there.item);
    stock.mutable_supply()->set_band(supplies::v1::Supply::BAND_LOW);
    stock.mutable_supply()->set_days_tenths(there.days_tenths);
  }
  return summary;
}

CountySummary Since(CountySummary summary, int64_t sequence) {
  summary.mutable_stocks_since()->set_incarnation("i");
  summary.mutable_stocks_since()->set_sequence(sequence);
  return summary;
}

TEST(KnownStocksTest, WhatDiffersTakesItsPlaceAmongWhatIsTheSame) {
  const CountySummary kept =
      SummaryAt(4, {{"a", 10}, {"b", 20}, {"c", 30}, {"d", 40}});
  CountySummary summary =
      Since(SummaryAt(6, {{"d", 5}, {"n", 25}, {"a", 50}}), 4);
  ASSERT_TRUE(CompleteStocks(kept, summary));
  EXPECT_EQ(summary.DebugString(),
            SummaryAt(6, {{"d", 5}, {"b", 20}, {"n", 25}, {"c", 30}, {"a", 50}})
                .DebugString());
}

TEST(KnownStocksTest, NothingDiffersAndAllStays) {
  const CountySummary kept = SummaryAt(4, {{"a", 10}, {"b", 20}});
  CountySummary summary = Since(SummaryAt(5, {}), 4);
  ASSERT_TRUE(CompleteStocks(kept, summary));
  EXPECT_EQ(summary.DebugString(),
            SummaryAt(5, {{"a", 10}, {"b", 20}}).DebugString());
}

TEST(KnownStocksTest, ASummaryOfAllIsItself) {
  CountySummary summary = SummaryAt(6, {{"a", 1}});
  ASSERT_TRUE(CompleteStocks(SummaryAt(4, {{"b", 2}}), summary));
  EXPECT_EQ(summary.DebugString(), SummaryAt(6, {{"a", 1}}).DebugString());
}

TEST(KnownStocksTest, WhatDiffersFromAnotherSummaryIsNoUse) {
  CountySummary summary = Since(SummaryAt(6, {{"a", 1}}), 5);
  EXPECT_FALSE(CompleteStocks(SummaryAt(4, {{"a", 1}}), summary));
  summary = Since(SummaryAt(6, {{"a", 1}}), 4);
  summary.mutable_stocks_since()->set_incarnation("j");
  EXPECT_FALSE(CompleteStocks(SummaryAt(4, {{"a", 1}}), summary));
}

TEST(KnownStocksTest, AFeedIsToldOfWhatDiffersAlone) {
  GatewayFixture county;
  county.MakeSample();
  const Source& source = SourceOf(SourceId::kSupplies);
  const auto ask = [&](const CountySummary* kept) {
    const auto request =
        source.make_request({Concat("counties/", kCounty), {}, {}, kept});
    const auto answered = county.Call<CountySummary>(
        std::string(source.summary_path), *request, county.HeadquartersToken());
    EXPECT_TRUE(answered.status.ok()) << answered.status.error_message();
    return answered.response;
  };
  const CountySummary all = ask(nullptr);
  EXPECT_FALSE(all.has_stocks_since());
  ASSERT_EQ(all.stocks_size(), 1);
  CountySummary differs = ask(&all);
  EXPECT_TRUE(differs.has_stocks_since());
  EXPECT_EQ(differs.stocks_size(), 0);
  ASSERT_TRUE(source.complete(all, differs));
  EXPECT_EQ(differs.stocks_size(), 1);
}

}  // namespace
}  // namespace epiledger::gateway
