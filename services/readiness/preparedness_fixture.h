// PreparednessFixture: a county with its headquarters, two hospitals, persons
// `head`, `nurse` and `doctor`, and short ways to plan, drill and inspect. For
// tests.
#ifndef EPILEDGER_SERVICES_READINESS_PREPAREDNESS_FIXTURE_H_
#define EPILEDGER_SERVICES_READINESS_PREPAREDNESS_FIXTURE_H_

#include <string>
#include <string_view>

#include "epiledger/readiness/v1/drill_service.pb.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "epiledger/readiness/v1/finding_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "epiledger/readiness/v1/plan_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::readiness {

inline constexpr std::string_view kFever = "发热病人集中就诊";

[[nodiscard]] inline std::string OrganizationNameOf(const std::string& id) {
  return Concat(kCounty, "/organizations/", id);
}
// What was on `day`, and what was known of it when `recorded` is given.
[[nodiscard]] inline type::v1::AsOf OnDay(absl::CivilDay day,
                                          int64_t sequence = 0) {
  type::v1::AsOf as_of;
  *as_of.mutable_effective_date() = DateOf(day);
  if (sequence != 0) as_of.set_sequence(sequence);
  return as_of;
}

class PreparednessFixture
    : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  PreparednessFixture() : county_(GetParam()) {
    county_.MakeSample();
    EXPECT_TRUE(county_
                    .CreateFacility("command", v1::Facility::KIND_HEADQUARTERS,
                                    v1::REPORT_FORM_UNSPECIFIED)
                    .ok());
    for (const char* id : {"head", "nurse", "doctor"}) {
      EXPECT_TRUE(
          county_.CreateSubject(county_.SubjectRequest(id, "张三丰", "1234"))
              .ok());
    }
  }
  ~PreparednessFixture() override {
    EXPECT_THAT(county_.service().Verify().findings, ::testing::IsEmpty());
  }

  // Calls a write under an id of its own.
  template <typename Response, typename Request>
  absl::StatusOr<Response> Write(std::string_view method, Request request,
                                 std::string_view subject = "clerk") {
    request.set_request_id(county_.service().NewId());
    return county_.service().Call<Response>(method, request, subject);
  }
  template <typename Response, typename Request>
  absl::StatusOr<Response> Read(std::string_view method,
                                const Request& request) {
    return county_.service().Call<Response>(method, request);
  }
  template <typename Response, typename Request>
  absl::StatusOr<Response> List(std::string_view method,
                                Request request = Request()) {
    request.set_parent(std::string(kCounty));
    return county_.service().Call<Response>(method, request);
  }

  static v1::Plan PlanOf(absl::CivilDay approved, absl::CivilDay review,
                         const std::string& title = "发热门诊应急预案") {
    v1::Plan plan;
    plan.set_scenario(std::string(kFever));
    plan.set_title(title);
    plan.set_number("示医发〔2020〕3号");
    *plan.mutable_approve_date() = DateOf(approved);
    plan.set_approver(SubjectNameOf("head"));
    *plan.mutable_review_date() = DateOf(review);
    return plan;
  }
  v1::CreatePlanRequest PlanRequest(const std::string& facility,
                                    const std::string& id,
                                    const v1::Plan& plan) {
    v1::CreatePlanRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_parent(FacilityNameOf(facility));
    request.set_plan_id(id);
    *request.mutable_plan() = plan;
    return request;
  }
  absl::StatusOr<v1::CreatePlanResponse> CreatePlan(const std::string& facility,
                                                    const std::string& id,
                                                    const v1::Plan& plan) {
    return Write<v1::CreatePlanResponse>("CreatePlan",
                                         PlanRequest(facility, id, plan));
  }
  v1::RevisePlanRequest RevisionOf(const std::string& plan, int64_t revision,
                                   const v1::Plan& next) {
    v1::RevisePlanRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(plan);
    request.set_revision(revision);
    *request.mutable_plan() = next;
    request.set_reason("重新批准");
    return request;
  }
  v1::RetirePlanRequest RetirementOf(const std::string& plan,
                                     absl::CivilDay day) {
    v1::RetirePlanRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(plan);
    *request.mutable_retire_date() = DateOf(day);
    request.set_reason("机构撤销");
    return request;
  }
  absl::StatusOr<v1::Plan> GetPlan(const std::string& name,
                                   const type::v1::AsOf& as_of = {}) {
    v1::GetPlanRequest request;
    request.set_name(name);
    *request.mutable_as_of() = as_of;
    return Read<v1::Plan>("GetPlan", request);
  }

  v1::CreateDrillRequest DrillRequest(const std::string& facility,
                                      const std::string& plan,
                                      absl::CivilDay day) {
    v1::CreateDrillRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_parent(FacilityNameOf(facility));
    request.mutable_drill()->set_plan(plan);
    *request.mutable_drill()->mutable_drill_date() = DateOf(day);
    return request;
  }
  v1::CreateInspectionRequest InspectionRequest(const std::string& facility,
                                                absl::CivilDay day) {
    v1::CreateInspectionRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_parent(FacilityNameOf(facility));
    v1::Inspection& inspection = *request.mutable_inspection();
    inspection.set_organization(OrganizationNameOf("health"));
    *inspection.mutable_inspection_date() = DateOf(day);
    inspection.set_subject_matter("传染病房、人员、设备配备");
    return request;
  }
  // A finding of a drill or of an inspection, whose name `source` is.
  template <typename Request>
  Request FindingRequest(const std::string& source, absl::CivilDay due) {
    Request request;
    request.set_request_id(county_.service().NewId());
    request.set_parent(source);
    v1::Finding& finding = *request.mutable_finding();
    finding.set_description("分诊台缺少防护面罩");
    finding.set_severity(v1::Finding::SEVERITY_MAJOR);
    *finding.mutable_due_date() = DateOf(due);
    return request;
  }
  v1::ReportFindingFixRequest FixRequest(const std::string& finding,
                                         absl::CivilDay day) {
    v1::ReportFindingFixRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(finding);
    *request.mutable_fix_date() = DateOf(day);
    request.set_note("已配备二十个");
    return request;
  }
  v1::RetestFindingRequest RetestRequest(
      const std::string& finding, absl::CivilDay day,
      v1::RetestFindingRequest::Verdict verdict =
          v1::RetestFindingRequest::VERDICT_PASSED) {
    v1::RetestFindingRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(finding);
    *request.mutable_retest_date() = DateOf(day);
    request.set_verdict(verdict);
    request.set_note("现场清点");
    return request;
  }
  absl::StatusOr<v1::Finding> GetFinding(const std::string& name,
                                         const type::v1::AsOf& as_of = {}) {
    v1::GetFindingRequest request;
    request.set_name(name);
    *request.mutable_as_of() = as_of;
    return Read<v1::Finding>("GetFinding", request);
  }

  // From `from`, the post needs `needed` people daily from `hour` on.
  v1::SetDutyPostRequest PostRequest(const std::string& facility,
                                     const std::string& post,
                                     absl::CivilDay from, int hour,
                                     int64_t hours, int64_t needed) {
    v1::SetDutyPostRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(Concat(FacilityNameOf(facility), "/dutyPosts/", post));
    request.set_display_name("预检分诊");
    v1::DutyRequirement& requirement = *request.mutable_requirement();
    *requirement.mutable_valid_from() = DateOf(from);
    v1::DutyHours& daily = *requirement.add_hours();
    daily.set_start_minutes(int64_t{hour} * 60);
    daily.set_length_minutes(hours * 60);
    daily.set_needed(needed);
    return request;
  }
  static v1::Shift ShiftOf(const std::string& facility, const std::string& post,
                           const std::string& subject, absl::Time start,
                           absl::Time end) {
    v1::Shift shift;
    shift.set_duty_post(Concat(FacilityNameOf(facility), "/dutyPosts/", post));
    shift.set_subject(SubjectNameOf(subject));
    *shift.mutable_start_time() = ToTimestamp(start);
    *shift.mutable_end_time() = ToTimestamp(end);
    return shift;
  }
  v1::CreateShiftRequest ShiftRequest(const std::string& facility,
                                      const v1::Shift& shift) {
    v1::CreateShiftRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_parent(FacilityNameOf(facility));
    *request.mutable_shift() = shift;
    return request;
  }
  v1::ReplaceShiftRequest ReplacementOf(const std::string& name,
                                        const v1::Shift& shift) {
    v1::ReplaceShiftRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(name);
    *request.mutable_shift() = shift;
    request.set_reason("临时调班");
    return request;
  }
  v1::CancelShiftRequest CancellationOf(const std::string& name) {
    v1::CancelShiftRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(name);
    request.set_reason("请假");
    return request;
  }

  ReadinessFixture county_;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PREPAREDNESS_FIXTURE_H_
