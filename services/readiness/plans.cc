#include "services/readiness/plans.h"

#include "services/readiness/api_time.h"

namespace epiledger::readiness {
namespace {

void ShowRevision(const v1::PlanRevision& revision, v1::Plan& plan) {
  plan.set_title(revision.title());
  plan.set_number(revision.number());
  *plan.mutable_approve_date() = revision.approve_date();
  plan.set_approver(revision.approver());
  *plan.mutable_review_date() = revision.review_date();
  plan.set_revision(revision.revision());
}

v1::Plan::State StateOn(absl::CivilDay day, const v1::Plan& plan) {
  if (plan.has_retirement()) return v1::Plan::STATE_RETIRED;
  return ToDay(plan.review_date()) < day ? v1::Plan::STATE_REVIEW_OVERDUE
                                         : v1::Plan::STATE_IN_FORCE;
}

}  // namespace

void AddRevision(const v1::PlanRevision& revision, v1::Plan& plan) {
  *plan.add_revisions() = revision;
  ShowRevision(revision, plan);
}

bool ShowAt(absl::CivilDay day, v1::Plan& plan) {
  int newest = plan.revisions_size() - 1;
  while (newest >= 0 && ToDay(plan.revisions(newest).approve_date()) > day) {
    --newest;
  }
  if (newest < 0) return false;
  const v1::PlanRevision revision = plan.revisions(newest);
  ShowRevision(revision, plan);
  if (plan.has_retirement() && ToDay(plan.retirement().retire_date()) > day) {
    plan.clear_retirement();
  }
  plan.set_state(StateOn(day, plan));
  plan.set_age_days(day - ToDay(plan.approve_date()));
  return true;
}

}  // namespace epiledger::readiness
