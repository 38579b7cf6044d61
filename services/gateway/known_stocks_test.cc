// Summaries of what differs, and the whole they make with what is kept.
#include "services/gateway/known_stocks.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "epiledger/readiness/v1/summary.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/sight.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using supplies::v1::CountySummary;

constexpr absl::Time kAsked = absl::FromUnixSeconds(1'580'518'800);

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

// What is kept of a summary that says all.
Part Kept(const CountySummary& summary) {
  return PartOf(SourceId::kSupplies, summary, kAsked);
}

std::optional<Part> Take(const Part& kept, const CountySummary& summary) {
  return SourceOf(SourceId::kSupplies)
      .take(kept, std::make_unique<CountySummary>(summary), kAsked);
}

// A part in one piece, as supplies says it.
std::string WholeOf(const Part& part) {
  std::string bytes = part.summary->SerializeAsString();
  AppendStocks(*part.stocks, bytes);
  CountySummary summary;
  EXPECT_TRUE(summary.ParseFromString(bytes));
  return summary.DebugString();
}

TEST(KnownStocksTest, WhatDiffersTakesItsPlaceAmongWhatIsTheSame) {
  const Part kept =
      Kept(SummaryAt(4, {{"a", 10}, {"b", 20}, {"c", 30}, {"d", 40}}));
  const auto part =
      Take(kept, Since(SummaryAt(6, {{"d", 5}, {"n", 25}, {"a", 50}}), 4));
  ASSERT_TRUE(part.has_value());
  EXPECT_EQ(WholeOf(*part),
            SummaryAt(6, {{"d", 5}, {"b", 20}, {"n", 25}, {"c", 30}, {"a", 50}})
                .DebugString());
  EXPECT_EQ((*part->stocks)[1], (*kept.stocks)[1]) << "shared, not copied";
}

TEST(KnownStocksTest, NothingDiffersAndAllStays) {
  const auto part = Take(Kept(SummaryAt(4, {{"a", 10}, {"b", 20}})),
                         Since(SummaryAt(5, {}), 4));
  ASSERT_TRUE(part.has_value());
  EXPECT_EQ(WholeOf(*part), SummaryAt(5, {{"a", 10}, {"b", 20}}).DebugString());
}

TEST(KnownStocksTest, ASummaryOfAllIsItself) {
  const CountySummary all = SummaryAt(6, {{"a", 1}});
  for (const Part& kept : {Part(), Kept(SummaryAt(4, {{"b", 2}}))}) {
    const auto part = Take(kept, all);
    ASSERT_TRUE(part.has_value());
    EXPECT_EQ(WholeOf(*part), all.DebugString());
  }
}

TEST(KnownStocksTest, WhatDiffersFromAnotherSummaryIsNoUse) {
  const Part kept = Kept(SummaryAt(4, {{"a", 1}}));
  CountySummary summary = Since(SummaryAt(6, {{"a", 1}}), 5);
  EXPECT_FALSE(Take(kept, summary).has_value());
  summary = Since(SummaryAt(6, {{"a", 1}}), 4);
  EXPECT_FALSE(Take(Part(), summary).has_value());
  summary.mutable_stocks_since()->set_incarnation("j");
  EXPECT_FALSE(Take(kept, summary).has_value());
}

// They are saved as they are.
TEST(KnownStocksTest, StocksNameNobody) {
  EXPECT_FALSE(HasPersonal(*supplies::v1::FacilityStock::descriptor()));
  EXPECT_TRUE(HasPersonal(*readiness::v1::CountySummary::descriptor()));
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
  const CountySummary differs = ask(&all);
  EXPECT_TRUE(differs.has_stocks_since());
  EXPECT_EQ(differs.stocks_size(), 0);
  const auto part = Take(Kept(all), differs);
  ASSERT_TRUE(part.has_value());
  EXPECT_EQ(part->stocks->size(), 1);
}

}  // namespace
}  // namespace epiledger::gateway
