#include "services/readiness/readiness_fixture.h"

#include <utility>

#include "gtest/gtest.h"
#include "services/book/person.h"
#include "services/readiness/bootstrap.h"
#include "services/readiness/readiness_service.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::readiness {
namespace {

constexpr char kIssuer[] = "issuer";
constexpr char kAudience[] = "audience";

std::string StoreUrlOf(ReadinessFixture::Store store,
                       const std::string& folder) {
  if (store == ReadinessFixture::Store::kSqlite) {
    return Concat("sqlite:", folder, "/readiness");
  }
  testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
  return server.SocketUrl(server.NewSchema().value());
}

}  // namespace

v1::Figures FiguresOf(const Values& values) {
  v1::Figures figures;
  for (const auto& [name, value] : values) {
    const auto* field = v1::Figures::descriptor()->FindFieldByName(name);
    static_cast<type::v1::Reading&>(
        *figures.GetReflection()->MutableMessage(&figures, field))
        .set_value(value);
  }
  return figures;
}

google::type::Date DateOf(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::string FacilityNameOf(const std::string& id) {
  return Concat(kCounty, "/facilities/", id);
}

std::string SubjectNameOf(const std::string& id) {
  return Concat(kCounty, "/subjects/", id);
}

std::string ReportNameOf(const std::string& facility, absl::CivilDay date) {
  return Concat(FacilityNameOf(facility), "/reports/",
                absl::FormatCivilTime(date));
}

absl::Time At(absl::CivilDay day, int hour, int minute) {
  return absl::FromCivil(day, absl::FixedTimeZone(8 * 60 * 60)) +
         absl::Hours(hour) + absl::Minutes(minute);
}

ReadinessFixture::ReadinessFixture(Store store)
    : desk_(std::make_shared<TokenDesk>()) {
  service_ = std::make_unique<testing::InProcess>(
      "readiness", StoreUrlOf(store, folder_.path()),
      [this](const host::Backend& backend) {
        return ReadinessMethods(backend, desk_);
      });
  BootstrapOptions bootstrap;
  bootstrap.key_file = folder_.path() + "/token.key";
  bootstrap.public_key_file = folder_.path() + "/token.pem";
  bootstrap.token_file = folder_.path() + "/operator.token";
  bootstrap.issuer = kIssuer;
  bootstrap.audience = kAudience;
  EXPECT_TRUE(Bootstrap(bootstrap, clock()).ok());
  tokens_ = rpc::TokenVerifier::Create({.keys = bootstrap.public_key_file,
                                        .issuer = kIssuer,
                                        .audience = kAudience,
                                        .clock = &service_->clock()})
                .value();
  EXPECT_TRUE(desk_
                  ->Open({bootstrap.key_file, kIssuer, kAudience},
                         service_->books(), *tokens_)
                  .ok());
  ActAs(auth::v1::ROLE_HEADQUARTERS);
}

ReadinessFixture::~ReadinessFixture() { desk_->Close(); }

void ReadinessFixture::ActAs(auth::v1::Role role, const std::string& facility) {
  service_->caller.roles = {role};
  service_->caller.facility = facility;
}

absl::StatusOr<v1::CreateOrganizationResponse>
ReadinessFixture::CreateOrganization(const std::string& id) {
  v1::CreateOrganizationRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_organization_id(id);
  request.mutable_organization()->set_display_name("示范县卫生健康局");
  return service_->Call<v1::CreateOrganizationResponse>("CreateOrganization",
                                                        request);
}

absl::StatusOr<v1::CreateFacilityResponse> ReadinessFixture::CreateFacility(
    const std::string& id, v1::Facility::Kind kind, v1::ReportForm form) {
  v1::CreateFacilityRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_facility_id(id);
  v1::Facility& facility = *request.mutable_facility();
  facility.set_display_name(Concat("示范县 ", id));
  facility.set_kind(kind);
  facility.set_organization(Concat(kCounty, "/organizations/health"));
  facility.set_report_form(form);
  return service_->Call<v1::CreateFacilityResponse>("CreateFacility", request);
}

v1::CreateSubjectRequest ReadinessFixture::SubjectRequest(
    const std::string& id, const std::string& display_name,
    const std::string& telephone) {
  v1::CreateSubjectRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_subject_id(id);
  request.mutable_subject()->add_roles(auth::v1::ROLE_HOSPITAL);
  request.mutable_subject()->set_facility(FacilityNameOf("people"));
  request.set_display_name(display_name);
  request.set_telephone(telephone);
  return request;
}

absl::StatusOr<v1::SetDutyContactResponse> ReadinessFixture::SetDutyContact(
    const std::string& facility, const std::string& subject) {
  v1::SetDutyContactRequest request;
  request.set_request_id(service_->NewId());
  request.set_name(FacilityNameOf(facility));
  request.set_duty_contact(SubjectNameOf(subject));
  return service_->Call<v1::SetDutyContactResponse>("SetDutyContact", request);
}

absl::StatusOr<v1::Subject> ReadinessFixture::GetSubject(
    const std::string& id) {
  v1::GetSubjectRequest request;
  request.set_name(SubjectNameOf(id));
  return service_->Call<v1::Subject>("GetSubject", request);
}

absl::StatusOr<v1::IssueTokenResponse> ReadinessFixture::IssueToken(
    const std::string& subject) {
  v1::IssueTokenRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(SubjectNameOf(subject));
  return service_->Call<v1::IssueTokenResponse>("IssueToken", request);
}

v1::SubmitReportRequest ReadinessFixture::ReportRequest(
    const std::string& facility, absl::CivilDay date, const Values& values) {
  v1::SubmitReportRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(FacilityNameOf(facility));
  *request.mutable_report()->mutable_report_date() = DateOf(date);
  *request.mutable_report()->mutable_figures() = FiguresOf(values);
  return request;
}

v1::SubmitReportRequest ReadinessFixture::ZeroRequest(
    const std::string& facility, absl::CivilDay date) {
  v1::SubmitReportRequest request = ReportRequest(facility, date, {});
  request.mutable_report()->mutable_zero_report();
  return request;
}

absl::StatusOr<v1::CorrectReportResponse> ReadinessFixture::Correct(
    const std::string& facility, absl::CivilDay date, int64_t revision,
    const Values& values) {
  v1::CorrectReportRequest request;
  request.set_request_id(service_->NewId());
  request.set_name(ReportNameOf(facility, date));
  request.set_revision(revision);
  request.set_reason("录入错误");
  *request.mutable_report()->mutable_report_date() = DateOf(date);
  if (values.empty()) {
    request.mutable_report()->mutable_zero_report();
  } else {
    *request.mutable_report()->mutable_figures() = FiguresOf(values);
  }
  return service_->Call<v1::CorrectReportResponse>("CorrectReport", request);
}

absl::StatusOr<v1::Report> ReadinessFixture::GetReport(
    const std::string& facility, absl::CivilDay date,
    const type::v1::AsOf& as_of) {
  v1::GetReportRequest request;
  request.set_name(ReportNameOf(facility, date));
  *request.mutable_as_of() = as_of;
  return service_->Call<v1::Report>("GetReport", request);
}

absl::StatusOr<v1::SetReportScheduleResponse> ReadinessFixture::SetSchedule(
    absl::CivilDay valid_from, int64_t due_minutes) {
  v1::SetReportScheduleRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  *request.mutable_due_rule()->mutable_valid_from() = DateOf(valid_from);
  request.mutable_due_rule()->set_due_minutes(due_minutes);
  return service_->Call<v1::SetReportScheduleResponse>("SetReportSchedule",
                                                       request);
}

absl::StatusOr<v1::ListReportStatusesResponse> ReadinessFixture::ListStatuses(
    absl::CivilDay date, const type::v1::AsOf& as_of) {
  v1::ListReportStatusesRequest request;
  request.set_parent(std::string(kCounty));
  *request.mutable_report_date() = DateOf(date);
  *request.mutable_as_of() = as_of;
  return service_->Call<v1::ListReportStatusesResponse>("ListReportStatuses",
                                                        request);
}

absl::StatusOr<v1::CountySummary> ReadinessFixture::Summary(
    const type::v1::AsOf& as_of) {
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  *request.mutable_as_of() = as_of;
  return service_->Call<v1::CountySummary>("GetCountySummary", request);
}

std::map<std::string, std::string> ReadinessFixture::PersonalOf(
    const std::string& person) {
  std::map<std::string, std::string> fields;
  const absl::Status status =
      service_->books().Read(service_->book(), [&](ledger::Snapshot& snapshot) {
        fields = book::ReadPersonal(snapshot.transaction(),
                                    snapshot.head().book, person)
                     .value();
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return fields;
}

void ReadinessFixture::MakeSample() {
  ASSERT_TRUE(CreateOrganization("health").ok());
  ASSERT_TRUE(CreateFacility("people").ok());
  ASSERT_TRUE(CreateFacility("chinese").ok());
  ASSERT_TRUE(CreateFacility("east", v1::Facility::KIND_TOWN,
                             v1::REPORT_FORM_TOWN_DAILY)
                  .ok());
  ASSERT_TRUE(CreateFacility("reserve", v1::Facility::KIND_WAREHOUSE,
                             v1::REPORT_FORM_UNSPECIFIED)
                  .ok());
}

std::string StoreName(ReadinessFixture::Store store) {
  return store == ReadinessFixture::Store::kSqlite ? "Sqlite" : "Mariadb";
}

}  // namespace epiledger::readiness
