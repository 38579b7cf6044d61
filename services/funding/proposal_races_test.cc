// Stories of two people at once: whatever comes first, a proposal ends once, on
// both engines.
#include <array>
#include <memory>

#include "absl/synchronization/blocking_counter.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/proposals_fixture.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::ReasonOf;
using v1::Proposal;

class ProposalRaces : public Proposals {};
INSTANTIATE_TEST_SUITE_P(Engines, ProposalRaces,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ProposalRaces, OfTwoApprovalsAtOnceOneIsDone) {
  SetLimits(PaymentLimit(100'000));
  const Proposal proposal = Propose(Gowns(150'000));
  constexpr size_t kApprovals = 8;
  absl::BlockingCounter left(static_cast<int>(kApprovals));
  std::array<absl::Status, kApprovals> answers;
  for (size_t i = 0; i < kApprovals; ++i) {
    funding_.service().Start(
        "ApproveProposal",
        std::make_shared<v1::ApproveProposalRequest>(Approval(proposal)),
        Concat("chief-", i),
        [&left, &answer = answers[i]](absl::StatusOr<std::string> response) {
          answer = response.status();
          left.DecrementCount();
        });
  }
  left.Wait();
  int done = 0;
  for (const absl::Status& answer : answers) {
    done += answer.ok() ? 1 : 0;
    EXPECT_EQ(ReasonOf(answer), answer.ok() ? "" : "PROPOSAL_DECIDED");
  }
  EXPECT_EQ(done, 1);
  EXPECT_THAT(Stands(), ElementsAre(450'000, 0, 150'000));
}

TEST_P(ProposalRaces, TheRecordTimeTellsAnApprovalFromAnExpiry) {
  SetLimits(PaymentLimit(100'000));
  const Proposal in_time = Propose(Gowns(150'000));
  const Proposal too_late = Propose(Gowns(200'000));
  funding_.service().clock().Set(ToTime(in_time.expire_time()) -
                                 absl::Microseconds(1));
  EXPECT_TRUE(Approve(in_time).ok());
  funding_.service().clock().Set(ToTime(too_late.expire_time()));
  // The payment finds the hold released, whichever of both comes first.
  absl::BlockingCounter left(2);
  absl::Status approval;
  absl::Status payment;
  const auto note = [&left](absl::Status& status) {
    return [&left, &status](absl::StatusOr<std::string> response) {
      status = response.status();
      left.DecrementCount();
    };
  };
  funding_.service().Start(
      "ApproveProposal",
      std::make_shared<v1::ApproveProposalRequest>(Approval(too_late)), "chief",
      note(approval));
  funding_.service().Start(
      "CreatePayment",
      std::make_shared<v1::CreatePaymentRequest>(Gowns(90'000)), "clerk",
      note(payment));
  left.Wait();
  EXPECT_TRUE(payment.ok()) << payment;
  EXPECT_TRUE(ReasonOf(approval) == "PROPOSAL_EXPIRED" ||
              ReasonOf(approval) == "PROPOSAL_DECIDED")
      << approval;
  EXPECT_THAT(Stands(), ElementsAre(360'000, 0, 240'000));
}

}  // namespace
}  // namespace epiledger::funding
