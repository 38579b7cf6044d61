#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

std::vector<Flag> DrillFlags(std::vector<Flag> flags) {
  flags.insert(flags.end(), {{"--plan", "drill.plan"},
                             {"--date", "drill.drill_date"},
                             {"--scenario", "drill.scenario"},
                             {"--participants", "drill.participants"},
                             {"--rating", "drill.rating"},
                             {"--evaluation", "drill.evaluation"}});
  return flags;
}

std::vector<std::string_view> DrillColumns() {
  return {
      "name",   "plan",       "drill_date", "scenario", "participants",
      "rating", "evaluation", "revision",   "subject",  "correction_reason"};
}

std::vector<std::string_view> ReadDrillColumns() {
  std::vector<std::string_view> columns = DrillColumns();
  columns.insert(columns.end(),
                 {"age_days", "findings.total", "findings.open",
                  "findings.fixed", "findings.closed", "findings.overdue"});
  return columns;
}

}  // namespace

CommandTable DrillCommands() {
  return {
      {.noun = "drill",
       .verb = "create",
       .method = "epiledger.readiness.v1.DrillService.CreateDrill",
       .flags = DrillFlags({}),
       .views = {{"drill", DrillColumns()}},
       .example = "drill create --plan people-hospital/fever --date 2020-01-11 "
                  "--participants 42 --rating fair --evaluation 分诊用时偏长"},
      {.noun = "drill",
       .verb = "correct",
       .method = "epiledger.readiness.v1.DrillService.CorrectDrill",
       .flags = DrillFlags({{"DRILL", "name"},
                            {"--revision", "revision"},
                            {"--reason", "reason"}}),
       .views = {{"drill", DrillColumns()}},
       .example =
           "drill correct acf4ee19-0000000023 --revision 1 --reason 人数有误 "
           "--plan people-hospital/fever --date 2020-01-11 --participants 24"},
      {.noun = "drill",
       .verb = "get",
       .method = "epiledger.readiness.v1.DrillService.GetDrill",
       .flags = {{"DRILL", "name"}},
       .views = {{"", ReadDrillColumns()}},
       .past = Past::kDate,
       .example = "drill get people-hospital/acf4ee19-0000000023"},
      {.noun = "drill",
       .verb = "list",
       .method = "epiledger.readiness.v1.DrillService.ListDrills",
       .flags = {{"--of-facility", "facility"},
                 {"--plan", "plan"},
                 {"--scenario", "scenario"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = {{"drills",
                  {"name", "plan", "drill_date", "age_days", "scenario",
                   "participants", "rating", "findings.total", "findings.open",
                   "findings.overdue"}},
                 {"",
                  {"total_size", "total_participants", "participants_unknown",
                   "findings.total", "findings.open", "findings.fixed",
                   "findings.closed", "findings.overdue", "judge_date"}}},
       .past = Past::kDate,
       .example = "drill list --of-facility people-hospital --from 2020-01-01"},
  };
}

}  // namespace epiledger::cli
