// FourEyesFixture: a county whose register has two who may approve, operators
// `first` and `second`, and short ways to propose and decide. For tests.
#ifndef EPILEDGER_SERVICES_READINESS_FOUR_EYES_FIXTURE_H_
#define EPILEDGER_SERVICES_READINESS_FOUR_EYES_FIXTURE_H_

#include <string>
#include <string_view>
#include <vector>

#include "epiledger/readiness/v1/subject_proposal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/readiness_fixture.h"

namespace epiledger::readiness {

using Roles = std::vector<auth::v1::Role>;
inline Roles Finance() { return {auth::v1::ROLE_FINANCE}; }
inline Roles Headquarters() { return {auth::v1::ROLE_HEADQUARTERS}; }
inline Roles Operators() { return {auth::v1::ROLE_OPERATOR}; }
// These three may approve nothing.
inline Roles Audit() { return {auth::v1::ROLE_AUDITOR}; }
inline Roles Hospital() { return {auth::v1::ROLE_HOSPITAL}; }
inline Roles Supervision() { return {auth::v1::ROLE_SUPERVISION}; }

class FourEyesFixture
    : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  FourEyesFixture() : county_(GetParam()) { county_.MakeSample(); }
  ~FourEyesFixture() override {
    EXPECT_THAT(county_.service().Verify().findings, ::testing::IsEmpty());
  }

  // What `first-operator` of bootstrap does: alone, and alone still.
  void EnlistTwo() {
    ASSERT_TRUE(
        Enlist("first", {auth::v1::ROLE_OPERATOR}, "first-operator").ok());
    ASSERT_TRUE(
        Enlist("second", {auth::v1::ROLE_OPERATOR}, "first-operator").ok());
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> As(std::string_view subject, std::string_view method,
                              Request request) {
    request.set_request_id(county_.service().NewId());
    return county_.service().Call<Response>(method, request, subject);
  }

  v1::CreateSubjectRequest EnlistRequest(const std::string& id,
                                         const Roles& roles) {
    auto request = county_.SubjectRequest(id, "张三丰", "138-0000-1234");
    *request.mutable_subject()->mutable_roles() = {roles.begin(), roles.end()};
    return request;
  }
  absl::StatusOr<v1::CreateSubjectResponse> Enlist(
      const std::string& id, const Roles& roles,
      std::string_view subject = "first") {
    return As<v1::CreateSubjectResponse>(subject, "CreateSubject",
                                         EnlistRequest(id, roles));
  }
  absl::StatusOr<v1::UpdateSubjectResponse> Change(
      const std::string& id, const Roles& roles,
      std::string_view subject = "first", const std::string& name = "") {
    v1::UpdateSubjectRequest request;
    request.set_name(SubjectNameOf(id));
    *request.mutable_subject()->mutable_roles() = {roles.begin(), roles.end()};
    request.mutable_subject()->set_facility(FacilityNameOf("people"));
    request.set_display_name(name);
    return As<v1::UpdateSubjectResponse>(subject, "UpdateSubject", request);
  }
  absl::StatusOr<v1::IssueTokenResponse> Issue(
      const std::string& id, std::string_view subject = "first") {
    v1::IssueTokenRequest request;
    request.set_parent(SubjectNameOf(id));
    return As<v1::IssueTokenResponse>(subject, "IssueToken", request);
  }

  static v1::ApproveSubjectProposalRequest ApprovalOf(
      const v1::SubjectProposal& proposal) {
    v1::ApproveSubjectProposalRequest request;
    request.set_name(proposal.name());
    request.set_digest(proposal.digest());
    return request;
  }
  absl::StatusOr<v1::ApproveSubjectProposalResponse> Approve(
      const v1::SubjectProposal& proposal,
      std::string_view subject = "second") {
    return As<v1::ApproveSubjectProposalResponse>(
        subject, "ApproveSubjectProposal", ApprovalOf(proposal));
  }
  absl::StatusOr<v1::RejectSubjectProposalResponse> Reject(
      const v1::SubjectProposal& proposal,
      std::string_view subject = "second") {
    v1::RejectSubjectProposalRequest request;
    request.set_name(proposal.name());
    request.set_reason("无此人员");
    return As<v1::RejectSubjectProposalResponse>(
        subject, "RejectSubjectProposal", request);
  }
  absl::StatusOr<v1::WithdrawSubjectProposalResponse> Withdraw(
      const v1::SubjectProposal& proposal, std::string_view subject = "first") {
    v1::WithdrawSubjectProposalRequest request;
    request.set_name(proposal.name());
    return As<v1::WithdrawSubjectProposalResponse>(
        subject, "WithdrawSubjectProposal", request);
  }
  absl::StatusOr<v1::SubjectProposal> Read(const v1::SubjectProposal& proposal,
                                           const type::v1::AsOf& as_of = {}) {
    v1::GetSubjectProposalRequest request;
    request.set_name(proposal.name());
    *request.mutable_as_of() = as_of;
    return county_.service().Call<v1::SubjectProposal>("GetSubjectProposal",
                                                       request);
  }
  std::vector<std::string> Listed(v1::SubjectProposal::State state,
                                  const std::string& subject = "") {
    v1::ListSubjectProposalsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_state(state);
    if (!subject.empty()) request.set_subject(SubjectNameOf(subject));
    const auto list = county_.service().Call<v1::ListSubjectProposalsResponse>(
        "ListSubjectProposals", request);
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> names;
    for (const auto& proposal : list->subject_proposals()) {
      names.push_back(proposal.name());
    }
    return names;
  }
  Roles RolesOf(const std::string& id) {
    const auto subject = county_.GetSubject(id);
    EXPECT_TRUE(subject.ok()) << subject.status();
    Roles roles;
    for (const int role : subject->roles()) {
      roles.push_back(static_cast<auth::v1::Role>(role));
    }
    return roles;
  }

  ReadinessFixture county_;
};

inline std::string EngineOf(
    const ::testing::TestParamInfo<ReadinessFixture::Store>& engine) {
  return StoreName(engine.param);
}

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FOUR_EYES_FIXTURE_H_
