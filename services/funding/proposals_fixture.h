// Proposals: Purchases in a county with limits, and the short words of a second
// person. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_PROPOSALS_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_PROPOSALS_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "epiledger/funding/v1/proposal_service.pb.h"
#include "services/funding/purchases_fixture.h"

namespace epiledger::funding {

// Who proposes is `clerk`, who approves is `chief`.
class Proposals : public Purchases {
 protected:
  using Limits = v1::ApprovalLimits;

  // A day, three days, nine tenths; no limit.
  static Limits NoLimits() {
    Limits limits;
    limits.set_window_hours(24);
    limits.set_expiry_hours(72);
    limits.set_near_percent(90);
    return limits;
  }
  // The same with a limit of `fen` on payments.
  static Limits PaymentLimit(int64_t fen) {
    Limits limits = NoLimits();
    *limits.mutable_payment() = Fen(fen);
    return limits;
  }

  absl::StatusOr<v1::UpdateApprovalLimitsResponse> ProposeLimits(
      const Limits& limits) {
    auto request = New<v1::UpdateApprovalLimitsRequest>();
    request.set_name(Concat(kCounty, "/approvalLimits"));
    *request.mutable_approval_limits() = limits;
    return funding_.service().Call<v1::UpdateApprovalLimitsResponse>(
        "UpdateApprovalLimits", request);
  }
  void SetLimits(const Limits& limits) {
    const auto proposed = ProposeLimits(limits);
    ASSERT_TRUE(proposed.ok()) << proposed.status();
    const auto approved = Approve(proposed->proposal());
    ASSERT_TRUE(approved.ok()) << approved.status();
  }
  Limits GetLimits() {
    v1::GetApprovalLimitsRequest request;
    request.set_name(Concat(kCounty, "/approvalLimits"));
    return funding_.service()
        .Call<Limits>("GetApprovalLimits", request)
        .value_or(Limits());
  }

  // Gowns out of d1, which are not divided.
  v1::CreatePaymentRequest Gowns(int64_t fen, const std::string& payee = "") {
    auto request =
        funding_.PaymentRequest("d1", "gowns", fen, absl::CivilDay(2020, 2, 1));
    if (!payee.empty()) request.mutable_payment()->set_payee(payee);
    return request;
  }
  // A payment that needs a second person.
  v1::Proposal Propose(const v1::CreatePaymentRequest& request) {
    const auto answer = funding_.Pay(request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    if (!answer.ok()) return {};
    EXPECT_FALSE(answer->has_payment());
    EXPECT_TRUE(answer->has_proposal());
    return answer->proposal();
  }
  // One that does not.
  void PayAlone(const v1::CreatePaymentRequest& request) {
    const auto answer = funding_.Pay(request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_TRUE(answer->has_payment());
    EXPECT_FALSE(answer->has_proposal());
  }

  v1::ApproveProposalRequest Approval(const v1::Proposal& proposal) {
    auto request = New<v1::ApproveProposalRequest>();
    request.set_name(proposal.name());
    request.set_digest(proposal.digest());
    return request;
  }
  absl::StatusOr<v1::ApproveProposalResponse> Approve(
      const v1::Proposal& proposal, std::string_view subject = "chief") {
    return funding_.service().Call<v1::ApproveProposalResponse>(
        "ApproveProposal", Approval(proposal), subject);
  }
  absl::StatusOr<v1::RejectProposalResponse> Reject(
      const v1::Proposal& proposal, std::string_view subject = "chief") {
    auto request = New<v1::RejectProposalRequest>();
    request.set_name(proposal.name());
    request.set_reason("重复申请");
    return funding_.service().Call<v1::RejectProposalResponse>(
        "RejectProposal", request, subject);
  }
  absl::StatusOr<v1::WithdrawProposalResponse> Withdraw(
      const v1::Proposal& proposal, std::string_view subject = "clerk") {
    auto request = New<v1::WithdrawProposalRequest>();
    request.set_name(proposal.name());
    return funding_.service().Call<v1::WithdrawProposalResponse>(
        "WithdrawProposal", request, subject);
  }

  v1::Proposal Read(const v1::Proposal& proposal) {
    v1::GetProposalRequest request;
    request.set_name(proposal.name());
    const auto read =
        funding_.service().Call<v1::Proposal>("GetProposal", request);
    EXPECT_TRUE(read.ok()) << read.status();
    return read.value_or(v1::Proposal());
  }
  // Names of those in a state.
  std::vector<std::string> Listed(v1::Proposal::State state,
                                  int64_t expiring_hours = 0) {
    v1::ListProposalsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_state(state);
    request.set_expiring_hours(expiring_hours);
    const auto listed = funding_.service().Call<v1::ListProposalsResponse>(
        "ListProposals", request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const auto& proposal : listed->proposals()) {
      names.push_back(proposal.name());
    }
    return names;
  }

  // What d1 has available, what proposals hold of it, and what it paid.
  std::array<int64_t, 3> Stands() {
    const auto balance = funding_.GetAllocation("d1").value().balance();
    return {FenOf(balance.available()), FenOf(balance.proposed()),
            FenOf(balance.paid())};
  }
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_PROPOSALS_FIXTURE_H_
