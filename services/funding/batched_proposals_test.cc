// Stories of sheets that are accepted all or none, of which something is more
// than one person may do. On both engines; every figure is written by hand.
#include <string>
#include <vector>

#include "services/funding/proposals_fixture.h"
#include "tests/testing/batches.h"

namespace epiledger::funding {
namespace {

using testing::AllOrNothing;
using ::testing::ElementsAre;
using testing::ErrorOf;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using testing::SendBatch;
using v1::Proposal;

// One person may pay 1,000 yuan; 5,000 are there for gowns.
class BatchedProposals : public Proposals {
 protected:
  using Lines = v1::BatchCreatePaymentsRequest;
  using Results = v1::BatchCreatePaymentsResponse;

  BatchedProposals() { SetLimits(PaymentLimit(100'000)); }

  // Payments for gowns of so many fen each.
  Lines Together(const std::vector<int64_t>& fen) {
    Lines lines;
    lines.set_parent(std::string(kCounty));
    lines.set_all_or_nothing(true);
    for (const int64_t amount : fen) *lines.add_requests() = Gowns(amount);
    return lines;
  }
  Results Send(const Lines& lines) {
    const auto answer =
        funding_.service().Call<Results>("BatchCreatePayments", lines);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(Results());
  }
  // What became of each line: `paid`, `waits`, or the reason why neither.
  static std::vector<std::string> Outcomes(const Results& results) {
    std::vector<std::string> outcomes;
    for (const auto& result : results.results()) {
      if (result.has_error()) {
        outcomes.push_back(ErrorOf(result.error()).reason);
      } else {
        const bool waits = result.response().has_proposal();
        outcomes.emplace_back(waits ? "waits" : "paid");
      }
    }
    return outcomes;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, BatchedProposals,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(BatchedProposals, WhatIsAboveTheLimitWaitsAndTheRestIsDone) {
  const Results results = Send(Together({60'000, 150'000, 40'000}));
  ASSERT_THAT(Outcomes(results), ElementsAre("paid", "waits", "paid"));
  const Proposal& proposal = results.results(1).response().proposal();
  // It saw the line before it.
  EXPECT_EQ(FenOf(proposal.lately()), 60'000);
  EXPECT_EQ(proposal.proposer(), "clerk");
  EXPECT_THAT(Stands(), ElementsAre(350'000, 150'000, 100'000));
  // Whether it is done is decided without the others.
  EXPECT_EQ(ReasonOf(Approve(proposal, "clerk").status()),
            "APPROVED_BY_ONESELF");
  ASSERT_TRUE(Approve(proposal).ok());
  EXPECT_THAT(Stands(), ElementsAre(350'000, 0, 250'000));
}

TEST_P(BatchedProposals, ASheetDoesNotHelpToSplit) {
  EXPECT_THAT(Outcomes(Send(Together({60'000, 40'001}))),
              ElementsAre("paid", "waits"));
}

TEST_P(BatchedProposals, TheLinesBehindItSeeWhatItHoldsAndARefusalLeavesNone) {
  const Results results = Send(Together({60'000, 400'000, 40'001}));
  EXPECT_THAT(Outcomes(results),
              ElementsAre("BATCH_REFUSED", "BATCH_REFUSED", "OVERSPENT"));
  auto figures = ErrorOf(results.results(2).error()).metadata;
  EXPECT_EQ(figures["element"], "requests[2]");
  EXPECT_EQ(figures["available"], "40000");
  EXPECT_EQ(figures["holds"], "1");
  // The name it would have had will be that of another proposal.
  EXPECT_EQ(figures["hold_1"], "requests[1]");
  EXPECT_EQ(figures["hold_1_amount"], "400000");
  EXPECT_THAT(Listed(Proposal::STATE_OPEN), IsEmpty());
  EXPECT_THAT(Stands(), ElementsAre(600'000, 0, 0));
  // Nor does what was not paid count for what one person may do.
  PayAlone(Gowns(100'000));
}

TEST_P(BatchedProposals, SentAgainItsAnswerIsTheFirstWhateverBecameOfIt) {
  const Lines lines = Together({60'000, 150'000});
  const Results first = Send(lines);
  ASSERT_THAT(Outcomes(first), ElementsAre("paid", "waits"));
  ASSERT_TRUE(Reject(first.results(1).response().proposal()).ok());
  // The line that was done stays done.
  EXPECT_THAT(Stands(), ElementsAre(540'000, 0, 60'000));

  const Results again = Send(lines);
  EXPECT_THAT(Outcomes(again), ElementsAre("paid", "waits"));
  const v1::CreatePaymentResponse& answer = again.results(1).response();
  EXPECT_TRUE(answer.receipt().replayed());
  EXPECT_EQ(answer.proposal().state(), Proposal::STATE_OPEN);
  EXPECT_EQ(Read(answer.proposal()).state(), Proposal::STATE_REJECTED);
  EXPECT_THAT(Stands(), ElementsAre(540'000, 0, 60'000));
}

// It holds money, and nothing else: as if the two had come one by one.
TEST_P(BatchedProposals, AnInvoiceThatWaitsIsPaidByALineBehindIt) {
  Lines lines = Together({150'000, 50'000});
  for (auto& request : *lines.mutable_requests()) {
    request.mutable_payment()->set_invoice("0440001");
  }
  const Results results = Send(lines);
  ASSERT_THAT(Outcomes(results), ElementsAre("waits", "paid"));
  const auto refused =
      Approve(results.results(0).response().proposal()).status();
  EXPECT_EQ(ReasonOf(refused), "INVOICE_PAID_TWICE");
  EXPECT_EQ(FigureOf(refused, "element"), "");
  EXPECT_THAT(Stands(), ElementsAre(400'000, 150'000, 50'000));
}

TEST_P(BatchedProposals, TheSecondPersonApprovesAllThatWaitsOrNone) {
  const Results results = Send(Together({150'000, 200'000}));
  ASSERT_THAT(Outcomes(results), ElementsAre("waits", "waits"));
  const Proposal& one = results.results(0).response().proposal();
  const Proposal& other = results.results(1).response().proposal();
  const v1::ApproveProposalRequest first = Approval(one);
  v1::ApproveProposalRequest second = Approval(other);
  second.set_digest(one.digest());
  EXPECT_THAT(
      OutcomesOf(SendBatch(funding_.service(), "BatchApproveProposals",
                           {&first, &second}, AllOrNothing::kYes, "chief")),
      ElementsAre("BATCH_REFUSED", "PROPOSAL_DIFFERS"));
  EXPECT_THAT(Stands(), ElementsAre(250'000, 350'000, 0));
  second = Approval(other);
  EXPECT_THAT(
      OutcomesOf(SendBatch(funding_.service(), "BatchApproveProposals",
                           {&first, &second}, AllOrNothing::kYes, "chief")),
      ElementsAre("done", "done"));
  EXPECT_THAT(Stands(), ElementsAre(250'000, 0, 350'000));
}

}  // namespace
}  // namespace epiledger::funding
