// Stories of which limit holds for what, on both engines: each kind of write
// has its own, facts have none. Every figure is written by hand.
#include <string>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/proposals_fixture.h"

namespace epiledger::funding {
namespace {

using Change = v1::AllocationChange;
using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using v1::Proposal;

constexpr absl::CivilDay kToday(2020, 2, 1);

class ApprovalLimitsTest : public Proposals {
 protected:
  v1::CreateAllocationChangeRequest Taking(Change::Kind kind, int64_t fen) {
    auto request = New<v1::CreateAllocationChangeRequest>();
    request.set_parent(std::string(kCounty));
    Change& change = *request.mutable_allocation_change();
    change.set_kind(kind);
    change.set_allocation(AllocationName("d1"));
    change.set_purpose(Concat(kCounty, "/purposes/any"));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(kToday);
    change.set_reason("县指挥部决定");
    return request;
  }
  absl::StatusOr<v1::CreateAllocationChangeResponse> Do(
      const v1::CreateAllocationChangeRequest& request) {
    return funding_.service().Call<v1::CreateAllocationChangeResponse>(
        "CreateAllocationChange", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ApprovalLimitsTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ApprovalLimitsTest, AnOrderAboveItsLimitWaitsAndIsPlacedAsItWasAsked) {
  Limits limits = NoLimits();
  *limits.mutable_commitment() = Fen(100'000);
  SetLimits(limits);
  const auto answer = Order("c1", {{"gowns", 60'000}, {"masks", 120'000}});
  ASSERT_TRUE(answer.ok()) << answer.status();
  const Proposal& proposal = answer->proposal();
  EXPECT_EQ(proposal.kind(), Proposal::KIND_COMMITMENT);
  EXPECT_EQ(FenOf(proposal.amount()), 180'000);
  // Masks take their own 100,000 first, then what is not divided.
  EXPECT_THAT(Left(), ElementsAre(0, 420'000));
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->proposal().result(), CommitmentName("c1"));
  EXPECT_EQ(LineOf("c1", 1), (Stages{60'000, 0, 0, 0}));
  EXPECT_EQ(LineOf("c1", 2), (Stages{120'000, 0, 0, 0}));
  EXPECT_THAT(Left(), ElementsAre(0, 420'000));
  EXPECT_THAT(Stands(), ElementsAre(420'000, 0, 0));
  // A payment of the same amount has no limit here.
  ASSERT_TRUE(PayFor("c1", 2, 120'000, kToday, When::kAhead).ok());
}

TEST_P(ApprovalLimitsTest, PayingForAnOrderWaitsAndTheOrderHoldsTheMoney) {
  SetLimits(PaymentLimit(100'000));
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000}}).ok());
  const auto ahead = PayFor("c1", 1, 150'000, kToday, When::kAhead);
  ASSERT_TRUE(ahead.ok()) << ahead.status();
  const Proposal& proposal = ahead->proposal();
  EXPECT_EQ(proposal.payment().kind(), v1::Payment::KIND_PREPAYMENT);
  EXPECT_THAT(proposal.holds(), IsEmpty());
  EXPECT_EQ(LineOf("c1"), (Stages{200'000, 0, 0, 0}));
  // Goods that come are never held up, and the payment meets them.
  ASSERT_TRUE(Arrive("c1", 1, 80'000, 0, kToday).ok());
  ASSERT_TRUE(Approve(proposal).ok());
  EXPECT_EQ(LineOf("c1"), (Stages{50'000, 70'000, 0, 80'000}));
  // What the order has left by then is what fits.
  const auto rest = PayFor("c1", 1, 50'000, kToday, When::kAhead);
  EXPECT_TRUE(rest->has_payment());
}

TEST_P(ApprovalLimitsTest, AnApprovalSaysWhatWouldStillFit) {
  SetLimits(PaymentLimit(100'000));
  ASSERT_TRUE(Order("c1", {{"gowns", 200'000}}).ok());
  const auto ahead = PayFor("c1", 1, 150'000, kToday, When::kAhead);
  ASSERT_TRUE(ahead.ok()) << ahead.status();
  ASSERT_TRUE(Release("c1", kToday, 1, 80'000).ok());
  const auto refused = Approve(ahead->proposal()).status();
  EXPECT_EQ(ReasonOf(refused), "OVER_HELD");
  EXPECT_EQ(FigureOf(refused, "available"), "120000");
  EXPECT_EQ(FigureOf(refused, "needed"), "150000");
  EXPECT_EQ(Read(ahead->proposal()).state(), Proposal::STATE_OPEN);
}

TEST_P(ApprovalLimitsTest, ABillFromBeforeTheMoneyIsAPaymentToo) {
  SetLimits(PaymentLimit(100'000));
  auto owe = New<v1::CreateLiabilityRequest>();
  owe.set_parent(std::string(kCounty));
  v1::Liability& liability = *owe.mutable_liability();
  liability.set_debtor(Concat(kCounty, "/facilities/people-hospital"));
  liability.set_creditor("示范物资有限公司");
  liability.set_purpose(Concat(kCounty, "/purposes/gowns"));
  *liability.mutable_amount() = Fen(150'000);
  *liability.mutable_liability_date() = Day(kFirstDay);
  liability.set_reason("春节期间紧急赊购");
  const auto owed = funding_.service().Call<v1::CreateLiabilityResponse>(
      "CreateLiability", owe);
  ASSERT_TRUE(owed.ok()) << owed.status();
  auto settle = New<v1::SettleLiabilityRequest>();
  settle.set_name(owed->liability().name());
  settle.set_allocation(AllocationName("d1"));
  *settle.mutable_amount() = Fen(150'000);
  *settle.mutable_payment_date() = Day(kToday);
  settle.set_method(v1::Payment::METHOD_DIRECT);
  const auto answer = funding_.service().Call<v1::SettleLiabilityResponse>(
      "SettleLiability", settle);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->proposal().payee(), "示范物资有限公司");
  EXPECT_THAT(Stands(), ElementsAre(450'000, 150'000, 0));
  ASSERT_TRUE(Approve(answer->proposal()).ok());
  EXPECT_THAT(Stands(), ElementsAre(450'000, 0, 150'000));
}

TEST_P(ApprovalLimitsTest, TransfersAndRecallsHaveLimitsOfTheirOwn) {
  ASSERT_TRUE(
      funding_.Allocate("d2", "central", 200'000, {{"gowns", 0}}, kFirstDay)
          .ok());
  Limits limits = NoLimits();
  *limits.mutable_transfer() = Fen(0);
  *limits.mutable_recall() = Fen(50'000);
  SetLimits(limits);
  auto transfer = Taking(Change::KIND_TRANSFER, 1);
  Change& change = *transfer.mutable_allocation_change();
  change.set_target_allocation(AllocationName("d2"));
  change.set_target_purpose(Concat(kCounty, "/purposes/gowns"));
  change.set_approver("s-900");
  const auto moved = Do(transfer);
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->proposal().payee(), AllocationName("d2"));
  EXPECT_EQ(moved->proposal().allocation_change().approver(), "s-900");
  EXPECT_TRUE(Approve(moved->proposal()).ok());

  EXPECT_TRUE(Do(Taking(Change::KIND_RECALL, 50'000))->has_allocation_change());
  const auto recalled = Do(Taking(Change::KIND_RECALL, 1));
  ASSERT_TRUE(recalled.ok()) << recalled.status();
  EXPECT_EQ(recalled->proposal().kind(), Proposal::KIND_RECALL);
  EXPECT_EQ(recalled->proposal().payee(), Concat(kCounty, "/funds/central"));
  EXPECT_EQ(FenOf(recalled->proposal().lately()), 50'000);
  EXPECT_TRUE(Approve(recalled->proposal()).ok());
  EXPECT_THAT(Stands(), ElementsAre(549'998, 0, 0));
}

TEST_P(ApprovalLimitsTest, WhatWaitsCountsAgainstItsPurposesCeiling) {
  auto allocate = New<v1::CreateAllocationDocumentRequest>();
  allocate.set_parent(std::string(kCounty));
  allocate.set_document_id("d2");
  auto& document = *allocate.mutable_allocation_document();
  document.set_issuer("示范县财政局");
  document.set_number("示财〔2020〕9号");
  document.set_title("关于追加防控物资资金的通知");
  *document.mutable_document_date() = Day(kFirstDay);
  v1::Allocation& allocation = *document.add_allocations();
  allocation.set_fund(Concat(kCounty, "/funds/central"));
  allocation.set_recipient(Concat(kCounty, "/facilities/people-hospital"));
  *allocation.mutable_amount() = Fen(400'000);
  auto& share = *allocation.add_purposes();
  share.set_purpose(Concat(kCounty, "/purposes/gowns"));
  *share.mutable_ceiling() = Fen(200'000);
  ASSERT_TRUE(funding_.service()
                  .Call<v1::CreateAllocationDocumentResponse>(
                      "CreateAllocationDocument", allocate)
                  .ok());
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal =
      Propose(funding_.PaymentRequest("d2", "gowns", 150'000, kToday));
  ASSERT_EQ(proposal.holds_size(), 2);
  EXPECT_EQ(proposal.holds(1).account(), "ceiling:d2/1/gowns");
  const auto refused =
      funding_.Pay(funding_.PaymentRequest("d2", "gowns", 60'000, kToday))
          .status();
  EXPECT_EQ(ReasonOf(refused), "OVER_CEILING");
  EXPECT_EQ(FigureOf(refused, "ceiling_left"), "50000");
  EXPECT_EQ(FigureOf(refused, "hold_1"), proposal.name());
  EXPECT_EQ(FigureOf(refused, "hold_1_amount"), "150000");
  ASSERT_TRUE(Approve(proposal).ok());
  PayAlone(funding_.PaymentRequest("d2", "gowns", 50'000, kToday));
}

TEST_P(ApprovalLimitsTest, AFreezeNeverWaits) {
  Limits limits = PaymentLimit(0);
  *limits.mutable_recall() = Fen(0);
  SetLimits(limits);
  const auto frozen = Do(Taking(Change::KIND_FREEZE, 500'000));
  ASSERT_TRUE(frozen.ok()) << frozen.status();
  EXPECT_TRUE(frozen->has_allocation_change());
}

TEST_P(ApprovalLimitsTest, WhatWaitsKeepsAnAllocationOpen) {
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal = Propose(Gowns(500'000));
  ASSERT_TRUE(Do(Taking(Change::KIND_RECALL, 1)).status().code() ==
              absl::StatusCode::kFailedPrecondition);
  auto masks = Taking(Change::KIND_RECALL, 100'000);
  masks.mutable_allocation_change()->set_purpose(
      Concat(kCounty, "/purposes/masks"));
  ASSERT_TRUE(Do(masks).ok());
  auto close = New<v1::CloseAllocationRequest>();
  close.set_name(AllocationName("d1"));
  *close.mutable_close_date() = Day(kToday);
  const auto refused =
      funding_.service()
          .Call<v1::CloseAllocationResponse>("CloseAllocation", close)
          .status();
  EXPECT_EQ(ReasonOf(refused), "STILL_OPEN");
  EXPECT_EQ(FigureOf(refused, "stage"), "proposed");
  EXPECT_TRUE(Approve(proposal).ok());
}

TEST_P(ApprovalLimitsTest, WhatCameNearTheLimitIsListed) {
  SetLimits(PaymentLimit(100'000));
  PayAlone(Gowns(89'999));
  PayAlone(Gowns(1));
  PayAlone(Gowns(90'000, "示范物资有限公司"));
  v1::ListNearLimitsRequest request;
  request.set_parent(std::string(kCounty));
  const auto near =
      funding_.service()
          .Call<v1::ListNearLimitsResponse>("ListNearLimits", request)
          .value();
  ASSERT_EQ(near.near_limits_size(), 2);
  EXPECT_EQ(FenOf(near.near_limits(0).amount()), 1);
  EXPECT_EQ(FenOf(near.near_limits(0).sum()), 90'000);
  EXPECT_EQ(FenOf(near.near_limits(1).sum()), 90'000);
  EXPECT_EQ(near.near_limits(1).payee(), "示范物资有限公司");
  EXPECT_EQ(near.near_limits(1).subject(), "clerk");
}

TEST_P(ApprovalLimitsTest, LimitsAreChangedByTwo) {
  EXPECT_FALSE(GetLimits().has_payment());
  EXPECT_EQ(GetLimits().window_hours(), 24);
  const auto proposed = ProposeLimits(PaymentLimit(100'000));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->proposal().kind(), Proposal::KIND_LIMITS);
  EXPECT_FALSE(GetLimits().has_payment());
  EXPECT_EQ(ReasonOf(Approve(proposed->proposal(), "clerk").status()),
            "APPROVED_BY_ONESELF");
  const auto other = ProposeLimits(PaymentLimit(900'000));
  ASSERT_TRUE(other.ok()) << other.status();
  ASSERT_TRUE(Approve(proposed->proposal()).ok());
  EXPECT_EQ(FenOf(GetLimits().payment()), 100'000);
  // What they would have replaced is not there any more.
  EXPECT_EQ(ReasonOf(Approve(other->proposal()).status()), "LIMITS_CHANGED");
  EXPECT_TRUE(Reject(other->proposal()).ok());
}

}  // namespace
}  // namespace epiledger::funding
