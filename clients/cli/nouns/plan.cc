#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

std::vector<Flag> PlanFlags(std::vector<Flag> flags) {
  flags.insert(flags.end(), {{"--scenario", "plan.scenario"},
                             {"--title", "plan.title"},
                             {"--number", "plan.number"},
                             {"--approved", "plan.approve_date"},
                             {"--approver", "plan.approver"},
                             {"--review", "plan.review_date"}});
  return flags;
}

std::vector<View> PlanViews(std::string_view plan, std::string_view revisions) {
  return {{plan,
           {"name", "scenario", "title", "number", "approve_date", "approver",
            "review_date", "revision", "state", "age_days",
            "retirement.retire_date", "retirement.reason"}},
          {revisions,
           {"revision", "title", "number", "approve_date", "approver",
            "review_date", "reason", "subject", "record_time"},
           "revisions"}};
}

}  // namespace

CommandTable PlanCommands() {
  return {
      {.noun = "plan",
       .verb = "create",
       .method = "epiledger.readiness.v1.PlanService.CreatePlan",
       .flags = PlanFlags({{"ID", "plan_id"}}),
       .views = PlanViews("plan", "plan.revisions"),
       .example =
           "plan create fever --scenario 发热病人集中就诊 --title "
           "发热门诊应急预案 --number 示医发〔2020〕3号 --approved 2020-01-22 "
           "--approver s-201 --review 2021-01-21"},
      {.noun = "plan",
       .verb = "revise",
       .method = "epiledger.readiness.v1.PlanService.RevisePlan",
       .flags = PlanFlags({{"PLAN", "name"},
                           {"--revision", "revision"},
                           {"--reason", "reason"}}),
       .views = PlanViews("plan", "plan.revisions"),
       .example =
           "plan revise fever --revision 1 --reason 增设隔离通道 --scenario "
           "发热病人集中就诊 --title 发热门诊应急预案 --approved 2020-02-03 "
           "--approver s-201 --review 2021-02-02"},
      {.noun = "plan",
       .verb = "retire",
       .method = "epiledger.readiness.v1.PlanService.RetirePlan",
       .flags = {{"PLAN", "name"},
                 {"--date", "retire_date"},
                 {"--reason", "reason"}},
       .views = PlanViews("plan", "plan.revisions"),
       .example = "plan retire fever --date 2020-02-03 --reason 由新预案代替"},
      {.noun = "plan",
       .verb = "get",
       .method = "epiledger.readiness.v1.PlanService.GetPlan",
       .flags = {{"PLAN", "name"}},
       .views = PlanViews("", "revisions"),
       .past = Past::kDate,
       .example = "plan get people-hospital/fever"},
      {.noun = "plan",
       .verb = "list",
       .method = "epiledger.readiness.v1.PlanService.ListPlans",
       .flags = {{"--of-facility", "facility"},
                 {"--scenario", "scenario"},
                 {"--state", "state"},
                 {"--min-age-days", "min_age_days"}},
       .views = {{"plans",
                  {"name", "scenario", "title", "number", "approve_date",
                   "age_days", "review_date", "state", "revision"}},
                 {"",
                  {"total_size", "in_force", "review_overdue", "retired",
                   "judge_date"}}},
       .past = Past::kDate,
       .example = "plan list --state review-overdue"},
  };
}

}  // namespace epiledger::cli
