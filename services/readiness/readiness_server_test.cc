// Readiness as a server: who reaches what, and how other services hear of a
// revoked token. Real TLS, real tokens, a real store.
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/time/clock.h"
#include "epiledger/journal/v1/journal_service.grpc.pb.h"
#include "epiledger/readiness/v1/readiness_service.grpc.pb.h"
#include "epiledger/readiness/v1/register_service.grpc.pb.h"
#include "gtest/gtest.h"
#include "openssl/evp.h"
#include "services/host/process.h"
#include "services/host/revocations.h"
#include "services/host/whole_file.h"
#include "services/limits.h"
#include "services/readiness/bootstrap.h"
#include "services/readiness/readiness_errors.h"
#include "services/readiness/readiness_service.h"
#include "services/rpc/channel.h"
#include "services/rpc/openssl.h"
#include "services/rpc/status.h"
#include "services/rpc/token.h"
#include "services/text.h"
#include "tests/testing/certificate.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_pki.h"

namespace epiledger::readiness {
namespace {

constexpr char kCounty[] = "counties/990101";

std::string ReasonOf(const grpc::Status& status) {
  return status.ok() ? "" : rpc::FromGrpcStatus(status).reason;
}

class ReadinessServerTest : public ::testing::Test {
 protected:
  ReadinessServerTest() {
    const std::string& folder = folder_.path();
    bootstrap_.key_file = folder + "/token.key";
    bootstrap_.public_key_file = folder + "/token.pem";
    bootstrap_.token_file = folder + "/operator.token";
    bootstrap_.issuer = options_.token_issuer;
    bootstrap_.audience = options_.token_audience;
    EXPECT_TRUE(Bootstrap(bootstrap_, clock_).ok());
    const testing::Key journal_key(
        EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), &EVP_PKEY_free);
    options_.journal_key = folder + "/journal.key";
    EXPECT_TRUE(host::WriteWholeFile(options_.journal_key,
                                     testing::PrivatePem(journal_key.get()),
                                     0600)
                    .ok());
    options_.store = Concat("sqlite:", folder, "/readiness");
    options_.tls = pki_.Service("readiness");
    options_.token_keys = bootstrap_.public_key_file;
    options_.page_key = folder + "/page.key";
    Start();
    std::ostringstream token;
    token << std::ifstream(bootstrap_.token_file).rdbuf();
    operator_ = token.str();
  }
  ~ReadinessServerTest() override { Stop(); }

  void Start() {
    desk_ = std::make_shared<TokenDesk>();
    const host::ServiceDefinition definition{
        "readiness", ReadinessMessages(),
        [desk = desk_](const host::Backend& backend) {
          return ReadinessMethods(backend, desk);
        }};
    process_ = host::Process::Start(definition, options_, clock_).value();
    ASSERT_TRUE(desk_
                    ->Open({bootstrap_.key_file, options_.token_issuer,
                            options_.token_audience},
                           process_->books(), process_->tokens())
                    .ok());
  }

  void Stop() {
    if (process_ == nullptr) return;
    desk_->Close();
    process_->Drain(absl::Seconds(1));
    process_.reset();
  }

  std::shared_ptr<grpc::Channel> Channel(std::string_view service) {
    rpc::ChannelOptions options;
    options.target = Concat("localhost:", process_->port());
    options.tls = pki_.Service(service);
    options.own_connection = true;
    return rpc::OpenChannel(options).value();
  }

  // Calls as the person with `token`, through the edge.
  template <typename Stub, typename Request, typename Response>
  grpc::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                 const Request&, Response*),
                    const std::string& token, const Request& request,
                    Response& response) {
    grpc::ClientContext context;
    rpc::CallSettings settings;
    settings.token = token;
    rpc::Prepare(settings, context);
    Stub stub(edge_ != nullptr ? edge_ : edge_ = Channel("edge"));
    return (stub.*method)(&context, request, &response);
  }

  void CreateCounty() {
    journal::v1::CreateCountyRequest request;
    request.set_request_id(NewId());
    request.set_service("readiness");
    request.set_county("990101");
    request.set_code("990101");
    request.set_display_name("示范县");
    request.set_utc_offset_minutes(480);
    journal::v1::CreateCountyResponse response;
    const grpc::Status status =
        Call(&journal::v1::JournalService::Stub::CreateCounty, operator_,
             request, response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  void CreateHospital(const std::string& id) {
    v1::CreateOrganizationRequest organization;
    organization.set_request_id(NewId());
    organization.set_parent(kCounty);
    organization.set_organization_id(id);
    organization.mutable_organization()->set_display_name("人民医院");
    v1::CreateOrganizationResponse organization_response;
    ASSERT_TRUE(Call(&v1::RegisterService::Stub::CreateOrganization, operator_,
                     organization, organization_response)
                    .ok());
    v1::CreateFacilityRequest facility;
    facility.set_request_id(NewId());
    facility.set_parent(kCounty);
    facility.set_facility_id(id);
    facility.mutable_facility()->set_display_name("人民医院");
    facility.mutable_facility()->set_kind(v1::Facility::KIND_HOSPITAL);
    facility.mutable_facility()->set_organization(
        Concat(kCounty, "/organizations/", id));
    facility.mutable_facility()->set_report_form(
        v1::REPORT_FORM_HOSPITAL_DAILY);
    v1::CreateFacilityResponse facility_response;
    ASSERT_TRUE(Call(&v1::RegisterService::Stub::CreateFacility, operator_,
                     facility, facility_response)
                    .ok());
  }

  // A person with `role`, and the answer that carries its token.
  v1::IssueTokenResponse TokenOf(const std::string& id, auth::v1::Role role,
                                 const std::string& facility) {
    v1::CreateSubjectRequest subject;
    subject.set_request_id(NewId());
    subject.set_parent(kCounty);
    subject.set_subject_id(id);
    subject.mutable_subject()->add_roles(role);
    if (!facility.empty()) {
      subject.mutable_subject()->set_facility(
          Concat(kCounty, "/facilities/", facility));
    }
    v1::CreateSubjectResponse subject_response;
    EXPECT_TRUE(Call(&v1::RegisterService::Stub::CreateSubject, operator_,
                     subject, subject_response)
                    .ok());
    v1::IssueTokenRequest issue;
    issue.set_request_id(NewId());
    issue.set_parent(Concat(kCounty, "/subjects/", id));
    v1::IssueTokenResponse issued;
    const grpc::Status status =
        Call(&v1::RegisterService::Stub::IssueToken, operator_, issue, issued);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return issued;
  }

  grpc::Status File(const std::string& token, const std::string& facility) {
    v1::SubmitReportRequest request;
    request.set_request_id(NewId());
    request.set_parent(Concat(kCounty, "/facilities/", facility));
    google::type::Date& date = *request.mutable_report()->mutable_report_date();
    date.set_year(2020);
    date.set_month(2);
    date.set_day(1);
    request.mutable_report()->mutable_zero_report();
    v1::SubmitReportResponse response;
    return Call(&v1::ReadinessService::Stub::SubmitReport, token, request,
                response);
  }

  static void Write(const std::string& path, const std::string& content) {
    ASSERT_TRUE(host::WriteWholeFile(path, content, 0600).ok());
  }

  std::string NewId() { return Concat("request-", ++next_id_); }

  testing::TemporaryDirectory folder_;
  testing::TestPki pki_;
  testing::FakeClock clock_;
  BootstrapOptions bootstrap_;
  host::ProcessOptions options_;
  std::shared_ptr<TokenDesk> desk_;
  std::unique_ptr<host::Process> process_;
  std::shared_ptr<grpc::Channel> edge_;
  std::string operator_;
  int next_id_ = 0;
};

TEST_F(ReadinessServerTest, TheFirstOperatorSetsUpACountyAndItsClerkReports) {
  CreateCounty();
  CreateHospital("people");
  CreateHospital("chinese");
  const std::string clerk =
      TokenOf("s1", auth::v1::ROLE_HOSPITAL, "people").bearer_token();
  EXPECT_EQ(ReasonOf(File(clerk, "chinese")), "FACILITY_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(File(operator_, "people")), "ROLE_NOT_ALLOWED");
  const grpc::Status filed = File(clerk, "people");
  EXPECT_TRUE(filed.ok()) << filed.error_message();

  v1::GetCountySummaryRequest summary;
  summary.set_name(kCounty);
  v1::CountySummary picture;
  EXPECT_EQ(ReasonOf(Call(&v1::ReadinessService::Stub::GetCountySummary, clerk,
                          summary, picture)),
            "ROLE_NOT_ALLOWED");
  const std::string headquarters =
      TokenOf("s2", auth::v1::ROLE_HEADQUARTERS, "").bearer_token();
  EXPECT_TRUE(Call(&v1::ReadinessService::Stub::GetCountySummary, headquarters,
                   summary, picture)
                  .ok());
  EXPECT_EQ(picture.facilities_size(), 2);
  EXPECT_EQ(picture.today().filed_early(), 1);
}

TEST_F(ReadinessServerTest, ACountysOperatorStaysInItsCounty) {
  CreateCounty();
  const std::string local =
      TokenOf("s1", auth::v1::ROLE_OPERATOR, "").bearer_token();
  v1::ListSubjectsRequest request;
  request.set_parent(kCounty);
  v1::ListSubjectsResponse response;
  EXPECT_TRUE(
      Call(&v1::RegisterService::Stub::ListSubjects, local, request, response)
          .ok());
  request.set_parent("counties/990102");
  EXPECT_EQ(ReasonOf(Call(&v1::RegisterService::Stub::ListSubjects, local,
                          request, response)),
            "COUNTY_NOT_ALLOWED");
  journal::v1::CreateCountyRequest county;
  county.set_request_id(NewId());
  county.set_service("readiness");
  county.set_county("990102");
  county.set_code("990102");
  county.set_display_name("邻县");
  journal::v1::CreateCountyResponse created;
  EXPECT_EQ(ReasonOf(Call(&journal::v1::JournalService::Stub::CreateCounty,
                          local, county, created)),
            "COUNTY_NOT_ALLOWED");
}

TEST_F(ReadinessServerTest, RevocationsAreForServicesAlone) {
  CreateCounty();
  v1::ListRevocationsResponse list;
  EXPECT_EQ(ReasonOf(Call(&v1::RegisterService::Stub::ListRevocations,
                          operator_, v1::ListRevocationsRequest(), list)),
            "PEERS_ONLY");
  EXPECT_EQ(ReasonOf(Call(&v1::RegisterService::Stub::ListRevocations, "",
                          v1::ListRevocationsRequest(), list)),
            "TOKEN_REQUIRED");
  EXPECT_TRUE(host::AskReadiness(Channel("funding"))().ok());
  EXPECT_FALSE(host::AskReadiness(Channel("nobody"))().ok());
}

TEST_F(ReadinessServerTest, AnotherServiceHearsOfARevocationAndRemembersIt) {
  CreateCounty();
  CreateHospital("people");
  const v1::IssueTokenResponse issued =
      TokenOf("s1", auth::v1::ROLE_HOSPITAL, "people");
  const auto verifier = [this] {
    return rpc::TokenVerifier::Create({.keys = bootstrap_.public_key_file,
                                       .issuer = options_.token_issuer,
                                       .audience = options_.token_audience,
                                       .clock = &clock_})
        .value();
  };
  const std::string file = folder_.path() + "/revoked";
  const auto funding = verifier();
  const auto channel = Channel("funding");
  {
    host::RevocationFollower follower(host::AskReadiness(channel), *funding,
                                      clock_, file);
    EXPECT_TRUE(funding->Verify(issued.bearer_token()).ok());
    v1::RevokeTokenRequest revoke;
    revoke.set_request_id(NewId());
    revoke.set_name(issued.token().name());
    revoke.set_reason("手机遗失");
    v1::RevokeTokenResponse revoked;
    ASSERT_TRUE(Call(&v1::RegisterService::Stub::RevokeToken, operator_, revoke,
                     revoked)
                    .ok());
    follower.AskSoon();
    for (int i = 0; i < 500 && funding->Verify(issued.bearer_token()).ok();
         ++i) {
      absl::SleepFor(absl::Milliseconds(10));
    }
    EXPECT_FALSE(funding->Verify(issued.bearer_token()).ok());
  }
  // Readiness itself refuses it as well.
  EXPECT_EQ(ReasonOf(File(issued.bearer_token(), "people")), "TOKEN_REVOKED");
  // Readiness is gone, and the other service starts anew.
  Stop();
  const auto restarted = verifier();
  const host::RevocationFollower follower(host::AskReadiness(channel),
                                          *restarted, clock_, file);
  EXPECT_FALSE(restarted->Verify(issued.bearer_token()).ok());
}

TEST_F(ReadinessServerTest, ANewKeySignsOnceItsPublicHalfIsTrusted) {
  CreateCounty();
  const std::string old_public = folder_.path() + "/old.pem";
  const std::string new_public = folder_.path() + "/new.pem";
  std::filesystem::copy(bootstrap_.public_key_file, old_public);
  const testing::Key key = testing::MakeKey();
  Write(new_public, testing::PublicPem(key.get()));
  const auto is_signed_with = [this](const std::string& public_key,
                                     const std::string& token) {
    return rpc::TokenVerifier::Create({.keys = public_key,
                                       .issuer = options_.token_issuer,
                                       .audience = options_.token_audience,
                                       .clock = &clock_})
        .value()
        ->Verify(token)
        .ok();
  };
  const auto issue = [this](const std::string& id) {
    // Of roles that need nobody's approval.
    return TokenOf(id, auth::v1::ROLE_AUDITOR, "").bearer_token();
  };
  Write(bootstrap_.key_file, testing::PrivatePem(key.get()));
  EXPECT_TRUE(is_signed_with(old_public, issue("s1"))) << "nobody knows it yet";
  Write(bootstrap_.public_key_file, Concat(rpc::ReadFile(old_public).value(),
                                           rpc::ReadFile(new_public).value()));
  absl::SleepFor(limits::kKeyRefresh + absl::Milliseconds(100));
  EXPECT_TRUE(is_signed_with(new_public, issue("s2")));
  Write(bootstrap_.key_file, "no key");
  EXPECT_TRUE(is_signed_with(new_public, issue("s3"))) << "the last one holds";
}

TEST_F(ReadinessServerTest, ANewFirstTokenTakesThePlaceOfTheOldOne) {
  CreateCounty();
  const std::string old = operator_;
  bootstrap_.renew = true;
  const auto renewed = Bootstrap(bootstrap_, clock_);
  ASSERT_TRUE(renewed.ok()) << renewed.status();
  desk_->NoteRevocation();
  v1::ListSubjectsRequest request;
  request.set_parent(kCounty);
  v1::ListSubjectsResponse response;
  std::string reason;
  for (int i = 0; i < 500 && reason.empty(); ++i) {
    absl::SleepFor(absl::Milliseconds(10));
    reason = ReasonOf(
        Call(&v1::RegisterService::Stub::ListSubjects, old, request, response));
  }
  EXPECT_EQ(reason, "TOKEN_REVOKED");
  std::ostringstream token;
  token << std::ifstream(bootstrap_.token_file).rdbuf();
  EXPECT_TRUE(Call(&v1::RegisterService::Stub::ListSubjects, token.str(),
                   request, response)
                  .ok());
  const auto list = host::AskReadiness(Channel("supplies"))();
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->revocations_size(), 1);
}

TEST_F(ReadinessServerTest, ARestartKeepsRegisterTokensAndRevocations) {
  CreateCounty();
  CreateHospital("people");
  const v1::IssueTokenResponse kept =
      TokenOf("s1", auth::v1::ROLE_HOSPITAL, "people");
  const v1::IssueTokenResponse lost =
      TokenOf("s2", auth::v1::ROLE_HOSPITAL, "people");
  v1::RevokeTokenRequest revoke;
  revoke.set_request_id(NewId());
  revoke.set_name(lost.token().name());
  revoke.set_reason("调离");
  v1::RevokeTokenResponse revoked;
  ASSERT_TRUE(
      Call(&v1::RegisterService::Stub::RevokeToken, operator_, revoke, revoked)
          .ok());
  Stop();
  edge_ = nullptr;
  Start();
  EXPECT_EQ(ReasonOf(File(lost.bearer_token(), "people")), "TOKEN_REVOKED");
  EXPECT_TRUE(File(kept.bearer_token(), "people").ok());
}

}  // namespace
}  // namespace epiledger::readiness
