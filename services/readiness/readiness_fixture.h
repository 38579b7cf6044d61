// ReadinessFixture: a readiness service in this process, with a small county,
// and short ways to write its requests. For tests.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_FIXTURE_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_FIXTURE_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/readiness/token_desk.h"
#include "services/rpc/token.h"
#include "tests/testing/in_process.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::readiness {

inline constexpr std::string_view kCounty = "counties/990101";
// The county's date when a test begins; it is 09:00 there.
inline constexpr absl::CivilDay kToday(2020, 2, 1);

// Values by indicator; what is left out is not in the request.
using Values = std::map<std::string, int64_t>;
[[nodiscard]] v1::Figures FiguresOf(const Values& values);
[[nodiscard]] google::type::Date DateOf(absl::CivilDay day);
[[nodiscard]] std::string FacilityNameOf(const std::string& id);
[[nodiscard]] std::string SubjectNameOf(const std::string& id);
[[nodiscard]] std::string ReportNameOf(const std::string& facility,
                                       absl::CivilDay date);
// An instant of the county: +08:00.
[[nodiscard]] absl::Time At(absl::CivilDay day, int hour, int minute = 0);

class ReadinessFixture {
 public:
  enum class Store { kSqlite, kMariadb };

  explicit ReadinessFixture(Store store);
  ~ReadinessFixture();

  [[nodiscard]] testing::InProcess& service() { return *service_; }
  [[nodiscard]] testing::FakeClock& clock() { return service_->clock(); }
  [[nodiscard]] rpc::TokenVerifier& tokens() { return *tokens_; }

  // Whom reads are made as.
  void ActAs(auth::v1::Role role, const std::string& facility = "");

  absl::StatusOr<v1::CreateOrganizationResponse> CreateOrganization(
      const std::string& id);
  // Owes the hospital's form from the day of its creation.
  absl::StatusOr<v1::CreateFacilityResponse> CreateFacility(
      const std::string& id,
      v1::Facility::Kind kind = v1::Facility::KIND_HOSPITAL,
      v1::ReportForm form = v1::REPORT_FORM_HOSPITAL_DAILY);
  v1::CreateSubjectRequest SubjectRequest(const std::string& id,
                                          const std::string& display_name,
                                          const std::string& telephone);
  absl::StatusOr<v1::CreateSubjectResponse> CreateSubject(
      const v1::CreateSubjectRequest& request) {
    return service_->Call<v1::CreateSubjectResponse>("CreateSubject", request);
  }
  absl::StatusOr<v1::SetDutyContactResponse> SetDutyContact(
      const std::string& facility, const std::string& subject);
  absl::StatusOr<v1::Subject> GetSubject(const std::string& id);
  absl::StatusOr<v1::IssueTokenResponse> IssueToken(const std::string& subject);

  v1::SubmitReportRequest ReportRequest(const std::string& facility,
                                        absl::CivilDay date,
                                        const Values& values);
  v1::SubmitReportRequest ZeroRequest(const std::string& facility,
                                      absl::CivilDay date);
  absl::StatusOr<v1::SubmitReportResponse> Submit(
      const v1::SubmitReportRequest& request) {
    return service_->Call<v1::SubmitReportResponse>("SubmitReport", request);
  }
  absl::StatusOr<v1::CorrectReportResponse> Correct(const std::string& facility,
                                                    absl::CivilDay date,
                                                    int64_t revision,
                                                    const Values& values);
  absl::StatusOr<v1::Report> GetReport(const std::string& facility,
                                       absl::CivilDay date,
                                       const type::v1::AsOf& as_of = {});
  absl::StatusOr<v1::SetReportScheduleResponse> SetSchedule(
      absl::CivilDay valid_from, int64_t due_minutes);
  absl::StatusOr<v1::ListReportStatusesResponse> ListStatuses(
      absl::CivilDay date, const type::v1::AsOf& as_of = {});
  absl::StatusOr<v1::CountySummary> Summary(const type::v1::AsOf& as_of = {});

  // What is kept of a person beside the journal, by field.
  std::map<std::string, std::string> PersonalOf(const std::string& person);

  // Organisation `health`, hospitals `people` and `chinese`, town `east` with
  // the town's form, warehouse `reserve` without one; all from today on.
  void MakeSample();

 private:
  testing::TemporaryDirectory folder_;
  std::shared_ptr<TokenDesk> desk_;
  std::unique_ptr<testing::InProcess> service_;
  std::shared_ptr<rpc::TokenVerifier> tokens_;
};

// Names the instances of a suite over both engines.
[[nodiscard]] std::string StoreName(ReadinessFixture::Store store);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_FIXTURE_H_
