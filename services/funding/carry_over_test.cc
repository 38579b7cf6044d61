// Stories of the end of a year, on both engines: what is left goes on, or back,
// and nothing is lost. Every figure is written by hand.
#include <string>

#include "services/funding/cash_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

// Document `d1` of 2020: 6,000 yuan, of which 1,000 for masks alone. 400 of
// them were spent.
class CarryOverTest : public Cash {
 protected:
  CarryOverTest() {
    EXPECT_TRUE(
        funding_.Pay(funding_.PaymentRequest("d1", "masks", 40'000, kFirstDay))
            .ok());
    EndTheYear();
  }

  v1::ListCarryOversResponse List(const std::string& document) {
    v1::ListCarryOversRequest request;
    request.set_parent(std::string(kCounty));
    request.set_allocation(AllocationName(document));
    return funding_.service()
        .Call<v1::ListCarryOversResponse>("ListCarryOvers", request)
        .value();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, CarryOverTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(CarryOverTest, WhatIsLeftGoesOnInTheNextYearByPurpose) {
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const auto carried = Carry("d1", "n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_EQ(FenOf(carried->carry_over().carried().total()), 560'000);

  EXPECT_EQ(FenOf(BalanceOf("d1", On(kLastOfYear)).available()), 560'000);
  const auto old_year = BalanceOf("d1");
  EXPECT_EQ(FenOf(old_year.allocated()), 600'000);
  EXPECT_EQ(FenOf(old_year.paid()), 40'000);
  EXPECT_EQ(FenOf(old_year.carried_out()), 560'000);
  EXPECT_EQ(FenOf(old_year.available()), 0);
  const auto new_year = BalanceOf("n1");
  EXPECT_EQ(FenOf(new_year.allocated()), 0);
  EXPECT_EQ(FenOf(new_year.carried_in()), 560'000);
  EXPECT_EQ(FenOf(new_year.purposes(0).available()), 60'000);
  EXPECT_EQ(FenOf(new_year.purposes(2).available()), 500'000);
  for (const absl::CivilDay day : {kFirstDay, kLastOfYear, kNewYear}) {
    EXPECT_EQ(FenOf(TotalOn(day).allocated()), 600'000) << day;
    EXPECT_EQ(MoneyIn(TotalOn(day)), 600'000) << day;
    EXPECT_EQ(FenOf(FundOn(day).available()), 400'000) << day;
  }
  EXPECT_EQ(List("d1").carry_overs_size(), 1);
  EXPECT_EQ(List("n1").carry_overs_size(), 1);
}

TEST_P(CarryOverTest, TheListTellsTheStateFromTheDayOn) {
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const auto carried = Carry("d1", "n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  const auto in_state = [this](v1::Allocation::State state,
                               const type::v1::AsOf& as_of) {
    v1::ListAllocationsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_state(state);
    *request.mutable_as_of() = as_of;
    const auto page = funding_.service().Call<v1::ListAllocationsResponse>(
        "ListAllocations", request);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> names;
    for (const auto& allocation : page->allocations()) {
      EXPECT_EQ(allocation.state(), state);
      names.push_back(allocation.name());
    }
    EXPECT_EQ(page->total_size(), static_cast<int64_t>(names.size()));
    return names;
  };
  const auto ended = v1::Allocation::STATE_CARRIED_OVER;
  const auto open = v1::Allocation::STATE_OPEN;
  EXPECT_THAT(in_state(ended, On(kLastOfYear)), IsEmpty());
  EXPECT_THAT(in_state(open, On(kLastOfYear)),
              ElementsAre(AllocationName("d1")));
  for (const type::v1::AsOf& as_of : {On(kNewYear), type::v1::AsOf()}) {
    EXPECT_THAT(in_state(ended, as_of), ElementsAre(AllocationName("d1")));
    EXPECT_THAT(in_state(open, as_of), ElementsAre(AllocationName("n1")));
  }
  // Nobody knew of it before its entry.
  type::v1::AsOf before;
  before.set_sequence(carried->receipt().sequence() - 1);
  EXPECT_THAT(in_state(ended, before), IsEmpty());
}

TEST_P(CarryOverTest, TheOldAllocationIsSpentAndTheNewOneIsThere) {
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  ASSERT_TRUE(Carry("d1", "n1").ok());
  EXPECT_EQ(ReasonOf(PayDirect(1, kNewYear).status()), "OVERSPENT");
  // Nor is there a way back behind the end of the year.
  EXPECT_EQ(ReasonOf(PayDirect(1, kLastOfYear).status()), "OVERSPENT");
  document_ = "n1";
  EXPECT_TRUE(PayDirect(500'000, kNewYear + 9).ok());
}

TEST_P(CarryOverTest, WithoutAnAllocationToGoOnInItIsTheFundsAgain) {
  ASSERT_TRUE(Carry("d1", "").ok());
  EXPECT_EQ(FenOf(FundOn(kLastOfYear).available()), 400'000);
  EXPECT_EQ(FenOf(FundOn(kNewYear).available()), 960'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 560'000);
  EXPECT_EQ(FenOf(BalanceOf("d1").recalled()), 0);
  EXPECT_EQ(ReasonOf(Carry("d1", "").status()), "NOTHING_TO_CARRY");
}

TEST_P(CarryOverTest, WhatComesBackLaterIsCarriedAgain) {
  const auto paid = PayDirect(10'000, kFirstDay + 1);
  ASSERT_TRUE(AllocateForCarryOver("n1", 5'000, kNewYear).ok());
  ASSERT_TRUE(Carry("d1", "n1").ok());
  ASSERT_TRUE(Refund(paid->payment().name(), 3'000, kNewYear + 4).ok());
  EXPECT_EQ(FenOf(BalanceOf("d1").available()), 3'000);
  // What is left on New Year's Day is not what is left now.
  const absl::Status early = Carry("d1", "n1").status();
  EXPECT_EQ(ReasonOf(early), "CHANGED_LATER");
  EXPECT_EQ(FigureOf(early, "changed"), "2021-01-05");
  ASSERT_TRUE(Carry("d1", "n1", kNewYear + 4).ok());
  EXPECT_EQ(FenOf(BalanceOf("n1").carried_in()), 553'000);
  EXPECT_EQ(FenOf(BalanceOf("n1").available()), 558'000);
  EXPECT_EQ(MoneyIn(TotalOn(kNewYear + 4)), 605'000);
}

TEST_P(CarryOverTest, CashOnTheOwnAccountGoesAlong) {
  ASSERT_TRUE(Disburse(200'000, kFirstDay + 1).ok());
  const absl::Status open = Carry("d1", "").status();
  EXPECT_EQ(ReasonOf(open), "OPEN_AT_YEAR_END");
  EXPECT_EQ(FigureOf(open, "stage"), "disbursed");
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const auto carried = Carry("d1", "n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_EQ(FenOf(carried->carry_over().carried().disbursed()), 200'000);
  EXPECT_THAT(CashOf("d1", On(kLastOfYear)), ElementsAre(200'000, 0));
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
  EXPECT_THAT(CashOf("n1"), ElementsAre(200'000, 0));
  // The treasury has the rest.
  document_ = "n1";
  EXPECT_EQ(ReasonOf(PayDirect(360'001, kNewYear).status()), "OVER_TREASURY");
}

// Or it would come back twice, of the old year and of the new one.
TEST_P(CarryOverTest, CashThatWentAlongComesBackOfTheNewYear) {
  ASSERT_TRUE(Disburse(200'000, kFirstDay + 1).ok());
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  ASSERT_TRUE(Carry("d1", "n1").ok());
  const absl::Status old_year = PayBack(200'000, kLastOfYear).status();
  EXPECT_EQ(ReasonOf(old_year), "OVER_DISBURSED");
  EXPECT_EQ(FigureOf(old_year, "available"), "0");
  EXPECT_EQ(FigureOf(old_year, "date"), "2021-01-01");
  document_ = "n1";
  ASSERT_TRUE(PayBack(200'000, kNewYear).ok());
  EXPECT_THAT(CashOf("d1"), ElementsAre(0, 0));
  EXPECT_THAT(CashOf("n1"), ElementsAre(0, 0));
}

TEST_P(CarryOverTest, WhatIsFrozenWaitsForADecision) {
  ASSERT_TRUE(Do(Change::KIND_FREEZE, "any", 1, kFirstDay).ok());
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const absl::Status frozen = Carry("d1", "n1").status();
  EXPECT_EQ(ReasonOf(frozen), "OPEN_AT_YEAR_END");
  EXPECT_EQ(FigureOf(frozen, "account"), "frozen:d1/1/any");
}

TEST_P(CarryOverTest, WhatGoesOnIsForTheSameAndOfTheNewYear) {
  ASSERT_TRUE(funding_.CreatePurpose("cars").ok());
  ASSERT_TRUE(
      AllocateForCarryOver("more", 0, kNewYear, {"masks", "gowns", "cars"})
          .ok());
  const absl::Status more = Carry("d1", "more").status();
  EXPECT_EQ(ReasonOf(more), "PURPOSES_DIFFER");
  EXPECT_EQ(FigureOf(more, "purpose"), Concat(kCounty, "/purposes/cars"));
  ASSERT_TRUE(AllocateForCarryOver("less", 0, kNewYear, {"masks"}).ok());
  EXPECT_EQ(ReasonOf(Carry("d1", "less").status()), "PURPOSES_DIFFER");
  ASSERT_TRUE(AllocateForCarryOver("same", 0, kLastOfYear).ok());
  EXPECT_EQ(ReasonOf(Carry("d1", "same").status()), "NOT_OF_THE_YEAR");
  EXPECT_EQ(ReasonOf(Carry("d1", "", kLastOfYear).status()), "NOT_OF_THE_YEAR");
  ASSERT_TRUE(AllocateForCarryOver("late", 0, kNewYear + 14).ok());
  EXPECT_EQ(ReasonOf(Carry("d1", "late").status()), "BEFORE_ALLOCATED");
  EXPECT_TRUE(Carry("d1", "late", kNewYear + 14).ok());
}

TEST_P(CarryOverTest, SomebodyElseApprovesIt) {
  auto request = CarryRequest("d1", "");
  request.mutable_carry_over()->set_approver("clerk");
  EXPECT_EQ(ReasonOf(Carry(request).status()), "APPROVED_BY_ONESELF");
  request = CarryRequest("d1", "d1");
  EXPECT_EQ(ReasonOf(Carry(request).status()), "SAME_ALLOCATION");
  EXPECT_EQ(ReasonOf(Carry("d9", "").status()), "ALLOCATION_NOT_FOUND");
}

TEST_P(CarryOverTest, OnlyWhatTakesUpACarryOverHasNoMoneyOfItsOwn) {
  EXPECT_EQ(
      ReasonOf(funding_.Allocate("n2", "central", 0, {{"masks", 0}}, kNewYear)
                   .status()),
      "REQUIRED");
  EXPECT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  EXPECT_EQ(FenOf(BalanceOf("n1").available()), 0);
}

}  // namespace
}  // namespace epiledger::funding
