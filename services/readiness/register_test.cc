// Stories of an operator who keeps the register, on both engines.
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/journal/log.h"
#include "services/readiness/api_time.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using testing::FigureOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ReasonOf;

constexpr char kName[] = "张三丰";
constexpr char kTelephone[] = "138-0000-1234";

class RegisterTest : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  RegisterTest() : county_(GetParam()) { county_.MakeSample(); }
  ~RegisterTest() override {
    EXPECT_THAT(county_.service().Verify().findings, IsEmpty());
  }

  // Every byte the journal and the tables of the fold hold.
  std::string AllBytes() {
    std::string bytes = county_.service().Dump();
    const absl::Status status = county_.service().books().Read(
        county_.service().book(), [&](ledger::Snapshot& snapshot) {
          for (int64_t n = 1; n <= snapshot.head().sequence; ++n) {
            bytes += journal::ReadEntry(snapshot.transaction(),
                                        snapshot.head().book, n)
                         ->frame;
          }
          for (const char* collection :
               {"organization", "facility", "subject", "token"}) {
            const absl::Status listed = snapshot.List(
                collection, {}, [&](const ledger::ResourceRow& row) {
                  bytes += row.body;
                  return absl::OkStatus();
                });
            if (!listed.ok()) return listed;
          }
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return bytes;
  }

  absl::StatusOr<v1::UpdateSubjectResponse> Update(
      const std::string& id, const std::vector<auth::v1::Role>& roles,
      const std::string& display_name = "") {
    v1::UpdateSubjectRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(SubjectNameOf(id));
    for (const auth::v1::Role role : roles) {
      request.mutable_subject()->add_roles(role);
    }
    request.mutable_subject()->set_facility(FacilityNameOf("people"));
    request.set_display_name(display_name);
    return county_.service().Call<v1::UpdateSubjectResponse>("UpdateSubject",
                                                             request);
  }

  absl::StatusOr<v1::ErasePersonResponse> Erase(const std::string& id) {
    v1::ErasePersonRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(SubjectNameOf(id));
    return county_.service().Call<v1::ErasePersonResponse>("ErasePerson",
                                                           request);
  }

  absl::StatusOr<v1::RevokeTokenResponse> Revoke(const std::string& token) {
    v1::RevokeTokenRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(token);
    request.set_reason("手机遗失");
    return county_.service().Call<v1::RevokeTokenResponse>("RevokeToken",
                                                           request);
  }

  // What the verifier says of a token once `reason` is said, or after a while.
  std::string WaitForReason(const std::string& token,
                            const std::string& reason) {
    std::string said;
    for (int i = 0; i < 500; ++i) {
      said = ReasonOf(county_.tokens().Verify(token).status());
      if (said == reason) break;
      absl::SleepFor(absl::Milliseconds(10));
    }
    return said;
  }

  ReadinessFixture county_;
};

INSTANTIATE_TEST_SUITE_P(Engines, RegisterTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(RegisterTest, AFacilityOwesItsReportFromTheDayItIsRegistered) {
  v1::GetFacilityRequest request;
  request.set_name(FacilityNameOf("people"));
  const auto facility =
      county_.service().Call<v1::Facility>("GetFacility", request);
  ASSERT_TRUE(facility.ok()) << facility.status();
  EXPECT_EQ(facility->kind(), v1::Facility::KIND_HOSPITAL);
  EXPECT_EQ(ToDay(facility->reports_from()), kToday);
  v1::ListFacilitiesRequest list;
  list.set_parent(std::string(kCounty));
  list.set_page_size(3);
  const auto page = county_.service().Call<v1::ListFacilitiesResponse>(
      "ListFacilities", list);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->facilities_size(), 3);
  list.set_page_token(page->next_page_token());
  const auto rest = county_.service().Call<v1::ListFacilitiesResponse>(
      "ListFacilities", list);
  ASSERT_TRUE(rest.ok()) << rest.status();
  ASSERT_EQ(rest->facilities_size(), 1);
  EXPECT_EQ(rest->facilities(0).name(), FacilityNameOf("reserve"));
  EXPECT_TRUE(rest->next_page_token().empty());
}

TEST_P(RegisterTest, AnUpdateReplacesAllButTheDutyContact) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, "")).ok());
  ASSERT_TRUE(county_.SetDutyContact("people", "s1").ok());
  v1::UpdateFacilityRequest request;
  request.set_request_id(county_.service().NewId());
  request.set_name(FacilityNameOf("people"));
  v1::Facility& facility = *request.mutable_facility();
  facility.set_display_name("人民医院");
  facility.set_kind(v1::Facility::KIND_HOSPITAL);
  facility.set_organization(Concat(kCounty, "/organizations/health"));
  facility.set_report_form(v1::REPORT_FORM_HOSPITAL_DAILY);
  *facility.mutable_reports_until() = DateOf(kToday - 1);
  const auto call = [&] {
    return county_.service().Call<v1::UpdateFacilityResponse>("UpdateFacility",
                                                              request);
  };
  EXPECT_EQ(ReasonOf(call().status()), "ENDS_BEFORE_IT_BEGINS");
  *facility.mutable_reports_until() = DateOf(kToday + 9);
  const auto updated = call();
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->facility().display_name(), "人民医院");
  EXPECT_EQ(updated->facility().duty_contact(), SubjectNameOf("s1"));
  EXPECT_EQ(ToDay(updated->facility().reports_from()), kToday);
}

TEST_P(RegisterTest, NamesAreTakenOnceAndWhatIsNamedMustExist) {
  EXPECT_EQ(ReasonOf(county_.CreateOrganization("health").status()),
            "NAME_TAKEN");
  EXPECT_EQ(ReasonOf(county_.CreateFacility("people").status()), "NAME_TAKEN");
  EXPECT_EQ(ReasonOf(county_.SetDutyContact("people", "nobody").status()),
            "SUBJECT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(county_.SetDutyContact("nowhere", "nobody").status()),
            "FACILITY_NOT_FOUND");
  auto request = county_.SubjectRequest("s1", kName, kTelephone);
  request.mutable_subject()->set_facility(FacilityNameOf("nowhere"));
  EXPECT_EQ(ReasonOf(county_.CreateSubject(request).status()),
            "FACILITY_NOT_FOUND");
}

TEST_P(RegisterTest, AClerkWithoutAFacilityIsMalformed) {
  auto request = county_.SubjectRequest("s1", kName, kTelephone);
  request.mutable_subject()->clear_facility();
  EXPECT_EQ(ReasonOf(county_.CreateSubject(request).status()),
            "FACILITY_REQUIRED");
  request.mutable_subject()->set_facility(FacilityNameOf("people"));
  request.mutable_subject()->add_roles(auth::v1::ROLE_HOSPITAL);
  EXPECT_EQ(ReasonOf(county_.CreateSubject(request).status()), "LISTED_TWICE");
  request.mutable_subject()->mutable_roles()->RemoveLast();
  request.set_telephone("not a number");
  const auto bad = county_.CreateSubject(request);
  EXPECT_EQ(ReasonOf(bad.status()), "BAD_TELEPHONE");
  EXPECT_THAT(bad.status().ToString(), Not(HasSubstr("not a number")));
  request.set_telephone(kTelephone);
  EXPECT_TRUE(county_.CreateSubject(request).ok());
}

TEST_P(RegisterTest, NoWordAboutAPersonReachesTheJournalOrAResource) {
  // Accepted, changed, refused, erased: each leaves an entry.
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, kTelephone))
          .ok());
  ASSERT_TRUE(Update("s1", {auth::v1::ROLE_HOSPITAL}, "李四光").ok());
  auto refused = county_.SubjectRequest("s2", "王五六", "139 1111 2222");
  refused.mutable_subject()->set_facility(FacilityNameOf("nowhere"));
  ASSERT_EQ(ReasonOf(county_.CreateSubject(refused).status()),
            "FACILITY_NOT_FOUND");
  const std::string bytes = AllBytes();
  EXPECT_THAT(bytes, HasSubstr("subjects/s1"));
  for (const char* word :
       {kName, "李四光", "王五六", kTelephone, "139 1111 2222"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(word)));
  }
}

TEST_P(RegisterTest, AConflictOnAPersonalFieldIsStillNamed) {
  auto request = county_.SubjectRequest("s1", kName, kTelephone);
  ASSERT_TRUE(county_.CreateSubject(request).ok());
  request.set_telephone("138-0000-9999");
  const auto other = county_.CreateSubject(request);
  EXPECT_EQ(ReasonOf(other.status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(FigureOf(other.status(), "field"), "telephone");
  request.set_telephone(kTelephone);
  request.set_display_name("李四光");
  EXPECT_EQ(FigureOf(county_.CreateSubject(request).status(), "field"),
            "display_name");
  request.set_display_name(kName);
  const auto again = county_.CreateSubject(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->receipt().replayed());
}

TEST_P(RegisterTest, NamesAreForThoseWhoMustPhone) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, kTelephone))
          .ok());
  for (const auto role :
       {auth::v1::ROLE_HEADQUARTERS, auth::v1::ROLE_SUPERVISION,
        auth::v1::ROLE_OPERATOR}) {
    county_.ActAs(role);
    EXPECT_EQ(county_.GetSubject("s1")->display_name(), kName);
    EXPECT_EQ(county_.GetSubject("s1")->telephone(), kTelephone);
  }
  for (const auto role : {auth::v1::ROLE_AUDITOR, auth::v1::ROLE_FINANCE}) {
    county_.ActAs(role);
    EXPECT_EQ(county_.GetSubject("s1")->display_name(), "");
    EXPECT_EQ(county_.GetSubject("s1")->telephone(), "");
  }
}

TEST_P(RegisterTest, WhatIsErasedIsGoneAndARetryDoesNotBringItBack) {
  const auto request = county_.SubjectRequest("s1", kName, kTelephone);
  ASSERT_TRUE(county_.CreateSubject(request).ok());
  EXPECT_EQ(county_.PersonalOf("s1").size(), 2u);
  const auto erased = Erase("s1");
  ASSERT_TRUE(erased.ok()) << erased.status();
  EXPECT_TRUE(erased->subject().has_erase_time());
  EXPECT_THAT(county_.PersonalOf("s1"), IsEmpty());
  const auto replayed = county_.CreateSubject(request);
  ASSERT_TRUE(replayed.ok()) << replayed.status();
  EXPECT_TRUE(replayed->receipt().replayed());
  EXPECT_THAT(county_.PersonalOf("s1"), IsEmpty());
  EXPECT_EQ(county_.GetSubject("s1")->display_name(), "");
  EXPECT_EQ(county_.GetSubject("s1")->roles_size(), 1);
  // Given anew, it is known anew.
  const auto known = Update("s1", {auth::v1::ROLE_HOSPITAL}, kName);
  ASSERT_TRUE(known.ok()) << known.status();
  EXPECT_FALSE(known->subject().has_erase_time());
  EXPECT_EQ(county_.GetSubject("s1")->display_name(), kName);
  EXPECT_EQ(ReasonOf(Erase("nobody").status()), "SUBJECT_NOT_FOUND");
}

TEST_P(RegisterTest, ManyErasedAtOnceLeaveNothingOfThemAndAllOfTheOthers) {
  constexpr int kPersons = 40;
  std::vector<std::thread> operators;
  operators.reserve(kPersons);
  for (int i = 0; i < kPersons; ++i) {
    operators.emplace_back([this, i] {
      const std::string id = Concat("s", i);
      auto request = county_.SubjectRequest(id, Concat("甲", i), kTelephone);
      request.set_request_id(Concat("create-", i));
      EXPECT_TRUE(county_.CreateSubject(request).ok());
      if (i % 2 == 0) return;
      v1::ErasePersonRequest erase;
      erase.set_request_id(Concat("erase-", i));
      erase.set_name(SubjectNameOf(id));
      EXPECT_TRUE(county_.service()
                      .Call<v1::ErasePersonResponse>("ErasePerson", erase)
                      .ok());
    });
  }
  for (std::thread& one : operators) one.join();
  for (int i = 0; i < kPersons; ++i) {
    EXPECT_EQ(county_.PersonalOf(Concat("s", i)).size(), i % 2 == 0 ? 2u : 0u);
  }
}

TEST_P(RegisterTest, ATokenSaysWhatTheRegisterSaysAndIsNotKept) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, kTelephone))
          .ok());
  const auto issued = county_.IssueToken("s1");
  ASSERT_TRUE(issued.ok()) << issued.status();
  const auto claims = county_.tokens().Verify(issued->bearer_token());
  ASSERT_TRUE(claims.ok()) << claims.status();
  EXPECT_EQ((*claims)->subject, "s1");
  EXPECT_EQ((*claims)->county, "990101");
  EXPECT_EQ((*claims)->facility, "people");
  EXPECT_EQ((*claims)->roles,
            std::vector<auth::v1::Role>{auth::v1::ROLE_HOSPITAL});
  EXPECT_EQ((*claims)->token_id, issued->token().name());
  EXPECT_EQ((*claims)->expires, county_.clock().Now() + absl::Hours(12));
  // Neither the token nor its signature.
  const std::string& token = issued->bearer_token();
  const std::string bytes = AllBytes();
  EXPECT_THAT(bytes, HasSubstr(issued->token().name()));
  EXPECT_THAT(bytes, Not(HasSubstr(token)));
  EXPECT_THAT(bytes, Not(HasSubstr(token.substr(token.rfind('.') + 1))));
}

TEST_P(RegisterTest, ARetryOfATokenGivesTheSameClaimsAgain) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, "")).ok());
  v1::IssueTokenRequest request;
  request.set_request_id(county_.service().NewId());
  request.set_parent(SubjectNameOf("s1"));
  request.set_lifetime_seconds(60);
  const auto issue = [&] {
    return county_.service().Call<v1::IssueTokenResponse>("IssueToken",
                                                          request);
  };
  const auto first = issue();
  // The register says something else by now; the first answer stands.
  ASSERT_TRUE(Update("s1", {}).ok());
  const auto second = issue();
  ASSERT_TRUE(first.ok() && second.ok()) << second.status();
  EXPECT_TRUE(second->receipt().replayed());
  EXPECT_EQ(first->token().SerializeAsString(),
            second->token().SerializeAsString());
  // Both were revoked with the change, being one.
  EXPECT_EQ(WaitForReason(first->bearer_token(), "TOKEN_REVOKED"),
            "TOKEN_REVOKED");
  EXPECT_EQ(ReasonOf(county_.tokens().Verify(second->bearer_token()).status()),
            "TOKEN_REVOKED");
  request.set_request_id(county_.service().NewId());
  EXPECT_EQ(ReasonOf(issue().status()), "SUBJECT_HAS_NO_ROLES");
  request.set_request_id(county_.service().NewId());
  request.set_lifetime_seconds(604'801);
  EXPECT_EQ(ReasonOf(issue().status()), "OUT_OF_RANGE");
}

TEST_P(RegisterTest, ARevokedTokenIsRefusedAndTheOthersHold) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, "")).ok());
  const auto lost = county_.IssueToken("s1");
  const auto kept = county_.IssueToken("s1");
  ASSERT_TRUE(lost.ok() && kept.ok());
  EXPECT_TRUE(county_.tokens().Verify(lost->bearer_token()).ok());
  const auto revoked = Revoke(lost->token().name());
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  EXPECT_EQ(WaitForReason(lost->bearer_token(), "TOKEN_REVOKED"),
            "TOKEN_REVOKED");
  EXPECT_TRUE(county_.tokens().Verify(kept->bearer_token()).ok());
  EXPECT_EQ(ReasonOf(Revoke(lost->token().name()).status()),
            "TOKEN_ALREADY_REVOKED");
  EXPECT_EQ(
      ReasonOf(Revoke(Concat(SubjectNameOf("s1"), "/tokens/none")).status()),
      "TOKEN_NOT_FOUND");
  v1::ListTokensRequest list;
  list.set_parent(SubjectNameOf("s1"));
  const auto tokens =
      county_.service().Call<v1::ListTokensResponse>("ListTokens", list);
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  ASSERT_EQ(tokens->tokens_size(), 2);
  EXPECT_EQ(tokens->tokens(0).revoke_reason(), "手机遗失");
  EXPECT_FALSE(tokens->tokens(1).has_revoke_time());
}

TEST_P(RegisterTest, ARevocationIsListedUntilItsTokenEndsByItself) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, "")).ok());
  const auto first = county_.IssueToken("s1");
  county_.clock().Advance(absl::Hours(6));
  const auto second = county_.IssueToken("s1");
  ASSERT_TRUE(first.ok() && second.ok());
  ASSERT_TRUE(Revoke(first->token().name()).ok());
  ASSERT_TRUE(Revoke(second->token().name()).ok());
  const auto listed = [this] {
    std::vector<std::string> ids;
    const auto list = county_.service().Call<v1::ListRevocationsResponse>(
        "ListRevocations", v1::ListRevocationsRequest());
    for (const v1::Revocation& one : list->revocations()) {
      ids.push_back(one.token_id());
    }
    return ids;
  };
  EXPECT_THAT(listed(), ::testing::UnorderedElementsAre(
                            first->token().name(), second->token().name()));
  county_.clock().Advance(absl::Hours(6) + absl::Seconds(1));
  EXPECT_THAT(listed(), ::testing::ElementsAre(second->token().name()));
}

TEST_P(RegisterTest, AChangeOfRolesRevokesWhatStillHoldsAndNothingElse) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", kName, "")).ok());
  const auto ended = county_.IssueToken("s1");
  county_.clock().Advance(absl::Hours(13));
  const auto holds = county_.IssueToken("s1");
  ASSERT_TRUE(ended.ok() && holds.ok());
  // The same roles and facility: nothing to revoke.
  ASSERT_TRUE(Update("s1", {auth::v1::ROLE_HOSPITAL}, "李四光").ok());
  EXPECT_TRUE(county_.tokens().Verify(holds->bearer_token()).ok());
  ASSERT_TRUE(Update("s1", {auth::v1::ROLE_SUPERVISION}).ok());
  EXPECT_EQ(WaitForReason(holds->bearer_token(), "TOKEN_REVOKED"),
            "TOKEN_REVOKED");
  v1::ListTokensRequest list;
  list.set_parent(SubjectNameOf("s1"));
  const auto tokens =
      county_.service().Call<v1::ListTokensResponse>("ListTokens", list);
  ASSERT_TRUE(tokens.ok()) << tokens.status();
  EXPECT_FALSE(tokens->tokens(0).has_revoke_time());
  EXPECT_EQ(tokens->tokens(1).revoke_reason(), "SUBJECT_CHANGED");
}

}  // namespace
}  // namespace epiledger::readiness
