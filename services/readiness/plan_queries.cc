#include "services/readiness/plan_queries.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/readiness/api_time.h"
#include "services/readiness/day_asked.h"
#include "services/readiness/plans.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/seen_list.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

bool IsAskedFor(const v1::ListPlansRequest& request, const v1::Plan& plan) {
  const bool is_scenario =
      request.scenario().empty() || request.scenario() == plan.scenario();
  const bool is_state = request.state() == v1::Plan::STATE_UNSPECIFIED ||
                        request.state() == plan.state();
  return is_scenario && is_state && plan.age_days() >= request.min_age_days();
}

// Overdue reviews in front, retired plans at the end.
auto OrderOf(const v1::Plan& plan) {
  static constexpr int kRanks[] = {3, 1, 0, 2};
  return std::tuple(kRanks[plan.state()], ToDay(plan.review_date()),
                    plan.name());
}

void CountStates(const std::vector<v1::Plan>& plans,
                 v1::ListPlansResponse& response) {
  const auto count = [&plans](v1::Plan::State state) {
    return std::count_if(
        plans.begin(), plans.end(),
        [state](const v1::Plan& plan) { return plan.state() == state; });
  };
  response.set_total_size(static_cast<int64_t>(plans.size()));
  response.set_in_force(count(v1::Plan::STATE_IN_FORCE));
  response.set_review_overdue(count(v1::Plan::STATE_REVIEW_OVERDUE));
  response.set_retired(count(v1::Plan::STATE_RETIRED));
}

}  // namespace

absl::StatusOr<v1::Plan> GetPlan(const v1::GetPlanRequest& request,
                                 ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto plan = host::GetOne<v1::Plan>(
      context, kPlans, rpc::PathOf(request.name()), request.name());
  if (plan.ok() && !ShowAt(asked->day, *plan)) {
    return rpc::NotFound(kPlans, request.name());
  }
  return plan;
}

absl::StatusOr<v1::ListPlansResponse> ListPlans(
    const v1::ListPlansRequest& request, ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto plans = SeenList<v1::Plan>(
      context, kPlans, request.facility(), [&](v1::Plan& plan) {
        return ShowAt(asked->day, plan) && IsAskedFor(request, plan);
      });
  if (!plans.ok()) return plans.status();
  std::sort(plans->begin(), plans->end(),
            [](const v1::Plan& a, const v1::Plan& b) {
              return OrderOf(a) < OrderOf(b);
            });
  v1::ListPlansResponse response;
  CountStates(*plans, response);
  *response.mutable_judge_date() = ToDate(asked->day);
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(host::TakePage(
      *std::move(plans), asked->place, context, *response.mutable_plans()));
  return response;
}

}  // namespace epiledger::readiness
