// Stories of what is recorded late, on both engines: an order's goods and
// money count by their days, in whatever order people came to type them. Every
// figure is written by hand: held, prepaid, accrued, paid.
#include <algorithm>
#include <array>
#include <string>

#include "services/funding/purchases_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class LateSettlement : public Purchases {};

INSTANTIATE_TEST_SUITE_P(Engines, LateSettlement,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(LateSettlement, ADeliveryDatedBeforeItsPrepaymentIsPaidOnce) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 100'000, kFirstDay + 5, When::kAhead).ok());
  const auto late = Arrive("c1", 1, 100'000, 100, kFirstDay + 2);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(FenOf(late->accrual().beyond_held()), 0);
  // On its day nothing was paid yet.
  EXPECT_EQ(FenOf(late->accrual().from_prepaid()), 0);
  EXPECT_THAT(LineOn(kFirstDay + 1), ElementsAre(100'000, 0, 0, 0));
  EXPECT_THAT(LineOn(kFirstDay + 4), ElementsAre(0, 0, 100'000, 0));
  EXPECT_THAT(LineOn(kFirstDay + 5), ElementsAre(0, 0, 0, 100'000));
  EXPECT_THAT(Left(), ElementsAre(100'000, 400'000));
}

TEST_P(LateSettlement, OfALargerDeliveryTheRestStaysOwed) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 40'000, kFirstDay + 5, When::kAhead).ok());
  ASSERT_TRUE(Arrive("c1", 1, 60'000, 60, kFirstDay + 2).ok());
  EXPECT_THAT(LineOn(kFirstDay + 2), ElementsAre(40'000, 0, 60'000, 0));
  EXPECT_THAT(LineOf("c1"), ElementsAre(40'000, 0, 20'000, 40'000));
  const auto over = PayFor("c1", 1, 20'001, kFirstDay + 6, When::kAfter);
  EXPECT_EQ(ReasonOf(over.status()), "OVER_ACCRUED");
  EXPECT_EQ(FigureOf(over.status(), "available"), "20000");
}

TEST_P(LateSettlement, APrepaymentTypedAfterTheDeliveryItPrecedesPaysForIt) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(Arrive("c1", 1, 100'000, 100, kFirstDay + 3).ok());
  const auto late = PayFor("c1", 1, 100'000, kFirstDay + 1, When::kAhead);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_THAT(LineOn(kFirstDay + 1), ElementsAre(0, 100'000, 0, 0));
  EXPECT_THAT(LineOn(kFirstDay + 3), ElementsAre(0, 0, 0, 100'000));
  // Neither is the money there a second time.
  const auto again = PayFor("c1", 1, 1, kFirstDay + 1, When::kAhead);
  EXPECT_EQ(ReasonOf(again.status()), "OVER_HELD");
  EXPECT_EQ(FigureOf(again.status(), "available"), "0");
}

TEST_P(LateSettlement, AnEarlierDeliveryTakesThePrepaymentFromALaterOne) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 40'000, kFirstDay + 1, When::kAhead).ok());
  ASSERT_TRUE(Arrive("c1", 1, 40'000, 40, kFirstDay + 5).ok());
  const auto late = Arrive("c1", 1, 30'000, 30, kFirstDay + 3);
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(FenOf(late->accrual().from_prepaid()), 30'000);
  EXPECT_THAT(LineOn(kFirstDay + 3), ElementsAre(60'000, 10'000, 0, 30'000));
  EXPECT_THAT(LineOn(kFirstDay + 5), ElementsAre(30'000, 0, 30'000, 40'000));
}

TEST_P(LateSettlement, TheSameFactsAreTheSameInWhateverOrderTheyAreTyped) {
  struct Fact {
    bool is_goods;
    int64_t fen;
    int day;
  };
  constexpr std::array<Fact, 4> kFacts = {{{false, 3'000, 1},
                                           {true, 5'000, 2},
                                           {true, 4'000, 3},
                                           {false, 4'000, 4}}};
  std::array<size_t, kFacts.size()> order = {0, 1, 2, 3};
  int count = 0;
  do {
    const std::string id = Concat("c", ++count);
    ASSERT_TRUE(Order(id, {{"gowns", 10'000, 100}}).ok());
    for (const size_t next : order) {
      const auto& [is_goods, fen, day] = kFacts.at(next);
      const absl::Status status =
          is_goods ? Arrive(id, 1, fen, 1, kFirstDay + day).status()
                   : PayFor(id, 1, fen, kFirstDay + day, When::kAhead).status();
      ASSERT_TRUE(status.ok()) << status;
    }
    EXPECT_THAT(LineOn(kFirstDay + 1, id), ElementsAre(7'000, 3'000, 0, 0));
    EXPECT_THAT(LineOn(kFirstDay + 2, id), ElementsAre(5'000, 0, 2'000, 3'000));
    EXPECT_THAT(LineOn(kFirstDay + 3, id), ElementsAre(1'000, 0, 6'000, 3'000));
    EXPECT_THAT(LineOf(id), ElementsAre(1'000, 0, 2'000, 7'000));
  } while (std::next_permutation(order.begin(), order.end()));
  EXPECT_EQ(count, 24);
  EXPECT_THAT(Left(), ElementsAre(100'000, 260'000));
}

TEST_P(LateSettlement, ALateDeliveryTakesNewMoneyOnlyForWhatIsNotHeld) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 60'000, kFirstDay + 5, When::kAhead).ok());
  const auto dearer = Arrive("c1", 1, 110'000, 100, kFirstDay + 2, true);
  ASSERT_TRUE(dearer.ok()) << dearer.status();
  EXPECT_EQ(FenOf(dearer->accrual().beyond_held()), 10'000);
  EXPECT_EQ(FenOf(dearer->accrual().released()), 0);
  EXPECT_THAT(LineOn(kFirstDay + 2), ElementsAre(0, 0, 110'000, 0));
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 50'000, 60'000));
  EXPECT_THAT(Left(), ElementsAre(100'000, 390'000));
}

TEST_P(LateSettlement, TheLastDeliveryReleasesOnlyWhatNoLaterDayNeeds) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(PayFor("c1", 1, 70'000, kFirstDay + 5, When::kAhead).ok());
  // 700.00 are needed on the fifth day, whatever came before.
  const auto last = Arrive("c1", 1, 50'000, 50, kFirstDay + 2, true);
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_EQ(FenOf(last->accrual().released()), 30'000);
  EXPECT_THAT(LineOn(kFirstDay + 2), ElementsAre(20'000, 0, 50'000, 0));
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 20'000, 0, 50'000));
}

TEST_P(LateSettlement, ARefundBeforeTheDeliveryLeavesItUnpaid) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const auto prepaid = PayFor("c1", 1, 40'000, kFirstDay + 1, When::kAhead);
  ASSERT_TRUE(prepaid.ok());
  ASSERT_TRUE(Arrive("c1", 1, 40'000, 40, kFirstDay + 5).ok());
  const auto back = Refund(prepaid->payment().name(), 40'000, kFirstDay + 3);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_THAT(LineOn(kFirstDay + 2), ElementsAre(60'000, 40'000, 0, 0));
  EXPECT_THAT(LineOn(kFirstDay + 3), ElementsAre(100'000, 0, 0, 0));
  EXPECT_THAT(LineOf("c1"), ElementsAre(60'000, 0, 40'000, 0));
  EXPECT_THAT(Left(), ElementsAre(100'000, 400'000));
  EXPECT_TRUE(PayFor("c1", 1, 40'000, kFirstDay + 6, When::kAfter).ok());
}

}  // namespace
}  // namespace epiledger::funding
