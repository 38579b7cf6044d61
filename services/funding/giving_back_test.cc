// Stories of what is left at the end of a year and goes back to the fund: above
// the limit of recalls a second person sees it first, on both engines. Every
// figure is written by hand.
#include <string>

#include "services/funding/cash_fixture.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;
using v1::Proposal;

// Document `d1` of 2020: 6,000 yuan, of which 400 were spent. One person gives
// at most 1,000 yuan back to a fund.
class GivingBackTest : public Correcting<Cash> {
 protected:
  GivingBackTest() {
    const auto paid =
        funding_.Pay(funding_.PaymentRequest("d1", "masks", 40'000, kFirstDay));
    EXPECT_TRUE(paid.ok()) << paid.status();
    payment_ = paid->payment().name();
    EndTheYear();
    Limits limits = NoLimits();
    *limits.mutable_recall() = Fen(100'000);
    SetLimits(limits);
  }

  // It waits.
  Proposal GiveBack() {
    const auto answer = Carry("d1", "");
    EXPECT_TRUE(answer.ok()) << answer.status();
    EXPECT_FALSE(answer.ok() && answer->has_carry_over());
    return answer.ok() ? answer->proposal() : Proposal();
  }
  std::array<int64_t, 2> StandsOn(absl::CivilDay day) {
    const auto balance = BalanceOf("d1", On(day));
    return {FenOf(balance.available()), FenOf(balance.proposed())};
  }

  std::string payment_;
};
INSTANTIATE_TEST_SUITE_P(Engines, GivingBackTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(GivingBackTest, WhatIsLeftWaitsAsARecallDoesAndIsHeld) {
  const Proposal proposal = GiveBack();
  EXPECT_EQ(proposal.kind(), Proposal::KIND_RECALL);
  EXPECT_EQ(proposal.payee(), Concat(kCounty, "/funds/central"));
  EXPECT_EQ(FenOf(proposal.amount()), 560'000);
  EXPECT_EQ(FenOf(proposal.limit()), 100'000);
  EXPECT_EQ(FenOf(proposal.carry_over().carried().total()), 560'000);
  EXPECT_EQ(proposal.carry_over().name(), "");
  // 600 of masks alone, and what is not divided.
  EXPECT_EQ(proposal.holds_size(), 2);
  EXPECT_THAT(StandsOn(kLastOfYear), ElementsAre(560'000, 0));
  EXPECT_THAT(StandsOn(kNewYear), ElementsAre(0, 560'000));
  EXPECT_EQ(FenOf(FundOn(kNewYear).available()), 400'000);
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_OPEN);
}

TEST_P(GivingBackTest, TheApprovalGivesItBack) {
  const Proposal proposal = GiveBack();
  EXPECT_EQ(ReasonOf(Approve(proposal, "clerk").status()),
            "APPROVED_BY_ONESELF");
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_TRUE(approved->proposal().result().starts_with(
      Concat(kCounty, "/carryOvers/")));
  EXPECT_THAT(StandsOn(kNewYear), ElementsAre(0, 0));
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 560'000);
  EXPECT_EQ(FenOf(FundOn(kLastOfYear).available()), 400'000);
  EXPECT_EQ(FenOf(FundOn(kNewYear).available()), 960'000);
  EXPECT_EQ(ReasonOf(Carry("d1", "").status()), "NOTHING_TO_CARRY");
}

TEST_P(GivingBackTest, ItIsTakenBackAsAnyOtherEntry) {
  const auto approved = Approve(GiveBack());
  ASSERT_TRUE(approved.ok()) << approved.status();
  ASSERT_TRUE(Reverse(approved).ok());
  EXPECT_THAT(StandsOn(kNewYear), ElementsAre(560'000, 0));
  EXPECT_EQ(FenOf(BalanceOf("d1").carried_out()), 0);
  EXPECT_EQ(FenOf(FundOn(kNewYear).available()), 400'000);
}

TEST_P(GivingBackTest, RecallsAndWhatIsGivenBackAddUp) {
  ASSERT_TRUE(Do(Change::KIND_RECALL, "any", 90'000, kLastOfYear).ok());
  ASSERT_TRUE(
      funding_.Pay(funding_.PaymentRequest("d1", "masks", 459'999, kLastOfYear))
          .ok());
  // 10,001 fen are left.
  const Proposal proposal = GiveBack();
  EXPECT_EQ(FenOf(proposal.amount()), 10'001);
  EXPECT_EQ(FenOf(proposal.lately()), 90'000);
}

TEST_P(GivingBackTest, UpToTheLimitOnePersonDoesIt) {
  ASSERT_TRUE(
      funding_.Pay(funding_.PaymentRequest("d1", "masks", 460'000, kLastOfYear))
          .ok());
  const auto carried = Carry("d1", "");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_FALSE(carried->has_proposal());
  EXPECT_EQ(FenOf(carried->carry_over().carried().total()), 100'000);
}

TEST_P(GivingBackTest, WhatGoesOnInTheNextYearDoesNotWait) {
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  const auto carried = Carry("d1", "n1");
  ASSERT_TRUE(carried.ok()) << carried.status();
  EXPECT_FALSE(carried->has_proposal());
}

TEST_P(GivingBackTest, WhileItWaitsNobodyCarriesTheAllocationOn) {
  const Proposal proposal = GiveBack();
  const absl::Status again = Carry("d1", "").status();
  EXPECT_EQ(ReasonOf(again), "OPEN_AT_YEAR_END");
  ASSERT_TRUE(Withdraw(proposal).ok());
  EXPECT_THAT(StandsOn(kNewYear), ElementsAre(560'000, 0));
  EXPECT_TRUE(Approve(GiveBack()).ok());
}

TEST_P(GivingBackTest, WhoApprovesSeesWhatIsGivenBackToTheFen) {
  const Proposal proposal = GiveBack();
  // The clerk forgot what came back before the end of the year.
  ASSERT_TRUE(Refund(payment_, 3'000, kLastOfYear).ok());
  const absl::Status refused = Approve(proposal).status();
  EXPECT_EQ(ReasonOf(refused), "LEFTOVER_CHANGED");
  EXPECT_EQ(FigureOf(refused, "proposed"), "560000");
  EXPECT_EQ(FigureOf(refused, "left"), "563000");
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_OPEN);
  ASSERT_TRUE(Reject(proposal).ok());
  EXPECT_EQ(FenOf(GiveBack().amount()), 563'000);
}

TEST_P(GivingBackTest, ExpiredItHoldsNothingForTheNextOne) {
  const Proposal proposal = GiveBack();
  funding_.service().clock().Advance(absl::Hours(73));
  EXPECT_EQ(ReasonOf(Approve(proposal).status()), "PROPOSAL_EXPIRED");
  const Proposal next = GiveBack();
  EXPECT_EQ(FenOf(next.amount()), 560'000);
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_EXPIRED);
  EXPECT_TRUE(Approve(next).ok());
}

}  // namespace
}  // namespace epiledger::funding
