// Stories of orders that are open at the end of a year, on both engines: they
// go on with what is left. Every figure is written by hand.
#include <string>

#include "services/funding/cash_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

// Of 6,000 yuan 1,000 are ordered for gowns: 300 paid ahead, for 100 arrived;
// and 500 for masks, of which for 200 arrived.
class CarriedOrderTest : public Cash {
 protected:
  CarriedOrderTest() {
    EXPECT_TRUE(
        Order("c1", {{"gowns", 100'000, 100}, {"masks", 50'000, 500}}).ok());
    payment_ =
        PayFor("c1", 1, 30'000, kFirstDay + 1, When::kAhead)->payment().name();
    EXPECT_TRUE(Arrive("c1", 1, 10'000, 10, kFirstDay + 2).ok());
    EXPECT_TRUE(Arrive("c1", 2, 20'000, 200, kFirstDay + 3).ok());
    EndTheYear();
  }

  absl::StatusOr<v1::CreateCarryOverResponse> GoOn(int64_t ceiling = 0) {
    EXPECT_TRUE(
        AllocateForCarryOver("n1", 0, kNewYear, {"masks", "gowns"}, ceiling)
            .ok());
    return Carry("d1", "n1");
  }

  int64_t PaidOf(const std::string& document) {
    v1::ListPaymentsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_allocation(AllocationName(document));
    return FenOf(funding_.service()
                     .Call<v1::ListPaymentsResponse>("ListPayments", request)
                     .value()
                     .total_amount());
  }
  size_t OrdersOf(const std::string& document, absl::CivilDay day) {
    v1::ListCommitmentsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_allocation(AllocationName(document));
    request.set_open_only(true);
    *request.mutable_as_of() = On(day);
    return static_cast<size_t>(
        funding_.service()
            .Call<v1::ListCommitmentsResponse>("ListCommitments", request)
            .value()
            .total_size());
  }

  std::string payment_;
};

INSTANTIATE_TEST_SUITE_P(Engines, CarriedOrderTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(CarriedOrderTest, OpenOrdersGoAlongStageByStage) {
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(70'000, 20'000, 0, 10'000));
  EXPECT_THAT(LineOf("c1", 2), ElementsAre(30'000, 0, 20'000, 0));
  const auto carried = GoOn();
  ASSERT_TRUE(carried.ok()) << carried.status();
  const auto& figures = carried->carry_over().carried();
  EXPECT_EQ(FenOf(figures.total()), 590'000);
  EXPECT_EQ(FenOf(figures.available()), 450'000);
  EXPECT_EQ(FenOf(figures.held()), 100'000);
  EXPECT_EQ(FenOf(figures.prepaid()), 20'000);
  EXPECT_EQ(FenOf(figures.accrued()), 20'000);
  EXPECT_THAT(carried->carry_over().commitments(),
              ElementsAre(CommitmentName("c1")));

  const auto old_year = BalanceOf("d1");
  EXPECT_EQ(FenOf(old_year.allocated()), 600'000);
  EXPECT_EQ(FenOf(old_year.paid()), 10'000);
  EXPECT_EQ(FenOf(old_year.carried_out()), 590'000);
  EXPECT_EQ(MoneyIn(old_year), 10'000);
  const auto new_year = BalanceOf("n1");
  EXPECT_EQ(FenOf(new_year.allocated()), 0);
  EXPECT_EQ(FenOf(new_year.held()), 100'000);
  EXPECT_EQ(MoneyIn(new_year), 590'000);
  for (const absl::CivilDay day : {kFirstDay + 3, kLastOfYear, kNewYear}) {
    EXPECT_EQ(MoneyIn(TotalOn(day)), 600'000) << day;
    EXPECT_EQ(FenOf(TotalOn(day).allocated()), 600'000) << day;
  }
}

TEST_P(CarriedOrderTest, AnOrderIsOneOnBothSidesOfTheYearsEnd) {
  ASSERT_TRUE(GoOn().ok());
  EXPECT_EQ(Get("c1", On(kLastOfYear)).allocation(), AllocationName("d1"));
  EXPECT_EQ(Get("c1", On(kLastOfYear)).carried_from_size(), 0);
  EXPECT_EQ(Get("c1").allocation(), AllocationName("n1"));
  EXPECT_EQ(Get("c1").carried_from_size(), 1);
  EXPECT_THAT(LineOn(kLastOfYear), ElementsAre(70'000, 20'000, 0, 10'000));
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(70'000, 20'000, 0, 10'000));
  EXPECT_EQ(Get("c1").lines(0).quantity_arrived(), 10);
  EXPECT_EQ(FenOf(Get("c1").lines(0).undivided()), 100'000);
  EXPECT_EQ(OrdersOf("d1", kLastOfYear), 1u);
  EXPECT_EQ(OrdersOf("d1", kNewYear), 0u);
  EXPECT_EQ(OrdersOf("n1", kNewYear), 1u);
  // The payment was made in the old year.
  EXPECT_EQ(PaidOf("d1"), 30'000);
  EXPECT_EQ(PaidOf("n1"), 0);
}

TEST_P(CarriedOrderTest, ItIsSettledAndReleasedInTheNewYear) {
  ASSERT_TRUE(GoOn().ok());
  ASSERT_TRUE(Arrive("c1", 1, 20'000, 20, kNewYear + 4).ok());
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(70'000, 0, 0, 30'000));
  EXPECT_EQ(Get("c1").lines(0).quantity_arrived(), 30);
  ASSERT_TRUE(PayFor("c1", 2, 20'000, kNewYear + 5, When::kAfter).ok());
  ASSERT_TRUE(Release("c1", kNewYear + 6).ok());
  const auto balance = BalanceOf("n1");
  EXPECT_EQ(FenOf(balance.available()), 550'000);
  // Gowns had drawn on what is not divided: it is that again.
  EXPECT_EQ(FenOf(balance.purposes(2).available()), 470'000);
  EXPECT_EQ(PaidOf("n1"), 20'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 6)), 600'000);
}

TEST_P(CarriedOrderTest, WhatIsDatedBeforeIsRefusedWithTheDayToUse) {
  ASSERT_TRUE(GoOn().ok());
  const absl::Status late = Arrive("c1", 1, 1, 1, kLastOfYear).status();
  EXPECT_EQ(ReasonOf(late), "CARRIED_OVER");
  EXPECT_EQ(FigureOf(late, "carried"), "2021-01-01");
  EXPECT_EQ(ReasonOf(Refund(payment_, 1, kLastOfYear).status()),
            "CARRIED_OVER");
}

TEST_P(CarriedOrderTest, ARefundOfTheOldYearsPaymentComesIntoTheNewOne) {
  ASSERT_TRUE(GoOn().ok());
  ASSERT_TRUE(Arrive("c1", 1, 20'000, 20, kNewYear + 4).ok());
  // For 200 it had gone along, 100 had been paid for good.
  ASSERT_TRUE(Refund(payment_, 30'000, kNewYear + 5).ok());
  EXPECT_EQ(FenOf(BalanceOf("d1").paid()), 0);
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 600'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").allocated()), 600'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").carried_in()), 600'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").available()), 480'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").purposes(2).available()), 430'000);
  EXPECT_EQ(PaidOf("d1"), 0);
  EXPECT_EQ(PaidOf("n1"), 0);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 5)), 600'000);
}

TEST_P(CarriedOrderTest, NewPaymentsOfTheOrderHideNoneOfTheOldOnes) {
  ASSERT_TRUE(GoOn().ok());
  ASSERT_TRUE(Arrive("c1", 1, 70'000, 70, kNewYear + 4).ok());
  ASSERT_TRUE(PayFor("c1", 1, 50'000, kNewYear + 5, When::kAfter).ok());
  ASSERT_TRUE(Refund(payment_, 30'000, kNewYear + 6).ok());
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(20'000, 0, 0, 50'000));
  EXPECT_EQ(PaidOf("d1"), 0);
  EXPECT_EQ(PaidOf("n1"), 50'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 6)), 600'000);
}

// The old payment comes back, and not the one that paid ahead since.
TEST_P(CarriedOrderTest, WhatIsPaidAheadSinceHidesNoneOfTheOldPayments) {
  ASSERT_TRUE(GoOn().ok());
  ASSERT_TRUE(Arrive("c1", 1, 20'000, 20, kNewYear + 4).ok());
  ASSERT_TRUE(PayFor("c1", 1, 40'000, kNewYear + 5, When::kAhead).ok());
  ASSERT_TRUE(Refund(payment_, 30'000, kNewYear + 6).ok());
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(60'000, 10'000, 0, 30'000));
  EXPECT_EQ(PaidOf("d1"), 0);
  EXPECT_EQ(PaidOf("n1"), 40'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").paid()), 0);
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 600'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 6)), 600'000);
}

TEST_P(CarriedOrderTest, WhatBouncedInTheNewYearIsOwedThere) {
  ASSERT_TRUE(GoOn().ok());
  ASSERT_TRUE(Refund(payment_, 25'000, kNewYear + 1, Then::kOwedAgain).ok());
  // Ahead of goods 200: held again. For goods 50: owed again.
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(90'000, 0, 5'000, 5'000));
  EXPECT_EQ(FenOf(BalanceOf("n1").accrued()), 25'000);
  EXPECT_EQ(PaidOf("d1"), 5'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 1)), 600'000);
}

TEST_P(CarriedOrderTest, TheFundTakesNoOrders) {
  const absl::Status open = Carry("d1", "").status();
  EXPECT_EQ(ReasonOf(open), "OPEN_AT_YEAR_END");
  EXPECT_EQ(FigureOf(open, "account"), "held:d1/1/gowns/c1/1");
  EXPECT_EQ(FigureOf(open, "amount"), "70000");
}

TEST_P(CarriedOrderTest, TheNewYearsCeilingsHoldForWhatIsBound) {
  const absl::Status over = GoOn(80'000).status();
  EXPECT_EQ(ReasonOf(over), "OVER_CEILING");
  EXPECT_EQ(FigureOf(over, "needed"), "90000");
  ASSERT_TRUE(
      AllocateForCarryOver("n2", 0, kNewYear, {"masks", "gowns"}, 95'000).ok());
  ASSERT_TRUE(Carry("d1", "n2").ok());
  const auto balance = BalanceOf("n2");
  EXPECT_EQ(FenOf(balance.purposes(0).ceiling_left()), 45'000);
  EXPECT_EQ(FenOf(balance.purposes(1).ceiling_left()), 5'000);
  ASSERT_TRUE(Release("c1", kNewYear, 1, 10'000).ok());
  EXPECT_EQ(FenOf(BalanceOf("n2").purposes(1).ceiling_left()), 15'000);
}

// What had been paid for good is owed again, and counts below the new ceiling.
TEST_P(CarriedOrderTest, WhatIsOwedAgainTakesNoMoreThanTheNewCeilingLeaves) {
  ASSERT_TRUE(GoOn(95'000).ok());
  const absl::Status over =
      Refund(payment_, 30'000, kNewYear + 1, Then::kOwedAgain).status();
  EXPECT_EQ(ReasonOf(over), "OVER_CEILING");
  EXPECT_EQ(FigureOf(over, "allocation"), AllocationName("n1"));
  EXPECT_EQ(FigureOf(over, "purpose"), PurposeName("gowns"));
  EXPECT_EQ(FigureOf(over, "ceiling"), "95000");
  EXPECT_EQ(FigureOf(over, "available"), "5000");
  EXPECT_EQ(FigureOf(over, "needed"), "10000");
  EXPECT_EQ(FigureOf(over, "date"), "2021-01-02");
  // As much of it as the ceiling leaves, and the rest settled for less.
  ASSERT_TRUE(Refund(payment_, 25'000, kNewYear + 1, Then::kOwedAgain).ok());
  EXPECT_EQ(FenOf(BalanceOf("n1").purposes(1).ceiling_left()), 0);
  ASSERT_TRUE(Refund(payment_, 5'000, kNewYear + 2).ok());
  EXPECT_EQ(FenOf(BalanceOf("n1").purposes(1).ceiling_left()), 0);
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(90'000, 0, 5'000, 0));
}

TEST_P(CarriedOrderTest, WhatIsCarriedTwiceIsStillOneOrder) {
  ASSERT_TRUE(GoOn().ok());
  // Of the 200 paid ahead goods for 150 came in the second year.
  ASSERT_TRUE(Arrive("c1", 1, 15'000, 15, kNewYear + 4).ok());
  funding_.service().clock().Set(absl::FromCivil(
      absl::CivilSecond(2022, 2, 1, 1, 0, 0), absl::UTCTimeZone()));
  const absl::CivilDay next(2022, 1, 1);
  ASSERT_TRUE(AllocateForCarryOver("n2", 0, next).ok());
  ASSERT_TRUE(Carry("n1", "n2", next).ok());
  EXPECT_EQ(Get("c1").allocation(), AllocationName("n2"));
  EXPECT_EQ(Get("c1").carried_from_size(), 2);
  EXPECT_EQ(Get("c1", On(next - 1)).allocation(), AllocationName("n1"));
  EXPECT_EQ(Get("c1", On(kLastOfYear)).allocation(), AllocationName("d1"));
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(70'000, 5'000, 0, 25'000));
  EXPECT_EQ(MoneyIn(BalanceOf("n2")), 575'000);
  EXPECT_EQ(MoneyIn(TotalOn(next)), 600'000);
  // The payment of the first year comes back in the third.
  ASSERT_TRUE(Refund(payment_, 30'000, next + 1).ok());
  EXPECT_EQ(MoneyIn(TotalOn(next + 1)), 600'000);
  EXPECT_THAT(LineOf("c1", 1), ElementsAre(75'000, 0, 0, 0));
  for (const char* document : {"d1", "n1", "n2"}) {
    EXPECT_EQ(PaidOf(document), 0) << document;
  }
}

}  // namespace
}  // namespace epiledger::funding
