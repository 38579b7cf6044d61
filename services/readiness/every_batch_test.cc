// Of the batch of each write of the register: the refused one of two is named
// and nothing of the other is left, and alone the other is done. On both
// engines.
#include <string>

#include "services/readiness/four_eyes_fixture.h"
#include "services/readiness/readiness_service.h"
#include "services/text.h"
#include "tests/testing/batches.h"

namespace epiledger::readiness {
namespace {

using testing::BatchTale;

// A county of one operator, `first-operator`, who acts alone.
class EveryRegisterBatch : public FourEyesFixture {
 protected:
  void Tell(BatchTale tale) { TellOfBatch(county_.service(), tale); }

  template <typename Request>
  Request New() {
    Request request;
    request.set_request_id(county_.service().NewId());
    return request;
  }
  template <typename Request>
  Request Named(const std::string& name) {
    auto request = New<Request>();
    request.set_name(name);
    return request;
  }
  template <typename Request>
  Request OfCounty() {
    auto request = New<Request>();
    request.set_parent(std::string(kCounty));
    return request;
  }

  v1::CreateOrganizationRequest NewOrganization(const std::string& id) {
    auto request = OfCounty<v1::CreateOrganizationRequest>();
    request.set_organization_id(id);
    request.mutable_organization()->set_display_name("示范县财政局");
    return request;
  }
  v1::Facility Ward(const std::string& organization) {
    v1::Facility facility;
    facility.set_display_name("示范县隔离病房");
    facility.set_kind(v1::Facility::KIND_HOSPITAL);
    facility.set_organization(Concat(kCounty, "/organizations/", organization));
    return facility;
  }
  v1::CreateFacilityRequest NewFacility(const std::string& id) {
    auto request = OfCounty<v1::CreateFacilityRequest>();
    request.set_facility_id(id);
    *request.mutable_facility() = Ward("health");
    return request;
  }
  v1::UpdateFacilityRequest FacilityChange(const std::string& organization) {
    auto request = Named<v1::UpdateFacilityRequest>(FacilityNameOf("chinese"));
    *request.mutable_facility() = Ward(organization);
    return request;
  }
  v1::UpdateSubjectRequest RoleChange(const std::string& id) {
    auto request = Named<v1::UpdateSubjectRequest>(SubjectNameOf(id));
    request.mutable_subject()->add_roles(auth::v1::ROLE_SUPERVISION);
    return request;
  }
  v1::IssueTokenRequest TokenFor(const std::string& id) {
    auto request = New<v1::IssueTokenRequest>();
    request.set_parent(SubjectNameOf(id));
    return request;
  }
  v1::RevokeTokenRequest Revocation(const std::string& token) {
    auto request = Named<v1::RevokeTokenRequest>(token);
    request.set_reason("手机遗失");
    return request;
  }
  v1::SetReportScheduleRequest DueFrom(absl::CivilDay day) {
    auto request = OfCounty<v1::SetReportScheduleRequest>();
    *request.mutable_due_rule()->mutable_valid_from() = DateOf(day);
    request.mutable_due_rule()->set_due_minutes(1'020);
    return request;
  }
  v1::ApproveSubjectProposalRequest Approving(
      const v1::SubjectProposal& proposal) {
    auto request = ApprovalOf(proposal);
    request.set_request_id(county_.service().NewId());
    return request;
  }
  v1::RejectSubjectProposalRequest Rejecting(
      const v1::SubjectProposal& proposal) {
    auto request = Named<v1::RejectSubjectProposalRequest>(proposal.name());
    request.set_reason("无此人员");
    return request;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, EveryRegisterBatch,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         EngineOf);

TEST_P(EveryRegisterBatch, OrganisationsAndFacilitiesThatAreThereAlready) {
  Tell({"BatchCreateOrganizations", NewOrganization("finance"),
        NewOrganization("health"), "NAME_TAKEN"});
  Tell({"BatchCreateFacilities", NewFacility("ward"), NewFacility("people"),
        "NAME_TAKEN"});
  Tell({"BatchUpdateFacilities", FacilityChange("finance"),
        FacilityChange("nobody"), "ORGANIZATION_NOT_FOUND"});
}

// What is kept beside the journal is taken back, too.
TEST_P(EveryRegisterBatch, APersonWhoIsThereAlreadyLeavesNothingOfTheOther) {
  ASSERT_TRUE(Enlist("ward", Hospital(), "first-operator").ok());
  const auto one = EnlistRequest("clerk", Supervision());
  const auto other = EnlistRequest("ward", Supervision());
  const auto together =
      SendBatch(county_.service(), "BatchCreateSubjects", {&one, &other},
                testing::AllOrNothing::kYes, "first-operator");
  EXPECT_THAT(OutcomesOf(together),
              ::testing::ElementsAre("BATCH_REFUSED", "NAME_TAKEN"));
  EXPECT_THAT(county_.PersonalOf("clerk"), ::testing::IsEmpty());
  Tell({"BatchCreateSubjects", one, EnlistRequest("ward", Supervision()),
        "NAME_TAKEN", "first-operator"});
  EXPECT_EQ(county_.GetSubject("clerk")->display_name(), "张三丰");
}

TEST_P(EveryRegisterBatch, RolesNamesAndTokensOfPersonsWhomNobodyKnows) {
  ASSERT_TRUE(Enlist("ward", Hospital(), "first-operator").ok());
  Tell({"BatchUpdateSubjects", RoleChange("ward"), RoleChange("nobody"),
        "SUBJECT_NOT_FOUND", "first-operator"});
  EXPECT_EQ(RolesOf("ward"), Supervision());
  Tell({"BatchIssueTokens", TokenFor("ward"), TokenFor("nobody"),
        "SUBJECT_NOT_FOUND", "first-operator"});
  using Erasure = v1::ErasePersonRequest;
  Tell({"BatchErasePersons", Named<Erasure>(SubjectNameOf("ward")),
        Named<Erasure>(SubjectNameOf("nobody")), "SUBJECT_NOT_FOUND"});
  EXPECT_THAT(county_.PersonalOf("ward"), ::testing::IsEmpty());
}

TEST_P(EveryRegisterBatch, ATokenIsRevokedOnceAndTheScheduleGoesForward) {
  ASSERT_TRUE(Enlist("ward", Hospital(), "first-operator").ok());
  const std::string token = Issue("ward", "first-operator")->token().name();
  Tell({"BatchRevokeTokens", Revocation(token), Revocation(token),
        "TOKEN_ALREADY_REVOKED"});
  Tell({"BatchSetReportSchedules", DueFrom(kToday + 9), DueFrom(kToday + 8),
        "RULE_NOT_NEWER"});
}

TEST_P(EveryRegisterBatch, AProposalIsDecidedOnce) {
  EnlistTwo();
  const v1::SubjectProposal approved = Enlist("a", Hospital())->proposal();
  const v1::SubjectProposal rejected = Enlist("b", Hospital())->proposal();
  const v1::SubjectProposal withdrawn = Enlist("c", Hospital())->proposal();
  Tell({"BatchApproveSubjectProposals", Approving(approved),
        Approving(approved), "PROPOSAL_DECIDED", "second"});
  EXPECT_EQ(RolesOf("a"), Hospital());
  Tell({"BatchRejectSubjectProposals", Rejecting(rejected), Rejecting(rejected),
        "PROPOSAL_DECIDED", "second"});
  using Withdrawal = v1::WithdrawSubjectProposalRequest;
  Tell({"BatchWithdrawSubjectProposals", Named<Withdrawal>(withdrawn.name()),
        Named<Withdrawal>(withdrawn.name()), "PROPOSAL_DECIDED", "first"});
  EXPECT_THAT(Listed(v1::SubjectProposal::STATE_OPEN), ::testing::IsEmpty());
}

// A sheet of people is no way around the second person: from the line on that
// makes them two, the rest waits.
TEST_P(EveryRegisterBatch, TheLinesBehindTheSecondApproverWait) {
  v1::BatchCreateSubjectsRequest people;
  people.set_parent(std::string(kCounty));
  people.set_all_or_nothing(true);
  for (const char* id : {"first", "second", "third"}) {
    *people.add_requests() = EnlistRequest(id, {auth::v1::ROLE_OPERATOR});
  }
  const auto answer = county_.service().Call<v1::BatchCreateSubjectsResponse>(
      "BatchCreateSubjects", people, "first-operator");
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_EQ(answer->results_size(), 3);
  EXPECT_TRUE(answer->results(0).response().has_subject());
  EXPECT_TRUE(answer->results(1).response().has_subject());
  EXPECT_TRUE(answer->results(2).response().has_proposal());
}

// Each token is signed, first and again, whichever way it came; one that waits
// is not, and is when the second person lets the whole sheet through.
TEST_P(EveryRegisterBatch, TokensOfASheetAreSignedAndThoseThatWaitAreNot) {
  ASSERT_TRUE(Enlist("ward", Hospital(), "first-operator").ok());
  EnlistTwo();
  for (const bool all_or_nothing : {true, false}) {
    SCOPED_TRACE(all_or_nothing);
    v1::BatchIssueTokensRequest tokens;
    tokens.set_parent(std::string(kCounty));
    tokens.set_all_or_nothing(all_or_nothing);
    *tokens.add_requests() = TokenFor("ward");
    *tokens.add_requests() = TokenFor("second");
    std::string id;
    for (const bool is_replay : {false, true}) {
      const auto sheet = county_.service().Call<v1::BatchIssueTokensResponse>(
          "BatchIssueTokens", tokens, "first");
      ASSERT_TRUE(sheet.ok()) << sheet.status();
      const v1::IssueTokenResponse& issued = sheet->results(0).response();
      EXPECT_EQ(issued.receipt().replayed(), is_replay);
      const auto claims = county_.tokens().Verify(issued.bearer_token());
      ASSERT_TRUE(claims.ok()) << claims.status();
      EXPECT_EQ((*claims)->roles, Hospital());
      EXPECT_EQ((*claims)->token_id, issued.token().name());
      const v1::IssueTokenResponse& waits = sheet->results(1).response();
      EXPECT_EQ(waits.bearer_token(), "");
      ASSERT_TRUE(waits.has_proposal());
      if (!is_replay) continue;
      v1::BatchApproveSubjectProposalsRequest approvals;
      approvals.set_parent(std::string(kCounty));
      approvals.set_all_or_nothing(all_or_nothing);
      *approvals.add_requests() = Approving(waits.proposal());
      const auto approved =
          county_.service().Call<v1::BatchApproveSubjectProposalsResponse>(
              "BatchApproveSubjectProposals", approvals, "second");
      ASSERT_TRUE(approved.ok()) << approved.status();
      EXPECT_TRUE(county_.tokens()
                      .Verify(approved->results(0).response().bearer_token())
                      .ok());
    }
  }
}

TEST(RegisterBatchShape, ABatchIsOpenToWhomItsWriteIsOpen) {
  const rpc::MethodTable table =
      ReadinessMethods({}, std::make_shared<TokenDesk>());
  EXPECT_EQ(testing::ExpectBatchesOpenAsTheirWrites(table), 31);
}

}  // namespace
}  // namespace epiledger::readiness
