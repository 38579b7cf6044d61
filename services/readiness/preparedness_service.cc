#include "services/readiness/preparedness_service.h"

#include <string>
#include <string_view>

#include "services/readiness/duty_queries.h"
#include "services/readiness/duty_rules.h"
#include "services/readiness/evidence_queries.h"
#include "services/readiness/finding_queries.h"
#include "services/readiness/finding_rules.h"
#include "services/readiness/observation_rules.h"
#include "services/readiness/plan_queries.h"
#include "services/readiness/plan_rules.h"
#include "services/readiness/readiness_names.h"

namespace epiledger::readiness {
namespace {

using host::EffectiveAxis;

// One service's methods as they are added.
class Preparedness {
 public:
  Preparedness(const host::Backend& backend, const std::string& service)
      : set_(backend, "epiledger.readiness.v1." + service, {&OwnerOfResource}) {
  }

  // A write that is decided on what its rules ask for by themselves, and its
  // batch.
  template <typename Request>
  void Add(
      std::string_view method, std::string_view batch,
      book::Decision (*decide)(const Request&, const book::DecisionContext&,
                               ledger::State&),
      absl::Status (*validate)(const Request&) = &host::AlwaysValid<Request>) {
    set_.Add(host::Write<Request>{method, validate, &host::NoNeeds<Request>,
                                  decide});
    set_.AddBatch(batch, method);
  }

  template <typename Request, typename Response>
  void Add(std::string_view method, EffectiveAxis axis,
           absl::StatusOr<Response> (*answer)(const Request&,
                                              host::ReadContext&)) {
    set_.Add(host::Read<Request, Response>{method, answer, axis});
  }

  [[nodiscard]] rpc::MethodTable Take() { return set_.Take(); }

 private:
  host::MethodSet set_;
};

rpc::MethodTable PlanMethods(const host::Backend& backend) {
  Preparedness set(backend, "PlanService");
  set.Add("CreatePlan", "BatchCreatePlans", &DecideCreatePlan,
          &ValidateCreatePlan);
  set.Add("RevisePlan", "BatchRevisePlans", &DecideRevisePlan,
          &ValidateRevisePlan);
  set.Add("RetirePlan", "BatchRetirePlans", &DecideRetirePlan);
  set.Add("GetPlan", EffectiveAxis::kDay, &GetPlan);
  set.Add("ListPlans", EffectiveAxis::kDay, &ListPlans);
  return set.Take();
}

rpc::MethodTable DrillMethods(const host::Backend& backend) {
  Preparedness set(backend, "DrillService");
  set.Add("CreateDrill", "BatchCreateDrills", &DecideCreateDrill);
  set.Add("CorrectDrill", "BatchCorrectDrills", &DecideCorrectDrill);
  set.Add("CreateDrillFinding", "BatchCreateDrillFindings",
          &DecideCreateDrillFinding);
  set.Add("GetDrill", EffectiveAxis::kDay, &GetDrill);
  set.Add("ListDrills", EffectiveAxis::kDay, &ListDrills);
  return set.Take();
}

rpc::MethodTable InspectionMethods(const host::Backend& backend) {
  Preparedness set(backend, "InspectionService");
  set.Add("CreateInspection", "BatchCreateInspections",
          &DecideCreateInspection);
  set.Add("CorrectInspection", "BatchCorrectInspections",
          &DecideCorrectInspection);
  set.Add("CreateInspectionFinding", "BatchCreateInspectionFindings",
          &DecideCreateInspectionFinding);
  set.Add("GetInspection", EffectiveAxis::kDay, &GetInspection);
  set.Add("ListInspections", EffectiveAxis::kDay, &ListInspections);
  return set.Take();
}

rpc::MethodTable FindingMethods(const host::Backend& backend) {
  Preparedness set(backend, "FindingService");
  set.Add("AmendFinding", "BatchAmendFindings", &DecideAmendFinding,
          &ValidateAmendFinding);
  set.Add("ReportFindingFix", "BatchReportFindingFixes",
          &DecideReportFindingFix);
  set.Add("RetestFinding", "BatchRetestFindings", &DecideRetestFinding,
          &ValidateRetestFinding);
  set.Add("GetFinding", EffectiveAxis::kDay, &GetFinding);
  set.Add("ListFindings", EffectiveAxis::kDay, &ListFindings);
  return set.Take();
}

rpc::MethodTable DutyMethods(const host::Backend& backend) {
  Preparedness set(backend, "DutyService");
  set.Add("SetDutyPost", "BatchSetDutyPosts", &DecideSetDutyPost,
          &ValidateSetDutyPost);
  set.Add("CreateShift", "BatchCreateShifts", &DecideCreateShift,
          &ValidateCreateShift);
  set.Add("ReplaceShift", "BatchReplaceShifts", &DecideReplaceShift,
          &ValidateReplaceShift);
  set.Add("CancelShift", "BatchCancelShifts", &DecideCancelShift);
  set.Add("GetDutyPost", EffectiveAxis::kNone, &GetDutyPost);
  set.Add("GetShift", EffectiveAxis::kNone, &GetShift);
  set.Add("ListDutyPosts", EffectiveAxis::kNone, &ListDutyPosts);
  set.Add("ListShifts", EffectiveAxis::kNone, &ListShifts);
  set.Add("ListDuty", EffectiveAxis::kInstant, &ListDuty);
  set.Add("ListDutyGaps", EffectiveAxis::kNone, &ListDutyGaps);
  set.Add("ListDoubleBookings", EffectiveAxis::kNone, &ListDoubleBookings);
  return set.Take();
}

rpc::MethodTable EvidenceMethods(const host::Backend& backend) {
  // Asked of a request, so that the file that declares the service is linked.
  host::MethodSet set(backend,
                      v1::ListReadinessEvidenceRequest::descriptor()
                          ->file()
                          ->service(0)
                          ->full_name(),
                      {&OwnerOfResource});
  set.Add(host::Read<v1::ListReadinessEvidenceRequest,
                     v1::ListReadinessEvidenceResponse>{
      "ListReadinessEvidence", &ListReadinessEvidence,
      EffectiveAxis::kInstant});
  return set.Take();
}

}  // namespace

std::vector<rpc::MethodTable> PreparednessMethods(
    const host::Backend& backend) {
  return {PlanMethods(backend),       DrillMethods(backend),
          InspectionMethods(backend), FindingMethods(backend),
          DutyMethods(backend),       EvidenceMethods(backend)};
}

}  // namespace epiledger::readiness
