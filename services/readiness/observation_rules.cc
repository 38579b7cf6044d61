#include "services/readiness/observation_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "epiledger/readiness/v1/plan.pb.h"
#include "services/readiness/decisions.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;

// Records a drill or inspection as its next revision, which `reason` explains.
template <typename Observation>
Decision PutObservation(std::string_view collection, Observation observation,
                        int64_t revision, const std::string& reason,
                        const DecisionContext& context) {
  observation.set_revision(revision);
  observation.set_correction_reason(reason);
  observation.set_subject(context.subject);
  *observation.mutable_record_time() = ToTimestamp(context.record_time);
  Accepted accepted;
  Record(collection, rpc::PathOf(observation.name()), observation, accepted);
  return accepted;
}

// Why a correction of `old`, which may not be there, does not happen.
template <typename Request, typename Observation>
std::optional<Refusal> WhyNotCorrected(const Request& request,
                                       const std::optional<Observation>& old,
                                       std::string_view missing) {
  if (!old.has_value()) return Missing(std::string(missing), request.name());
  if (old->revision() == request.revision()) return std::nullopt;
  return RevisionChanged(request.name(), request.revision(), old->revision());
}

Decision PutDrill(v1::Drill drill, int64_t revision, const std::string& reason,
                  const DecisionContext& context, State& state) {
  const absl::Status status =
      CheckDateNotAhead(drill.drill_date(), "drill.drill_date", context, state);
  if (!status.ok()) return status;
  const auto plan = state.Get<v1::Plan>(kPlans, rpc::PathOf(drill.plan()));
  if (!plan.has_value()) return Missing("PLAN_NOT_FOUND", drill.plan());
  if (drill.scenario().empty()) drill.set_scenario(plan->scenario());
  return PutObservation(kDrills, std::move(drill), revision, reason, context);
}

Decision PutInspection(v1::Inspection inspection, int64_t revision,
                       const std::string& reason,
                       const DecisionContext& context, State& state) {
  const absl::Status status =
      CheckDateNotAhead(inspection.inspection_date(),
                        "inspection.inspection_date", context, state);
  if (!status.ok()) return status;
  if (!state.Exists(kOrganizations,
                    rpc::LastSegment(inspection.organization()))) {
    return Missing("ORGANIZATION_NOT_FOUND", inspection.organization());
  }
  return PutObservation(kInspections, std::move(inspection), revision, reason,
                        context);
}

}  // namespace

Decision DecideCreateDrill(const v1::CreateDrillRequest& request,
                           const DecisionContext& context, State& state) {
  const std::string_view facility = rpc::LastSegment(request.parent());
  if (!state.Exists(kFacilities, facility)) {
    return Missing("FACILITY_NOT_FOUND", request.parent());
  }
  v1::Drill drill = request.drill();
  drill.set_name(rpc::MakeName(
      kDrillName, {context.book.county, facility, context.NewId()}));
  return PutDrill(std::move(drill), 1, "", context, state);
}

Decision DecideCorrectDrill(const v1::CorrectDrillRequest& request,
                            const DecisionContext& context, State& state) {
  const auto old = state.Get<v1::Drill>(kDrills, rpc::PathOf(request.name()));
  if (auto refusal = WhyNotCorrected(request, old, "DRILL_NOT_FOUND")) {
    return *std::move(refusal);
  }
  v1::Drill drill = request.drill();
  drill.set_name(old->name());
  return PutDrill(std::move(drill), old->revision() + 1, request.reason(),
                  context, state);
}

Decision DecideCreateInspection(const v1::CreateInspectionRequest& request,
                                const DecisionContext& context, State& state) {
  const std::string_view facility = rpc::LastSegment(request.parent());
  if (!state.Exists(kFacilities, facility)) {
    return Missing("FACILITY_NOT_FOUND", request.parent());
  }
  v1::Inspection inspection = request.inspection();
  inspection.set_name(rpc::MakeName(
      kInspectionName, {context.book.county, facility, context.NewId()}));
  return PutInspection(std::move(inspection), 1, "", context, state);
}

Decision DecideCorrectInspection(const v1::CorrectInspectionRequest& request,
                                 const DecisionContext& context, State& state) {
  const auto old =
      state.Get<v1::Inspection>(kInspections, rpc::PathOf(request.name()));
  if (auto refusal = WhyNotCorrected(request, old, "INSPECTION_NOT_FOUND")) {
    return *std::move(refusal);
  }
  v1::Inspection inspection = request.inspection();
  inspection.set_name(old->name());
  return PutInspection(std::move(inspection), old->revision() + 1,
                       request.reason(), context, state);
}

}  // namespace epiledger::readiness
