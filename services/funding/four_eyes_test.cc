// Stories of what one person may not do alone, on both engines: it waits, holds
// its money, is approved, rejected, withdrawn, or ends by itself. Every figure
// is written by hand.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/proposals_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using v1::Proposal;

class FourEyesTest : public Proposals {};
INSTANTIATE_TEST_SUITE_P(Engines, FourEyesTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(FourEyesTest, APaymentAboveTheLimitWaitsAndHoldsItsMoney) {
  SetLimits(PaymentLimit(100'000));
  const auto request = Gowns(150'000);
  const Proposal proposal = Propose(request);
  EXPECT_EQ(proposal.state(), Proposal::STATE_OPEN);
  EXPECT_EQ(proposal.kind(), Proposal::KIND_PAYMENT);
  EXPECT_EQ(proposal.payee(), "示范医疗器械有限公司");
  EXPECT_EQ(FenOf(proposal.amount()), 150'000);
  EXPECT_EQ(FenOf(proposal.limit()), 100'000);
  EXPECT_EQ(FenOf(proposal.lately()), 0);
  EXPECT_EQ(proposal.proposer(), "clerk");
  EXPECT_EQ(proposal.digest().size(), 64);
  ASSERT_EQ(proposal.holds_size(), 1);
  EXPECT_EQ(proposal.holds(0).account(), "alloc:d1/1/any:available");
  EXPECT_EQ(FenOf(proposal.holds(0).amount()), 150'000);
  EXPECT_THAT(Stands(), ElementsAre(450'000, 150'000, 0));
  EXPECT_THAT(Listed(Proposal::STATE_OPEN), ElementsAre(proposal.name()));
  // Asked again it is the same one, and holds nothing more.
  EXPECT_EQ(Propose(request).name(), proposal.name());
  EXPECT_THAT(Stands(), ElementsAre(450'000, 150'000, 0));
}

TEST_P(FourEyesTest, TheApprovalPaysOutOfWhatWasHeld) {
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal = Propose(Gowns(150'000));
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->proposal().state(), Proposal::STATE_APPROVED);
  EXPECT_EQ(approved->proposal().decider(), "chief");
  EXPECT_THAT(Stands(), ElementsAre(450'000, 0, 150'000));

  v1::GetPaymentRequest request;
  request.set_name(approved->proposal().result());
  const auto payment =
      funding_.service().Call<v1::Payment>("GetPayment", request);
  ASSERT_TRUE(payment.ok()) << payment.status();
  EXPECT_EQ(payment->name(), request.name());
  EXPECT_EQ(FenOf(payment->amount()), 150'000);
  EXPECT_EQ(FenOf(payment->available_after()), 350'000);
  // What is done is done once.
  const auto again = Approve(proposal);
  EXPECT_EQ(ReasonOf(again.status()), "PROPOSAL_DECIDED");
  EXPECT_EQ(FigureOf(again.status(), "state"), "state_approved");
  EXPECT_EQ(ReasonOf(Withdraw(proposal).status()), "PROPOSAL_DECIDED");
  EXPECT_THAT(Stands(), ElementsAre(450'000, 0, 150'000));
}

TEST_P(FourEyesTest, NobodyApprovesWhatTheyProposed) {
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal = Propose(Gowns(150'000));
  EXPECT_EQ(ReasonOf(Approve(proposal, "clerk").status()),
            "APPROVED_BY_ONESELF");
  EXPECT_EQ(ReasonOf(Reject(proposal, "clerk").status()),
            "PROPOSED_BY_ONESELF");
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_OPEN);
  EXPECT_TRUE(Approve(proposal).ok());
}

TEST_P(FourEyesTest, WhatIsApprovedIsWhatWasSeen) {
  SetLimits(PaymentLimit(100'000));
  const Proposal seen = Propose(Gowns(150'000));
  Proposal other = Propose(Gowns(200'000, "示范物资有限公司"));
  other.set_digest(seen.digest());
  const auto refused = Approve(other);
  EXPECT_EQ(ReasonOf(refused.status()), "PROPOSAL_DIFFERS");
  EXPECT_THAT(Stands(), ElementsAre(250'000, 350'000, 0));
}

TEST_P(FourEyesTest, SplittingDoesNotHelp) {
  SetLimits(PaymentLimit(100'000));
  PayAlone(Gowns(60'000));
  const Proposal proposal = Propose(Gowns(40'001));
  EXPECT_EQ(FenOf(proposal.lately()), 60'000);
  // To the fen, and to somebody else, it may be done.
  PayAlone(Gowns(40'000));
  PayAlone(Gowns(100'000, "示范物资有限公司"));
  // What was approved was not split.
  EXPECT_TRUE(Approve(proposal).ok());
  funding_.service().clock().Advance(absl::Hours(23) + absl::Minutes(59));
  EXPECT_TRUE(Withdraw(Propose(Gowns(1))).ok());
  funding_.service().clock().Advance(absl::Minutes(31));
  PayAlone(Gowns(100'000));
}

TEST_P(FourEyesTest, AnotherSpellingOfThePayeeDoesNotHelpEither) {
  SetLimits(PaymentLimit(100'000));
  PayAlone(Gowns(60'000, "A1 药房"));
  for (const char* spelt :
       {"ａ１　药房", "A1药房", "A 1 药 房", "A1 药房\u200b"}) {
    EXPECT_EQ(FenOf(Propose(Gowns(40'001, spelt)).lately()), 60'000) << spelt;
  }
}

TEST_P(FourEyesTest, ARejectedOrWithdrawnProposalGivesItsMoneyBack) {
  SetLimits(PaymentLimit(100'000));
  const Proposal first = Propose(Gowns(150'000));
  const Proposal second = Propose(Gowns(200'000));
  EXPECT_THAT(Stands(), ElementsAre(250'000, 350'000, 0));
  const auto another = Withdraw(first, "chief");
  EXPECT_EQ(ReasonOf(another.status()), "PROPOSED_BY_ANOTHER");
  EXPECT_EQ(FigureOf(another.status(), "proposer"), "clerk");
  ASSERT_TRUE(Withdraw(first).ok());
  EXPECT_THAT(Stands(), ElementsAre(400'000, 200'000, 0));
  ASSERT_TRUE(Reject(second).ok());
  EXPECT_THAT(Stands(), ElementsAre(600'000, 0, 0));
  EXPECT_EQ(Read(first).state(), Proposal::STATE_WITHDRAWN);
  EXPECT_EQ(Read(second).state(), Proposal::STATE_REJECTED);
  EXPECT_EQ(Read(second).reason(), "重复申请");
  EXPECT_EQ(ReasonOf(Approve(second).status()), "PROPOSAL_DECIDED");
}

TEST_P(FourEyesTest, AnExpiredHoldIsFoundByTheNextEntryThatNeedsIt) {
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal = Propose(Gowns(450'000));
  const auto refused = funding_.Pay(Gowns(60'000));
  EXPECT_EQ(ReasonOf(refused.status()), "OVERSPENT");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "50000");
  EXPECT_THAT(Listed(Proposal::STATE_OPEN, 71), IsEmpty());
  EXPECT_THAT(Listed(Proposal::STATE_OPEN, 73), ElementsAre(proposal.name()));

  funding_.service().clock().Advance(absl::Hours(72) + absl::Seconds(1));
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_EXPIRED);
  EXPECT_EQ(Read(proposal).age_hours(), 72);
  EXPECT_FALSE(Read(proposal).has_decide_time());
  EXPECT_EQ(ReasonOf(Approve(proposal).status()), "PROPOSAL_EXPIRED");
  EXPECT_THAT(Stands(), ElementsAre(150'000, 450'000, 0));
  PayAlone(Gowns(60'000));
  EXPECT_THAT(Stands(), ElementsAre(540'000, 0, 60'000));
  EXPECT_TRUE(Read(proposal).has_decide_time());
  EXPECT_THAT(Listed(Proposal::STATE_EXPIRED), ElementsAre(proposal.name()));
}

TEST_P(FourEyesTest, WhatWasOpenThenIsOpenForWhoeverAsksAboutThen) {
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal = Propose(Gowns(150'000));
  funding_.service().clock().Advance(absl::Hours(80));
  ASSERT_TRUE(Withdraw(proposal).ok());
  v1::GetProposalRequest request;
  request.set_name(proposal.name());
  request.mutable_as_of()->mutable_recorded_time()->set_seconds(
      proposal.expire_time().seconds() - 1);
  const auto then =
      funding_.service().Call<Proposal>("GetProposal", request).value();
  EXPECT_EQ(then.state(), Proposal::STATE_OPEN);
  EXPECT_EQ(then.age_hours(), 71);
  request.mutable_as_of()->mutable_recorded_time()->set_seconds(
      proposal.expire_time().seconds() + 1);
  EXPECT_EQ(
      funding_.service().Call<Proposal>("GetProposal", request).value().state(),
      Proposal::STATE_EXPIRED);
}

TEST_P(FourEyesTest, AnExpiredProposalIsClosedByWhoeverTidiesUp) {
  SetLimits(PaymentLimit(100'000));
  const Proposal first = Propose(Gowns(150'000));
  const Proposal second = Propose(Gowns(200'000));
  funding_.service().clock().Advance(absl::Hours(73));
  const auto rejected = Reject(first);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(rejected->proposal().state(), Proposal::STATE_EXPIRED);
  // The other one of the allocation ended with it.
  EXPECT_TRUE(Read(second).has_decide_time());
  EXPECT_EQ(ReasonOf(Withdraw(second).status()), "PROPOSAL_DECIDED");
  EXPECT_THAT(Stands(), ElementsAre(600'000, 0, 0));
}

TEST_P(FourEyesTest, ARefusalNamesWhatHoldsTheMoneyAndSinceWhen) {
  SetLimits(PaymentLimit(100'000));
  ASSERT_TRUE(Order("c1", {{"gowns", 120'000}, {"gowns", 30'000}}).ok());
  const Proposal proposal = Propose(Gowns(300'000));
  funding_.service().clock().Advance(absl::Hours(48));
  const auto refused = funding_.Pay(Gowns(50'001)).status();
  EXPECT_EQ(ReasonOf(refused), "OVERSPENT");
  EXPECT_EQ(FigureOf(refused, "available"), "50000");
  EXPECT_EQ(FigureOf(refused, "holds"), "2");
  EXPECT_EQ(FigureOf(refused, "held"), "450000");
  EXPECT_EQ(FigureOf(refused, "hold_1"), proposal.name());
  EXPECT_EQ(FigureOf(refused, "hold_1_amount"), "300000");
  EXPECT_EQ(FigureOf(refused, "hold_1_since"), "2020-02-01");
  EXPECT_EQ(FigureOf(refused, "hold_1_age"), "2");
  EXPECT_EQ(FigureOf(refused, "hold_2"), CommitmentName("c1"));
  EXPECT_EQ(FigureOf(refused, "hold_2_amount"), "150000");
  EXPECT_EQ(FigureOf(refused, "hold_2_since"), "2020-01-20");
  EXPECT_EQ(FigureOf(refused, "hold_2_age"), "14");
}

TEST_P(FourEyesTest, AnApprovalIsDecidedAnewAndItsRefusalLeavesItOpen) {
  SetLimits(PaymentLimit(100'000));
  auto request = Gowns(150'000);
  request.mutable_payment()->set_invoice("0440001");
  const Proposal proposal = Propose(request);
  auto meanwhile = Gowns(50'000);
  meanwhile.mutable_payment()->set_invoice("0440001");
  PayAlone(meanwhile);
  const auto refused = Approve(proposal).status();
  EXPECT_EQ(ReasonOf(refused), "INVOICE_PAID_TWICE");
  EXPECT_EQ(FigureOf(refused, "proposal"), proposal.name());
  EXPECT_EQ(Read(proposal).state(), Proposal::STATE_OPEN);
  EXPECT_THAT(Stands(), ElementsAre(400'000, 150'000, 50'000));
}

TEST_P(FourEyesTest, WhatTheRulesRefuseIsNoProposal) {
  SetLimits(PaymentLimit(100'000));
  EXPECT_EQ(ReasonOf(funding_.Pay(Gowns(500'001)).status()), "OVERSPENT");
  EXPECT_EQ(Listed(Proposal::STATE_UNSPECIFIED).size(), 1);
}

TEST_P(FourEyesTest, WithoutALimitOnePersonDoesItAll) {
  PayAlone(Gowns(500'000));
  EXPECT_THAT(Listed(Proposal::STATE_UNSPECIFIED), IsEmpty());
}

}  // namespace
}  // namespace epiledger::funding
