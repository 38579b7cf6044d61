// Every read of readiness at random past points, against a model that shares
// nothing with the service.
#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/readiness_fixture.h"
#include "services/readiness/readiness_history.h"
#include "services/readiness/readiness_model.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"

namespace epiledger::readiness {
namespace {

using ::testing::IsEmpty;
using testing::PastPoint;
using testing::PastReads;

constexpr int kSteps = 160;
constexpr int kPoints = 10;

// The table of comparisons at one point.
class Comparison {
 public:
  Comparison(const ReadinessModel& model, PastReads& reads,
             const PastPoint& recorded, absl::Time judge)
      : model_(model),
        reads_(reads),
        recorded_(recorded),
        at_{recorded.sequence, judge} {}

  void All(absl::CivilDay date) {
    Register();
    People();
    Schedule();
    Reports(date);
    Statuses(date);
    Summary();
  }

 private:
  template <typename Request>
  Request Get(const std::string& name) {
    Request request;
    request.set_name(name);
    *request.mutable_as_of() = recorded_.as_of;
    return request;
  }
  template <typename Request>
  Request List(const std::string& parent = std::string(kCounty)) {
    Request request;
    request.set_parent(parent);
    *request.mutable_as_of() = recorded_.as_of;
    return request;
  }
  template <typename Response>
  Response WithReadAt(Response response) {
    *response.mutable_read_at() = reads_.ReadAt(at_.sequence);
    return response;
  }
  template <typename Body>
  void Expect(const char* method, const google::protobuf::Message& request,
              const std::optional<Body>& expected) {
    if (!expected.has_value()) return reads_.ExpectNotFound(method, request);
    reads_.ExpectAnswer(method, request, *expected);
  }

  void Register() {
    v1::ListOrganizationsResponse organizations;
    for (const auto& [id, one] : model_.organizations.AllAt(at_.sequence)) {
      *organizations.add_organizations() = one;
    }
    reads_.ExpectPages("ListOrganizations",
                       List<v1::ListOrganizationsRequest>(),
                       WithReadAt(organizations));
    for (const std::string& id : model_.organizations.Keys()) {
      Expect("GetOrganization",
             Get<v1::GetOrganizationRequest>(
                 Concat(kCounty, "/organizations/", id)),
             model_.organizations.At(id, at_.sequence));
    }
    v1::ListFacilitiesResponse facilities;
    for (const auto& [id, one] : model_.facilities.AllAt(at_.sequence)) {
      *facilities.add_facilities() = one;
    }
    reads_.ExpectPages("ListFacilities", List<v1::ListFacilitiesRequest>(),
                       WithReadAt(facilities));
    for (const std::string& id : model_.facilities.Keys()) {
      Expect("GetFacility", Get<v1::GetFacilityRequest>(FacilityNameOf(id)),
             model_.facilities.At(id, at_.sequence));
    }
  }

  void People() {
    v1::ListSubjectsResponse subjects;
    for (const auto& [id, one] : model_.subjects.AllAt(at_.sequence)) {
      *subjects.add_subjects() = model_.WithPerson(one);
    }
    reads_.ExpectPages("ListSubjects", List<v1::ListSubjectsRequest>(),
                       WithReadAt(subjects));
    for (const std::string& id : model_.subjects.Keys()) {
      std::optional<v1::Subject> expected =
          model_.subjects.At(id, at_.sequence);
      if (expected.has_value()) expected = model_.WithPerson(*expected);
      Expect("GetSubject", Get<v1::GetSubjectRequest>(SubjectNameOf(id)),
             expected);
      v1::ListTokensResponse tokens;
      for (const auto& [key, one] :
           model_.tokens.AllAt(at_.sequence, id + "/")) {
        *tokens.add_tokens() = one;
      }
      reads_.ExpectPages("ListTokens",
                         List<v1::ListTokensRequest>(SubjectNameOf(id)),
                         WithReadAt(tokens));
    }
  }

  void Schedule() {
    reads_.ExpectAnswer("GetReportSchedule",
                        List<v1::GetReportScheduleRequest>(),
                        model_.Schedule(at_.sequence));
  }

  void Reports(absl::CivilDay date) {
    for (const std::string& key : model_.reports.Keys()) {
      const size_t slash = key.find('/');
      Expect(
          "GetReport",
          Get<v1::GetReportRequest>(Concat(FacilityNameOf(key.substr(0, slash)),
                                           "/reports/", key.substr(slash + 1))),
          model_.reports.At(key, at_.sequence));
    }
    for (const std::string& id : model_.facilities.Keys()) {
      auto request = List<v1::ListReportsRequest>(FacilityNameOf(id));
      v1::ListReportsResponse all;
      v1::ListReportsResponse some;
      for (const auto& [key, report] :
           model_.reports.AllAt(at_.sequence, id + "/")) {
        *all.add_reports() = report;
        const std::string day = key.substr(id.size() + 1);
        if (day >= absl::FormatCivilTime(date - 4) &&
            day <= absl::FormatCivilTime(date)) {
          *some.add_reports() = report;
        }
      }
      reads_.ExpectPages("ListReports", request, WithReadAt(all));
      *request.mutable_from_date() = DateOf(date - 4);
      *request.mutable_to_date() = DateOf(date);
      reads_.ExpectPages("ListReports", request, WithReadAt(some));
    }
  }

  void Statuses(absl::CivilDay date) {
    auto request = List<v1::ListReportStatusesRequest>();
    reads_.ExpectPages(
        "ListReportStatuses", request,
        WithReadAt(model_.Statuses(at_, ReadinessModel::DayAt(at_.judge))));
    *request.mutable_report_date() = DateOf(date);
    reads_.ExpectPages("ListReportStatuses", request,
                       WithReadAt(model_.Statuses(at_, date)));
  }

  void Summary() {
    v1::CountySummary expected = WithReadAt(model_.Summary(at_));
    *expected.mutable_data_time() = ToTimestamp(recorded_.data_time);
    reads_.ExpectAnswer(
        "GetCountySummary",
        Get<v1::GetCountySummaryRequest>(std::string(kCounty)), expected,
        // What is recorded of the four-in-place has a model
        // and stories of its own.
        v1::CountySummary::descriptor()->FindFieldByName("evidence"));
  }

  const ReadinessModel& model_;
  PastReads& reads_;
  const PastPoint recorded_;
  const ModelPoint at_;
};

class ReadinessReadsTest : public ReadinessHistory {};

TEST_P(ReadinessReadsTest, EveryReadEqualsTheModelAtAnyPastPoint) {
  SCOPED_TRACE(Concat("seed ", seed_));
  for (int step = 0; step < kSteps && !HasFatalFailure(); ++step) Step(step);
  ASSERT_GE(model_.reports.Keys().size(), 20u);
  PastReads reads(county_.service(), receipt_);
  const absl::Time now = county_.clock().Now();
  for (int i = 0; i < kPoints && !HasFailure(); ++i) {
    const PastPoint recorded = testing::PickPoint(times_, i % 2 == 1, random_);
    SCOPED_TRACE(recorded.as_of.ShortDebugString());
    const absl::Time judge = JudgeTime(recorded, now);
    Comparison(model_, reads, recorded, judge)
        .All(ReadinessModel::DayAt(judge) - Below(4));
  }
  const auto* file = v1::GetReportRequest::descriptor()->file();
  std::set<std::string> elsewhere;
  for (const auto* of : {file, v1::GetSubjectRequest::descriptor()->file()}) {
    elsewhere.clear();
    // Services that judge tokens ask what is revoked now, in all counties at
    // once: the list is of no one book, and one of the past would let in what
    // was revoked since. The journal keeps when each token was revoked.
    if (of != file) elsewhere.insert("ListRevocations");
    reads.ExpectAllCompared(*of->service(0), elsewhere);
  }
  RecordProperty("compared", static_cast<int>(reads.compared()));
  EXPECT_THAT(county_.service().Verify().findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, ReadinessReadsTest,
    ::testing::Combine(::testing::Values(ReadinessFixture::Store::kSqlite),
                       ::testing::Values(1u, 2u, 3u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, ReadinessReadsTest,
    ::testing::Combine(::testing::Values(ReadinessFixture::Store::kMariadb),
                       ::testing::Values(4u)));

}  // namespace
}  // namespace epiledger::readiness
