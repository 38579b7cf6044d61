// Of the batch of each write of plans, drills, inspections, findings and the
// roster: the refused one of two is named and nothing of the other is left, and
// alone the other is done. On both engines.
#include <string>

#include "services/readiness/preparedness_fixture.h"
#include "services/readiness/preparedness_service.h"
#include "tests/testing/batches.h"

namespace epiledger::readiness {
namespace {

using testing::BatchTale;

class EveryPreparednessBatch : public PreparednessFixture {
 protected:
  void Tell(const BatchTale& tale) { TellOfBatch(county_.service(), tale); }

  // A plan of `people`, by its name.
  std::string Plan(const std::string& id) {
    return CreatePlan("people", id, PlanOf(kToday - 9, kToday + 90))
        ->plan()
        .name();
  }
  std::string Drill() {
    return Write<v1::CreateDrillResponse>(
               "CreateDrill", DrillRequest("people", Plan("drilled"), kToday))
        ->drill()
        .name();
  }
  std::string Inspection() {
    return Write<v1::CreateInspectionResponse>(
               "CreateInspection", InspectionRequest("people", kToday))
        ->inspection()
        .name();
  }
  std::string Finding(const std::string& drill) {
    return Write<v1::CreateDrillFindingResponse>(
               "CreateDrillFinding",
               FindingRequest<v1::CreateDrillFindingRequest>(drill, kToday + 9))
        ->finding()
        .name();
  }
  v1::CorrectDrillRequest DrillCorrection(const std::string& drill,
                                          int64_t revision) {
    v1::CorrectDrillRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(drill);
    request.set_revision(revision);
    *request.mutable_drill() =
        DrillRequest("people", FacilityNameOf("people") + "/plans/drilled",
                     kToday - 1)
            .drill();
    request.set_reason("日期有误");
    return request;
  }
  v1::CorrectInspectionRequest InspectionCorrection(
      const std::string& inspection, int64_t revision) {
    v1::CorrectInspectionRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(inspection);
    request.set_revision(revision);
    *request.mutable_inspection() =
        InspectionRequest("people", kToday - 1).inspection();
    request.set_reason("日期有误");
    return request;
  }
  v1::AmendFindingRequest Amendment(const std::string& finding) {
    v1::AmendFindingRequest request;
    request.set_request_id(county_.service().NewId());
    request.set_name(finding);
    request.set_severity(v1::Finding::SEVERITY_CRITICAL);
    *request.mutable_amend_date() = DateOf(kToday);
    request.set_reason("复核后升级");
    return request;
  }
  v1::Shift Night(const std::string& subject) {
    return ShiftOf("people", "triage", subject, At(kToday, 20),
                   At(kToday + 1, 8));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, EveryPreparednessBatch,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(EveryPreparednessBatch, PlansThatAreThereRevisedOrRetiredAlready) {
  const v1::Plan plan = PlanOf(kToday - 9, kToday + 90);
  Tell({"BatchCreatePlans", PlanRequest("people", "a", plan),
        PlanRequest("people", "a", plan), "NAME_TAKEN"});
  const std::string name = Plan("b");
  Tell({"BatchRevisePlans", RevisionOf(name, 1, plan),
        RevisionOf(name, 1, plan), "REVISION_CHANGED"});
  Tell({"BatchRetirePlans", RetirementOf(name, kToday),
        RetirementOf(name, kToday), "PLAN_RETIRED"});
}

TEST_P(EveryPreparednessBatch, DrillsOfPlansThatNobodyKnows) {
  const std::string drill = Drill();
  Tell(
      {"BatchCreateDrills",
       DrillRequest("people", FacilityNameOf("people") + "/plans/drilled",
                    kToday),
       DrillRequest("people", FacilityNameOf("people") + "/plans/none", kToday),
       "PLAN_NOT_FOUND"});
  Tell({"BatchCorrectDrills", DrillCorrection(drill, 1),
        DrillCorrection(drill, 1), "REVISION_CHANGED"});
  using Request = v1::CreateDrillFindingRequest;
  Tell({"BatchCreateDrillFindings", FindingRequest<Request>(drill, kToday + 1),
        FindingRequest<Request>(drill, kToday - 2), "DUE_TOO_EARLY"});
}

TEST_P(EveryPreparednessBatch, InspectionsOfFacilitiesThatNobodyKnows) {
  const std::string inspection = Inspection();
  Tell({"BatchCreateInspections", InspectionRequest("people", kToday),
        InspectionRequest("moon", kToday), "FACILITY_NOT_FOUND"});
  Tell({"BatchCorrectInspections", InspectionCorrection(inspection, 1),
        InspectionCorrection(inspection, 1), "REVISION_CHANGED"});
  using Request = v1::CreateInspectionFindingRequest;
  Tell({"BatchCreateInspectionFindings",
        FindingRequest<Request>(inspection, kToday + 1),
        FindingRequest<Request>(inspection, kToday - 2), "DUE_TOO_EARLY"});
}

TEST_P(EveryPreparednessBatch, FindingsAreFixedOnceAndTestedOnce) {
  const std::string finding = Finding(Drill());
  Tell({"BatchAmendFindings", Amendment(finding),
        Amendment(FacilityNameOf("people") + "/findings/none"),
        "FINDING_NOT_FOUND"});
  Tell({"BatchReportFindingFixes", FixRequest(finding, kToday),
        FixRequest(finding, kToday), "FINDING_STATE"});
  Tell({"BatchRetestFindings", RetestRequest(finding, kToday),
        RetestRequest(finding, kToday), "FINDING_STATE", "inspector"});
}

TEST_P(EveryPreparednessBatch, ShiftsAtPostsThatNobodyKnowsAndTakenOffOnce) {
  Tell({"BatchSetDutyPosts", PostRequest("people", "triage", kToday, 8, 24, 1),
        PostRequest("moon", "triage", kToday, 8, 24, 1), "FACILITY_NOT_FOUND"});
  Tell({"BatchCreateShifts", ShiftRequest("people", Night("head")),
        ShiftRequest("people", Night("nobody")), "SUBJECT_NOT_FOUND"});
  const auto put = [&] {
    return Write<v1::CreateShiftResponse>(
               "CreateShift", ShiftRequest("people", Night("nurse")))
        ->shift()
        .name();
  };
  const std::string replaced = put();
  Tell({"BatchReplaceShifts", ReplacementOf(replaced, Night("doctor")),
        ReplacementOf(replaced, Night("head")), "SHIFT_WITHDRAWN"});
  const std::string cancelled = put();
  Tell({"BatchCancelShifts", CancellationOf(cancelled),
        CancellationOf(cancelled), "SHIFT_WITHDRAWN"});
}

TEST(PreparednessBatchShape, ABatchIsOpenToWhomItsWriteIsOpen) {
  int batches = 0;
  for (const rpc::MethodTable& table : PreparednessMethods({})) {
    batches += testing::ExpectBatchesOpenAsTheirWrites(table);
  }
  EXPECT_EQ(batches, 16);
}

}  // namespace
}  // namespace epiledger::readiness
