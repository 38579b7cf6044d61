// The same as in every_batch_test.cc, of the batch of each write that corrects,
// closes, decides proposals, or moves cash and years. On both engines.
#include <string>

#include "services/funding/cash_fixture.h"
#include "services/funding/corrections_fixture.h"
#include "services/funding/proposals_fixture.h"
#include "tests/testing/batches.h"

namespace epiledger::funding {
namespace {

using testing::BatchTale;

// --- Corrections.

class CorrectionBatches : public Corrections {
 protected:
  void Tell(const BatchTale& tale) { TellOfBatch(funding_.service(), tale); }

  v1::ReverseEntryRequest Reversing(int64_t sequence) {
    auto request = New<v1::ReverseEntryRequest>();
    request.set_parent(std::string(kCounty));
    request.set_sequence(sequence);
    request.set_reason("录入有误");
    return request;
  }
  // Closes the month, or opens it again.
  template <typename Request>
  Request Of(const std::string& month) {
    auto request = New<Request>();
    request.set_name(Concat(kCounty, "/periods/", month));
    request.set_reason("月结");
    return request;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CorrectionBatches,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(CorrectionBatches, AnEntryIsReversedOnce) {
  const auto paid = Pay(100, kFirstDay);
  ASSERT_TRUE(paid.ok()) << paid.status();
  const int64_t sequence = paid->receipt().sequence();
  Tell({"BatchReverseEntries", Reversing(sequence), Reversing(sequence),
        "ALREADY_REVERSED"});
  EXPECT_EQ(Available(), 600'000);
}

TEST_P(CorrectionBatches, MonthsAreClosedInOrderAndOpenedAgainBackwards) {
  using Closing = v1::ClosePeriodRequest;
  using Opening = v1::ReopenPeriodRequest;
  funding_.service().clock().Advance(absl::Hours(24 * 90));
  Tell({"BatchClosePeriods", Of<Closing>("2020-01"), Of<Closing>("2020-03"),
        "PERIOD_NOT_NEXT"});
  ASSERT_TRUE(Close("2020-02").ok());
  Tell({"BatchReopenPeriods", Of<Opening>("2020-02"), Of<Opening>("2020-02"),
        "PERIOD_NOT_LAST"});
}

// --- Proposals.

class ProposalBatches : public Proposals {
 protected:
  void Tell(const BatchTale& tale) { TellOfBatch(funding_.service(), tale); }

  // All of one invoice, which is paid once.
  v1::Proposal ProposeInvoice(int64_t fen) {
    auto request = Gowns(fen);
    request.mutable_payment()->set_invoice("0449001");
    return Propose(request);
  }
  v1::RejectProposalRequest Rejecting(const v1::Proposal& proposal) {
    auto request = New<v1::RejectProposalRequest>();
    request.set_name(proposal.name());
    request.set_reason("重复申请");
    return request;
  }
  v1::WithdrawProposalRequest Withdrawing(const v1::Proposal& proposal) {
    auto request = New<v1::WithdrawProposalRequest>();
    request.set_name(proposal.name());
    return request;
  }
  v1::UpdateApprovalLimitsRequest Limiting(int64_t fen) {
    auto request = New<v1::UpdateApprovalLimitsRequest>();
    request.set_name(Concat(kCounty, "/approvalLimits"));
    *request.mutable_approval_limits() = PaymentLimit(fen);
    return request;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ProposalBatches,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ProposalBatches, ApprovalsAreDecidedAnewEachSeeingThoseBeforeIt) {
  SetLimits(PaymentLimit(100'000));
  const v1::Proposal first = ProposeInvoice(150'000);
  const v1::Proposal second = ProposeInvoice(200'000);
  Tell({"BatchApproveProposals", Approval(first), Approval(second),
        "INVOICE_PAID_TWICE", "chief"});
  EXPECT_EQ(Read(second).state(), v1::Proposal::STATE_OPEN);
  EXPECT_THAT(Stands(), ::testing::ElementsAre(250'000, 200'000, 150'000));
}

TEST_P(ProposalBatches, AProposalIsRejectedOrWithdrawnOnce) {
  SetLimits(PaymentLimit(100'000));
  const v1::Proposal first = Propose(Gowns(150'000));
  const v1::Proposal second = Propose(Gowns(200'000));
  Tell({"BatchRejectProposals", Rejecting(first), Rejecting(first),
        "PROPOSAL_DECIDED", "chief"});
  Tell({"BatchWithdrawProposals", Withdrawing(second), Withdrawing(second),
        "PROPOSAL_DECIDED"});
  EXPECT_THAT(Stands(), ::testing::ElementsAre(600'000, 0, 0));
}

// No rule refuses limits, for a second person decides them: an id that was used
// does, and leaves nothing at all.
TEST_P(ProposalBatches, LimitsUnderTheIdOfOthers) {
  const v1::UpdateApprovalLimitsRequest first = Limiting(100'000);
  v1::UpdateApprovalLimitsRequest second = Limiting(200'000);
  second.set_request_id(first.request_id());
  Tell({"BatchUpdateApprovalLimits", first, second, "REQUEST_ID_REUSED"});
  EXPECT_EQ(Listed(v1::Proposal::STATE_OPEN).size(), 1u);
}

// --- Cash, and the end of a year.

class CashBatches : public Cash {
 protected:
  void Tell(const BatchTale& tale) { TellOfBatch(funding_.service(), tale); }
};
INSTANTIATE_TEST_SUITE_P(Engines, CashBatches,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(CashBatches, AnAppropriationIsNotLoweredBelowWhatWasAllocated) {
  Tell({"BatchCreateAppropriationAdjustments",
        AdjustmentRequest(Turn::KIND_LOWER, 300'000, kFirstDay),
        AdjustmentRequest(Turn::KIND_LOWER, 100'001, kFirstDay),
        "OVER_UNALLOCATED"});
}

TEST_P(CashBatches, MoreThanWasDisbursedIsNotPaidBack) {
  Tell({"BatchCreateDisbursements", DisbursementRequest(200'000, kFirstDay),
        DisbursementRequest(200'001, kFirstDay, Way::KIND_PAID_BACK),
        "OVER_DISBURSED"});
  EXPECT_THAT(CashOf("d1"), ::testing::ElementsAre(200'000, 0));
}

TEST_P(CashBatches, WhatIsLeftIsCarriedOverOnce) {
  EndTheYear();
  ASSERT_TRUE(AllocateForCarryOver("n1", 0, kNewYear).ok());
  Tell({"BatchCreateCarryOvers", CarryRequest("d1", "n1"),
        CarryRequest("d1", "n1"), "NOTHING_TO_CARRY"});
  EXPECT_EQ(FenOf(BalanceOf("n1").carried_in()), 600'000);
}

}  // namespace
}  // namespace epiledger::funding
