// Stories of people who try to be two: tokens of somebody else, races, roles
// that were lost meanwhile, on both engines.
#include <algorithm>
#include <array>
#include <memory>

#include "absl/synchronization/blocking_counter.h"
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

class FourEyesLimits : public FourEyesFixture {};
INSTANTIATE_TEST_SUITE_P(Engines, FourEyesLimits,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         EngineOf);

TEST_P(FourEyesLimits, NobodyGetsTheTokenOfTheSecondPersonAlone) {
  EnlistTwo();
  const auto waits = Issue("second");
  ASSERT_TRUE(waits.ok()) << waits.status();
  EXPECT_EQ(waits->proposal().kind(), SubjectProposal::KIND_TOKEN);
  EXPECT_FALSE(waits->has_token());
  EXPECT_EQ(waits->bearer_token(), "");
  EXPECT_EQ(waits->proposal().lifetime_seconds(), 43'200);
  EXPECT_EQ(ReasonOf(Issue("second").status()), "CHANGE_WAITS");
  // One's own is as good as the one in hand.
  const auto own = Issue("second", "second");
  ASSERT_TRUE(own.ok()) << own.status();
  EXPECT_TRUE(county_.tokens().Verify(own->bearer_token()).ok());
  EXPECT_EQ(own->token().handed_to(), "second");
  // Who approves is handed it, and again when the answer was lost.
  county_.clock().Advance(absl::Hours(5));
  auto approval = ApprovalOf(waits->proposal());
  approval.set_request_id("handed-over");
  for (const bool is_replay : {false, true}) {
    const auto approved =
        county_.service().Call<v1::ApproveSubjectProposalResponse>(
            "ApproveSubjectProposal", approval, "second");
    ASSERT_TRUE(approved.ok()) << approved.status();
    EXPECT_EQ(approved->receipt().replayed(), is_replay);
    EXPECT_EQ(approved->proposal().token().handed_to(), "second");
    const auto claims = county_.tokens().Verify(approved->bearer_token());
    ASSERT_TRUE(claims.ok()) << claims.status();
    EXPECT_EQ((*claims)->subject, "second");
    EXPECT_EQ((*claims)->roles, Operators());
    EXPECT_EQ((*claims)->expires, county_.clock().Now() + absl::Hours(12));
  }
  EXPECT_EQ(Read(waits->proposal())->token().name().empty(), false);
}

// Finance approves what finance pays: with two clerks' tokens one operator
// would be both.
TEST_P(FourEyesLimits, NobodyGetsTheTokenOfWhoApprovesMoneyAlone) {
  ASSERT_TRUE(Enlist("clerk-1", Finance(), "first-operator").ok());
  ASSERT_TRUE(Enlist("ward", Hospital(), "first-operator").ok());
  // Where there is nobody to ask, it is handed out at once.
  const auto alone = Issue("clerk-1", "first-operator");
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_TRUE(alone->has_token());
  EnlistTwo();
  const auto waits = Issue("clerk-1");
  ASSERT_TRUE(waits.ok()) << waits.status();
  EXPECT_EQ(waits->proposal().kind(), SubjectProposal::KIND_TOKEN);
  EXPECT_EQ(waits->bearer_token(), "");
  EXPECT_EQ(ReasonOf(Approve(waits->proposal(), "first").status()),
            "APPROVED_BY_ONESELF");
  // Who approves money does not approve the register.
  EXPECT_EQ(ReasonOf(Approve(waits->proposal(), "clerk-1").status()),
            "MAY_NOT_APPROVE");
  const auto approved = Approve(waits->proposal());
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ((*county_.tokens().Verify(approved->bearer_token()))->roles,
            Finance());
  EXPECT_EQ(approved->proposal().token().handed_to(), "second");
  // One role that approves among others is enough.
  ASSERT_TRUE(
      Approve(Enlist("both", {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_FINANCE})
                  ->proposal())
          .ok());
  EXPECT_TRUE(Issue("both")->has_proposal());
  // What a hospital needs every day needs nobody.
  EXPECT_TRUE(Issue("ward")->has_token());
}

// A token that passed through a third person's hands says through whose.
TEST_P(FourEyesLimits, WhomATokenWasHandedToIsKeptAndNamedToWhoMayKnow) {
  EnlistTwo();
  ASSERT_TRUE(Approve(Enlist("chief", Headquarters())->proposal()).ok());
  const SubjectProposal waits = Issue("chief")->proposal();
  const auto approved = Approve(waits);
  ASSERT_TRUE(approved.ok()) << approved.status();
  // What was recorded names nobody.
  EXPECT_EQ(approved->proposal().token().handed_to(), "second");
  EXPECT_EQ(approved->proposal().token().handed_to_name(), "");
  v1::ListTokensRequest list;
  list.set_parent(SubjectNameOf("chief"));
  const auto names = [&] {
    const auto tokens =
        county_.service().Call<v1::ListTokensResponse>("ListTokens", list);
    EXPECT_TRUE(tokens.ok()) << tokens.status();
    EXPECT_EQ(tokens->tokens(0).handed_to(), "second");
    const auto proposal = Read(waits);
    EXPECT_TRUE(proposal.ok()) << proposal.status();
    EXPECT_EQ(proposal->token().handed_to(), "second");
    return std::vector<std::string>{tokens->tokens(0).handed_to_name(),
                                    proposal->token().handed_to_name()};
  };
  EXPECT_THAT(names(), ElementsAre("张三丰", "张三丰"));
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  EXPECT_THAT(names(), ElementsAre("", ""));
}

// Whoever is alone by now does not decide by the way what was to be decided by
// two.
TEST_P(FourEyesLimits, ATokenThatWaitsIsNotIssuedByTheWay) {
  ASSERT_TRUE(Enlist("clerk-1", Finance(), "first-operator").ok());
  EnlistTwo();
  const SubjectProposal waits = Issue("clerk-1")->proposal();
  ASSERT_TRUE(Approve(Change("second", {})->proposal()).ok());
  const auto alone = Issue("clerk-1");
  EXPECT_EQ(ReasonOf(alone.status()), "CHANGE_WAITS");
  EXPECT_EQ(FigureOf(alone.status(), "proposal"), waits.name());
  // Once it has expired it is in nobody's way, and ends with the next one.
  county_.clock().Set(ToTime(waits.expire_time()));
  const auto issued = Issue("clerk-1");
  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_TRUE(county_.tokens().Verify(issued->bearer_token()).ok());
  EXPECT_EQ(ReasonOf(Withdraw(waits).status()), "PROPOSAL_DECIDED");
  EXPECT_TRUE(Issue("clerk-1")->has_token());
}

TEST_P(FourEyesLimits, WhoIsBroughtOutsideTheRegisterHelpsWhereOneIsLeft) {
  EnlistTwo();
  // The second one's token was lost: the first cannot make another alone.
  const auto waits = Issue("second");
  EXPECT_EQ(ReasonOf(Approve(waits->proposal(), "first").status()),
            "APPROVED_BY_ONESELF");
  EXPECT_TRUE(Approve(waits->proposal(), "first-operator").ok());
}

TEST_P(FourEyesLimits, NobodyGetsBackToBeingAloneAlone) {
  EnlistTwo();
  ASSERT_TRUE(Issue("second", "second").ok());
  const SubjectProposal removal = Change("second", {})->proposal();
  EXPECT_EQ(ReasonOf(Approve(removal, "first").status()),
            "APPROVED_BY_ONESELF");
  // Revoking is the brake: one person pulls it, and is not alone for it.
  v1::ListTokensRequest list;
  list.set_parent(SubjectNameOf("second"));
  const auto tokens =
      county_.service().Call<v1::ListTokensResponse>("ListTokens", list);
  v1::RevokeTokenRequest revoke;
  revoke.set_name(tokens->tokens(0).name());
  revoke.set_reason("手机遗失");
  EXPECT_TRUE(As<v1::RevokeTokenResponse>("first", "RevokeToken", revoke).ok());
  EXPECT_TRUE(Enlist("clerk-1", Finance())->has_proposal());
  EXPECT_TRUE(Issue("second")->has_proposal());
  // The second agrees to go; from then on the first is alone again.
  ASSERT_TRUE(Approve(removal).ok());
  EXPECT_THAT(RolesOf("second"), IsEmpty());
  EXPECT_EQ(ReasonOf(Enlist("clerk-1", Finance()).status()), "CHANGE_WAITS");
  EXPECT_TRUE(Enlist("clerk-2", Finance())->has_subject());
}

TEST_P(FourEyesLimits, HeadquartersIsASecondPersonAndProposesNothing) {
  ASSERT_TRUE(Enlist("first", Operators(), "first-operator").ok());
  ASSERT_TRUE(Enlist("chief", Headquarters(), "first-operator").ok());
  const auto waits = Enlist("clerk-1", Finance());
  ASSERT_TRUE(waits->has_proposal());
  EXPECT_TRUE(Approve(waits->proposal(), "chief").ok());
  EXPECT_TRUE(Approve(Issue("chief")->proposal(), "chief").ok());
}

TEST_P(FourEyesLimits, WhoHasLostTheRoleNeitherApprovesNorIsHeardAnyMore) {
  EnlistTwo();
  ASSERT_TRUE(Approve(Enlist("third", Operators())->proposal()).ok());
  const SubjectProposal of_third =
      Enlist("clerk-1", Finance(), "third")->proposal();
  const SubjectProposal of_first = Enlist("clerk-2", Finance())->proposal();
  const SubjectProposal demotion = Change("third", Finance())->proposal();
  ASSERT_TRUE(Approve(demotion).ok());
  // Its old token may hold for seconds yet.
  const auto approval = Approve(of_first, "third");
  EXPECT_EQ(ReasonOf(approval.status()), "MAY_NOT_APPROVE");
  EXPECT_EQ(FigureOf(approval.status(), "approver"), "third");
  EXPECT_EQ(ReasonOf(Reject(of_first, "third").status()), "MAY_NOT_APPROVE");
  const auto proposed = Approve(of_third);
  EXPECT_EQ(ReasonOf(proposed.status()), "PROPOSER_MAY_NOT");
  EXPECT_EQ(FigureOf(proposed.status(), "proposer"), "third");
  EXPECT_THAT(Listed(SubjectProposal::STATE_OPEN),
              ElementsAre(of_third.name(), of_first.name()));
  EXPECT_TRUE(Reject(of_third).ok());
  EXPECT_TRUE(Approve(of_first).ok());
}

TEST_P(FourEyesLimits, AnApprovalIsDecidedAnewAgainstWhatTheRegisterSaysThen) {
  EnlistTwo();
  ASSERT_TRUE(Approve(Enlist("chief", Headquarters())->proposal()).ok());
  // A token and a change of one person may both wait; the change comes first.
  const SubjectProposal token = Issue("chief")->proposal();
  const SubjectProposal change = Change("chief", Finance())->proposal();
  ASSERT_TRUE(Approve(change).ok());
  const auto late = Approve(token);
  EXPECT_EQ(ReasonOf(late.status()), "MANDATE_CHANGED");
  EXPECT_EQ(FigureOf(late.status(), "subject"), SubjectNameOf("chief"));
  EXPECT_EQ(Read(token)->state(), SubjectProposal::STATE_OPEN);
  EXPECT_TRUE(Withdraw(token).ok());
}

TEST_P(FourEyesLimits, AReplayOfAProposalAndOfAnApprovalTellTheSameAgain) {
  EnlistTwo();
  auto request = EnlistRequest("clerk-1", Finance());
  const auto enlist = [&] {
    return county_.service().Call<v1::CreateSubjectResponse>("CreateSubject",
                                                             request, "first");
  };
  const auto first = enlist();
  ASSERT_TRUE(first.ok()) << first.status();
  auto approval = ApprovalOf(first->proposal());
  approval.set_request_id("approve-once");
  const auto approve = [&] {
    return county_.service().Call<v1::ApproveSubjectProposalResponse>(
        "ApproveSubjectProposal", approval, "second");
  };
  const auto once = approve();
  ASSERT_TRUE(once.ok()) << once.status();
  const auto again = enlist();
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->receipt().replayed());
  EXPECT_EQ(again->proposal().SerializeAsString(),
            first->proposal().SerializeAsString());
  const auto twice = approve();
  ASSERT_TRUE(twice.ok()) << twice.status();
  EXPECT_TRUE(twice->receipt().replayed());
  EXPECT_EQ(twice->proposal().SerializeAsString(),
            once->proposal().SerializeAsString());
  // A refusal stays one under its id, whoever could approve by then.
  approval.set_request_id("approve-twice");
  EXPECT_EQ(ReasonOf(approve().status()), "PROPOSAL_DECIDED");
  EXPECT_EQ(ReasonOf(approve().status()), "PROPOSAL_DECIDED");
}

TEST_P(FourEyesLimits, OfManyApprovalsAtOnceOneIsDone) {
  EnlistTwo();
  const SubjectProposal proposal = Enlist("clerk-1", Finance())->proposal();
  constexpr size_t kApprovals = 8;
  absl::BlockingCounter left(static_cast<int>(kApprovals));
  std::array<absl::Status, kApprovals> answers;
  for (size_t i = 0; i < kApprovals; ++i) {
    auto approval = ApprovalOf(proposal);
    approval.set_request_id(county_.service().NewId());
    county_.service().Start(
        "ApproveSubjectProposal",
        std::make_shared<v1::ApproveSubjectProposalRequest>(approval), "second",
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
  EXPECT_EQ(RolesOf("clerk-1"), Finance());
}

// Two operators of a county of one write at once: whichever comes second must
// ask, for by then there are two.
TEST_P(FourEyesLimits, OfTwoEnlistmentsAtOnceTheSecondWaits) {
  ASSERT_TRUE(Enlist("first", Operators(), "first-operator").ok());
  constexpr size_t kWrites = 6;
  absl::BlockingCounter left(static_cast<int>(kWrites));
  std::array<bool, kWrites> waits{};
  for (size_t i = 0; i < kWrites; ++i) {
    auto request = EnlistRequest(Concat("chief-", i), Headquarters());
    county_.service().Start(
        "CreateSubject", std::make_shared<v1::CreateSubjectRequest>(request),
        "first",
        [&left, &waits = waits[i]](absl::StatusOr<std::string> response) {
          v1::CreateSubjectResponse answer;
          EXPECT_TRUE(response.ok()) << response.status();
          if (response.ok()) answer.ParseFromString(*response);
          waits = answer.has_proposal();
          left.DecrementCount();
        });
  }
  left.Wait();
  EXPECT_EQ(std::count(waits.begin(), waits.end(), true), kWrites - 1);
}

}  // namespace
}  // namespace epiledger::readiness
