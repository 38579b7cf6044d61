// Stories of two people who keep a register: what one proposes the other
// decides, on both engines.
#include "services/readiness/api_time.h"
#include "services/readiness/four_eyes_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using v1::SubjectProposal;

class FourEyes : public FourEyesFixture {};
INSTANTIATE_TEST_SUITE_P(Engines, FourEyes,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         EngineOf);

TEST_P(FourEyes, WhoIsAloneActsAloneAndTheAuditorSeesThatItWasSo) {
  const auto alone = Enlist("clerk-1", Finance(), "first-operator");
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_FALSE(alone->has_proposal());
  EnlistTwo();
  // The second of the two was enlisted while there was one; now there are two.
  EXPECT_EQ(county_.GetSubject("second")->grant().approver(), "");
  const auto waits = Enlist("clerk-2", Finance());
  ASSERT_TRUE(waits.ok()) << waits.status();
  EXPECT_FALSE(waits->has_subject());
  ASSERT_TRUE(Approve(waits->proposal()).ok());
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  const v1::Subject one = *county_.GetSubject("clerk-1");
  EXPECT_EQ(one.grant().giver(), "first-operator");
  EXPECT_EQ(one.grant().approver(), "");
  const v1::Subject two = *county_.GetSubject("clerk-2");
  EXPECT_EQ(two.grant().giver(), "first");
  EXPECT_EQ(two.grant().approver(), "second");
  EXPECT_TRUE(two.grant().has_grant_time());
}

TEST_P(FourEyes, APersonIsProposedSeenAndEnlisted) {
  EnlistTwo();
  const auto waits = Enlist("clerk-1", Finance());
  ASSERT_TRUE(waits.ok()) << waits.status();
  const SubjectProposal& proposal = waits->proposal();
  EXPECT_EQ(proposal.kind(), SubjectProposal::KIND_ENLISTMENT);
  EXPECT_EQ(proposal.subject(), SubjectNameOf("clerk-1"));
  EXPECT_FALSE(proposal.has_before());
  EXPECT_EQ(proposal.after().roles(0), auth::v1::ROLE_FINANCE);
  EXPECT_EQ(proposal.proposer(), "first");
  EXPECT_EQ(proposal.digest().size(), 64u);
  EXPECT_EQ(ToTime(proposal.expire_time()) - ToTime(proposal.propose_time()),
            absl::Hours(72));
  EXPECT_EQ(county_.GetSubject("clerk-1").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(Issue("clerk-1").status()), "SUBJECT_NOT_FOUND");
  EXPECT_THAT(Listed(SubjectProposal::STATE_OPEN),
              ElementsAre(proposal.name()));
  // Whom it is about is told to who may know, and not recorded.
  EXPECT_EQ(Read(proposal)->display_name(), "张三丰");
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  EXPECT_EQ(Read(proposal)->display_name(), "");
  county_.ActAs(auth::v1::ROLE_HEADQUARTERS);
  const auto approved = Approve(proposal);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->proposal().state(), SubjectProposal::STATE_APPROVED);
  EXPECT_EQ(approved->proposal().display_name(), "");
  EXPECT_EQ(approved->proposal().decider(), "second");
  EXPECT_EQ(approved->bearer_token(), "");
  EXPECT_EQ(RolesOf("clerk-1"), Finance());
  EXPECT_EQ(county_.GetSubject("clerk-1")->display_name(), "张三丰");
  EXPECT_THAT(Listed(SubjectProposal::STATE_OPEN), IsEmpty());
  // What was known before still is.
  type::v1::AsOf before;
  before.set_sequence(waits->receipt().sequence());
  EXPECT_EQ(Read(proposal, before)->state(), SubjectProposal::STATE_OPEN);
  EXPECT_EQ(Read(proposal)->state(), SubjectProposal::STATE_APPROVED);
}

TEST_P(FourEyes, NobodyApprovesWhatIsTheirsOrWhatTheyHaveNotSeen) {
  EnlistTwo();
  const SubjectProposal proposal = Enlist("clerk-1", Finance())->proposal();
  const auto oneself = Approve(proposal, "first");
  EXPECT_EQ(ReasonOf(oneself.status()), "APPROVED_BY_ONESELF");
  EXPECT_EQ(FigureOf(oneself.status(), "approver"), "first");
  SubjectProposal other = proposal;
  other.set_digest(std::string(64, '0'));
  EXPECT_EQ(ReasonOf(Approve(other).status()), "PROPOSAL_DIFFERS");
  other.set_name(Concat(kCounty, "/subjectProposals/none"));
  EXPECT_EQ(ReasonOf(Approve(other).status()), "PROPOSAL_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Reject(proposal, "first").status()),
            "PROPOSED_BY_ONESELF");
  EXPECT_EQ(ReasonOf(Withdraw(proposal, "second").status()),
            "PROPOSED_BY_ANOTHER");
  EXPECT_EQ(Read(proposal)->state(), SubjectProposal::STATE_OPEN);
  EXPECT_TRUE(Approve(proposal).ok());
}

TEST_P(FourEyes, RolesThatWaitAreInNoToken) {
  EnlistTwo();
  ASSERT_TRUE(Approve(Enlist("clerk-1", Supervision())->proposal()).ok());
  const auto waits = Change("clerk-1", Audit());
  ASSERT_TRUE(waits.ok()) << waits.status();
  EXPECT_EQ(waits->proposal().before().roles(0), auth::v1::ROLE_SUPERVISION);
  EXPECT_EQ(waits->proposal().after().roles(0), auth::v1::ROLE_AUDITOR);
  const auto old = Issue("clerk-1");
  ASSERT_TRUE(old.ok()) << old.status();
  EXPECT_EQ((*county_.tokens().Verify(old->bearer_token()))->roles,
            Supervision());
  EXPECT_EQ(old->token().handed_to(), "first");
  ASSERT_TRUE(Approve(waits->proposal()).ok());
  // The old token ends with the old roles.
  v1::ListTokensRequest list;
  list.set_parent(SubjectNameOf("clerk-1"));
  const auto tokens =
      county_.service().Call<v1::ListTokensResponse>("ListTokens", list);
  EXPECT_EQ(tokens->tokens(0).revoke_reason(), "SUBJECT_CHANGED");
  const auto now = Issue("clerk-1");
  EXPECT_EQ((*county_.tokens().Verify(now->bearer_token()))->roles, Audit());
}

TEST_P(FourEyes, NamesAreTakenAtOnceAndSameRolesNeedNobody) {
  EnlistTwo();
  ASSERT_TRUE(Approve(Enlist("clerk-1", Finance())->proposal()).ok());
  const auto same = Change("clerk-1", Finance(), "first", "李四光");
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_TRUE(same->has_subject());
  EXPECT_EQ(same->subject().grant().approver(), "second");
  EXPECT_EQ(county_.GetSubject("clerk-1")->display_name(), "李四光");
  ASSERT_TRUE(Change("clerk-1", Audit(), "first", "王五六")->has_proposal());
  EXPECT_EQ(county_.GetSubject("clerk-1")->display_name(), "王五六");
  EXPECT_EQ(RolesOf("clerk-1"), Finance());
  // Who may do nothing yet is only a name in the register.
  EXPECT_TRUE(Enlist("clerk-2", {})->has_subject());
}

TEST_P(FourEyes, WhatIsRejectedIsNotDoneAndItsNameIsForgotten) {
  EnlistTwo();
  const SubjectProposal proposal = Enlist("clerk-1", Finance())->proposal();
  const auto second = Enlist("clerk-1", Audit());
  EXPECT_EQ(ReasonOf(second.status()), "CHANGE_WAITS");
  EXPECT_EQ(FigureOf(second.status(), "proposal"), proposal.name());
  const auto rejected = Reject(proposal);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(rejected->proposal().state(), SubjectProposal::STATE_REJECTED);
  EXPECT_EQ(rejected->proposal().reason(), "无此人员");
  EXPECT_THAT(county_.PersonalOf("clerk-1"), IsEmpty());
  EXPECT_EQ(ReasonOf(Approve(proposal).status()), "PROPOSAL_DECIDED");
  const SubjectProposal again = Enlist("clerk-1", Audit())->proposal();
  const auto withdrawn = Withdraw(again);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->proposal().state(), SubjectProposal::STATE_WITHDRAWN);
  EXPECT_THAT(Listed(SubjectProposal::STATE_REJECTED, "clerk-1"),
              ElementsAre(proposal.name()));
  EXPECT_THAT(Listed(SubjectProposal::STATE_UNSPECIFIED, "clerk-1"),
              ElementsAre(proposal.name(), again.name()));
  EXPECT_EQ(county_.GetSubject("clerk-1").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_P(FourEyes, AnExpiredProposalIsNotApprovedAndGivesUpItsPlace) {
  EnlistTwo();
  const SubjectProposal late = Enlist("clerk-1", Finance())->proposal();
  county_.clock().Set(ToTime(late.expire_time()) - absl::Microseconds(1));
  EXPECT_EQ(Read(late)->state(), SubjectProposal::STATE_OPEN);
  EXPECT_EQ(Read(late)->age_hours(), 71);
  county_.clock().Set(ToTime(late.expire_time()));
  EXPECT_EQ(Read(late)->state(), SubjectProposal::STATE_EXPIRED);
  EXPECT_EQ(ReasonOf(Approve(late).status()), "PROPOSAL_EXPIRED");
  const auto next = Enlist("clerk-1", Audit());
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(ReasonOf(Reject(late).status()), "PROPOSAL_DECIDED");
  EXPECT_EQ(county_.PersonalOf("clerk-1").size(), 2u);
  ASSERT_TRUE(Approve(next->proposal()).ok());
  EXPECT_EQ(RolesOf("clerk-1"), Audit());
  // Who comes too late to reject it says that it expired.
  const SubjectProposal other = Enlist("clerk-2", Finance())->proposal();
  county_.clock().Set(ToTime(other.expire_time()));
  EXPECT_EQ(Reject(other)->proposal().state(), SubjectProposal::STATE_EXPIRED);
  EXPECT_THAT(county_.PersonalOf("clerk-2"), IsEmpty());
}

}  // namespace
}  // namespace epiledger::readiness
