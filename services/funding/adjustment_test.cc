// Stories of appropriations that are raised and lowered, on both engines. Every
// figure is written by hand.
#include <string>

#include "services/funding/cash_fixture.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using testing::ReasonOf;

// Appropriation `a1`: 10,000 yuan, of which 6,000 are allocated by `d1`.
class AdjustmentTest : public Cash {
 protected:
  int64_t AdjustedOn(absl::CivilDay day) {
    v1::GetAppropriationRequest request;
    request.set_name(Concat(kCounty, "/appropriations/a1"));
    *request.mutable_as_of() = On(day);
    return FenOf(funding_.service()
                     .Call<v1::Appropriation>("GetAppropriation", request)
                     .value()
                     .adjusted_amount());
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, AdjustmentTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(AdjustmentTest, ARaisedAppropriationHasMoreFromItsDayOn) {
  ASSERT_TRUE(Adjust(Turn::KIND_RAISE, 300'000, kFirstDay + 2).ok());
  EXPECT_EQ(AdjustedOn(kFirstDay + 1), 1'000'000);
  EXPECT_EQ(AdjustedOn(kFirstDay + 2), 1'300'000);
  EXPECT_EQ(FenOf(FundOn(kFirstDay + 1).appropriated()), 1'000'000);
  const auto fund = FundOn(kFirstDay + 2);
  EXPECT_EQ(FenOf(fund.appropriated()), 1'300'000);
  EXPECT_EQ(FenOf(fund.allocated()), 600'000);
  EXPECT_EQ(FenOf(fund.available()), 700'000);
  EXPECT_EQ(ReasonOf(funding_
                         .Allocate("d2", "central", 700'000, {{"masks", 0}},
                                   kFirstDay + 1)
                         .status()),
            "FUND_OVERDRAWN");
  EXPECT_TRUE(
      funding_.Allocate("d2", "central", 700'000, {{"masks", 0}}, kFirstDay + 2)
          .ok());
}

TEST_P(AdjustmentTest, NothingIsLoweredBelowWhatWasAllocatedOnAnyDay) {
  ASSERT_TRUE(
      funding_.Allocate("d2", "central", 300'000, {{"masks", 0}}, kFirstDay + 5)
          .ok());
  // On the first day 400,000 are free, and later 100,000.
  const absl::Status refused = Adjust(Turn::KIND_LOWER, 100'001, kFirstDay + 1);
  EXPECT_EQ(ReasonOf(refused), "OVER_UNALLOCATED");
  EXPECT_EQ(FigureOf(refused, "available"), "100000");
  ASSERT_TRUE(Adjust(Turn::KIND_LOWER, 100'000, kFirstDay + 1).ok());
  EXPECT_EQ(AdjustedOn(kFirstDay + 1), 900'000);
  EXPECT_EQ(FenOf(FundOn(kFirstDay + 1).available()), 300'000);
  EXPECT_EQ(FenOf(FundOn(kFirstDay + 5).available()), 0);
  EXPECT_EQ(ReasonOf(Adjust(Turn::KIND_LOWER, 1, kFirstDay)),
            "OVER_UNALLOCATED");
}

TEST_P(AdjustmentTest, AnAppropriationIsNotLoweredBelowNothing) {
  // The fund has more, from another appropriation.
  ASSERT_TRUE(funding_.Appropriate("a2", "central", 5'000'000, kFirstDay).ok());
  ASSERT_TRUE(Adjust(Turn::KIND_LOWER, 900'000, kFirstDay + 3).ok());
  const absl::Status refused = Adjust(Turn::KIND_LOWER, 100'001, kFirstDay);
  EXPECT_EQ(ReasonOf(refused), "OVER_APPROPRIATED");
  EXPECT_EQ(FigureOf(refused, "available"), "100000");
  EXPECT_EQ(ReasonOf(Adjust(Turn::KIND_RAISE, 1, kFirstDay - 1)),
            "BEFORE_APPROPRIATED");
  // Raised before, there is more to take.
  ASSERT_TRUE(Adjust(Turn::KIND_RAISE, 1, kFirstDay + 1).ok());
  EXPECT_TRUE(Adjust(Turn::KIND_LOWER, 100'001, kFirstDay + 3).ok());
  EXPECT_EQ(AdjustedOn(kFirstDay + 3), 0);
  // The money of the fund is what all appropriations come to.
  EXPECT_EQ(FenOf(FundOn(kFirstDay + 3).appropriated()), 5'000'000);
}

TEST_P(AdjustmentTest, ListsShowWhatWasAdjustedByWhichPaper) {
  ASSERT_TRUE(Adjust(Turn::KIND_RAISE, 1, kFirstDay).ok());
  ASSERT_TRUE(Adjust(Turn::KIND_LOWER, 2, kFirstDay + 1).ok());
  v1::ListAppropriationAdjustmentsRequest request;
  request.set_parent(std::string(kCounty));
  request.set_appropriation(Concat(kCounty, "/appropriations/a1"));
  const auto list = [&] {
    return funding_.service()
        .Call<v1::ListAppropriationAdjustmentsResponse>(
            "ListAppropriationAdjustments", request)
        .value();
  };
  ASSERT_EQ(list().appropriation_adjustments_size(), 2);
  EXPECT_EQ(list().appropriation_adjustments(0).document_number(),
            "财社〔2020〕15号");
  *request.mutable_as_of() = On(kFirstDay);
  EXPECT_EQ(list().appropriation_adjustments_size(), 1);
  request.set_appropriation(Concat(kCounty, "/appropriations/a9"));
  EXPECT_EQ(list().appropriation_adjustments_size(), 0);
}

}  // namespace
}  // namespace epiledger::funding
