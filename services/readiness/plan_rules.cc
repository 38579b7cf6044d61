#include "services/readiness/plan_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/plans.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;

absl::Status CheckReview(const v1::Plan& plan) {
  if (ToDay(plan.review_date()) > ToDay(plan.approve_date())) {
    return absl::OkStatus();
  }
  return rpc::InvalidField("plan.review_date", "REVIEW_TOO_EARLY",
                           {{"found", ToText(ToDay(plan.review_date()))},
                            {"approved", ToText(ToDay(plan.approve_date()))}});
}

// Records `plan` with what `said` says as its next revision.
Decision PutRevision(const v1::Plan& said, const std::string& reason,
                     v1::Plan plan, const DecisionContext& context,
                     State& state) {
  const absl::Status status = CheckDateNotAhead(
      said.approve_date(), "plan.approve_date", context, state);
  if (!status.ok()) return status;
  if (!state.Exists(kSubjects, rpc::LastSegment(said.approver()))) {
    return Missing("SUBJECT_NOT_FOUND", said.approver());
  }
  v1::PlanRevision revision;
  revision.set_revision(plan.revisions_size() + 1);
  revision.set_title(said.title());
  revision.set_number(said.number());
  *revision.mutable_approve_date() = said.approve_date();
  revision.set_approver(said.approver());
  *revision.mutable_review_date() = said.review_date();
  revision.set_reason(reason);
  revision.set_subject(context.subject);
  *revision.mutable_record_time() = ToTimestamp(context.record_time);
  AddRevision(revision, plan);
  Accepted accepted;
  Record(kPlans, rpc::PathOf(plan.name()), plan, accepted);
  return accepted;
}

Refusal Retired(const v1::Plan& plan) {
  return Refuse("PLAN_RETIRED",
                {{"plan", plan.name()},
                 {"date", ToText(ToDay(plan.retirement().retire_date()))}});
}

std::optional<Refusal> WhyNotRevised(const v1::RevisePlanRequest& request,
                                     const v1::Plan& plan) {
  if (plan.has_retirement()) return Retired(plan);
  if (plan.revision() != request.revision()) {
    return RevisionChanged(plan.name(), request.revision(), plan.revision());
  }
  if (plan.scenario() != request.plan().scenario()) {
    return Refuse("SCENARIO_DIFFERS", {{"plan", plan.name()},
                                       {"scenario", plan.scenario()},
                                       {"found", request.plan().scenario()}});
  }
  if (plan.revisions_size() >= limits::kMaxSteps) {
    return Refuse("TOO_MANY_REVISIONS", {{"plan", plan.name()},
                                         {"limit", Concat(limits::kMaxSteps)}});
  }
  return std::nullopt;
}

}  // namespace

absl::Status ValidateCreatePlan(const v1::CreatePlanRequest& request) {
  return CheckReview(request.plan());
}

Decision DecideCreatePlan(const v1::CreatePlanRequest& request,
                          const DecisionContext& context, State& state) {
  const std::string_view facility = rpc::LastSegment(request.parent());
  if (!state.Exists(kFacilities, facility)) {
    return Missing("FACILITY_NOT_FOUND", request.parent());
  }
  v1::Plan plan;
  plan.set_name(rpc::MakeName(
      kPlanName, {context.book.county, facility, request.plan_id()}));
  if (state.Exists(kPlans, rpc::PathOf(plan.name()))) {
    return Taken(plan.name());
  }
  plan.set_scenario(request.plan().scenario());
  return PutRevision(request.plan(), "", std::move(plan), context, state);
}

absl::Status ValidateRevisePlan(const v1::RevisePlanRequest& request) {
  return CheckReview(request.plan());
}

Decision DecideRevisePlan(const v1::RevisePlanRequest& request,
                          const DecisionContext& context, State& state) {
  auto plan = state.Get<v1::Plan>(kPlans, rpc::PathOf(request.name()));
  if (!plan.has_value()) return Missing("PLAN_NOT_FOUND", request.name());
  if (auto refusal = WhyNotRevised(request, *plan)) return *std::move(refusal);
  return PutRevision(request.plan(), request.reason(), *std::move(plan),
                     context, state);
}

Decision DecideRetirePlan(const v1::RetirePlanRequest& request,
                          const DecisionContext& context, State& state) {
  const absl::Status status =
      CheckDateNotAhead(request.retire_date(), "retire_date", context, state);
  if (!status.ok()) return status;
  auto plan = state.Get<v1::Plan>(kPlans, rpc::PathOf(request.name()));
  if (!plan.has_value()) return Missing("PLAN_NOT_FOUND", request.name());
  if (plan->has_retirement()) return Retired(*plan);
  v1::PlanRetirement& retirement = *plan->mutable_retirement();
  *retirement.mutable_retire_date() = request.retire_date();
  retirement.set_reason(request.reason());
  retirement.set_subject(context.subject);
  *retirement.mutable_record_time() = ToTimestamp(context.record_time);
  Accepted accepted;
  Record(kPlans, rpc::PathOf(plan->name()), *plan, accepted);
  return accepted;
}

}  // namespace epiledger::readiness
