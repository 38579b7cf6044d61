#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

// The finding stands at `finding` in the answer, its steps at `steps`.
std::vector<View> FindingViews(std::string_view finding,
                               std::string_view steps) {
  return {
      {finding,
       {"name", "found_by", "description", "severity", "organization", "owner",
        "found_date", "due_date", "state", "age_days", "overdue_days"}},
      {steps,
       {"kind", "step_date", "note", "severity", "organization", "owner",
        "due_date", "subject", "record_time"},
       "steps"}};
}

std::vector<Flag> NewFindingFlags(const Flag& source) {
  return {source,
          {"--description", "finding.description"},
          {"--severity", "finding.severity"},
          {"--due", "finding.due_date"},
          {"--organization", "finding.organization"},
          {"--owner", "finding.owner"}};
}

CommandTable FindingWrites() {
  return {
      {.noun = "finding",
       .verb = "of-drill",
       .method = "epiledger.readiness.v1.DrillService.CreateDrillFinding",
       .flags = NewFindingFlags({"DRILL", "parent"}),
       .views = FindingViews("finding", "finding.steps"),
       .example = "finding of-drill acf4ee19-0000000023 --description "
                  "分诊台缺少防护面罩 --severity major --due 2020-01-25"},
      {.noun = "finding",
       .verb = "of-inspection",
       .method =
           "epiledger.readiness.v1.InspectionService.CreateInspectionFinding",
       .flags = NewFindingFlags({"INSPECTION", "parent"}),
       .views = FindingViews("finding", "finding.steps"),
       .example =
           "finding of-inspection west-town/acf4ee19-0000000023 --description "
           "两个村未每日上报 --severity critical --due 2020-02-02"},
      {.noun = "finding",
       .verb = "amend",
       .method = "epiledger.readiness.v1.FindingService.AmendFinding",
       .flags = {{"FINDING", "name"},
                 {"--severity", "severity"},
                 {"--organization", "organization"},
                 {"--owner", "owner"},
                 {"--due", "due_date"},
                 {"--date", "amend_date"},
                 {"--reason", "reason"}},
       .views = FindingViews("finding", "finding.steps"),
       .example =
           "finding amend west-town/acf4ee19-0000000024 --due 2020-02-05 "
           "--date 2020-02-01 --reason 道路封闭"},
      {.noun = "finding",
       .verb = "fix",
       .method = "epiledger.readiness.v1.FindingService.ReportFindingFix",
       .flags = {{"FINDING", "name"},
                 {"--date", "fix_date"},
                 {"--note", "note"}},
       .views = FindingViews("finding", "finding.steps"),
       .example = "finding fix acf4ee19-0000000024 --date 2020-01-20 --note "
                  "已配备二十个"},
      {.noun = "finding",
       .verb = "retest",
       .method = "epiledger.readiness.v1.FindingService.RetestFinding",
       .flags = {{"FINDING", "name"},
                 {"--date", "retest_date"},
                 {"--verdict", "verdict"},
                 {"--note", "note"},
                 {"--due", "due_date"}},
       .views = FindingViews("finding", "finding.steps"),
       .example = "finding retest people-hospital/acf4ee19-0000000024 --date "
                  "2020-01-22 --verdict passed --note 现场清点"}};
}

}  // namespace

CommandTable FindingCommands() {
  CommandTable commands = FindingWrites();
  commands.push_back(
      {.noun = "finding",
       .verb = "get",
       .method = "epiledger.readiness.v1.FindingService.GetFinding",
       .flags = {{"FINDING", "name"}},
       .views = FindingViews("", "steps"),
       .past = Past::kDate,
       .example = "finding get people-hospital/acf4ee19-0000000024"});
  commands.push_back(
      {.noun = "finding",
       .verb = "list",
       .method = "epiledger.readiness.v1.FindingService.ListFindings",
       .flags = {{"--of-facility", "facility"},
                 {"--state", "state"},
                 {"--min-severity", "min_severity"},
                 {"--overdue", "overdue"},
                 {"--organization", "organization"},
                 {"--owner", "owner"},
                 {"--drill", "drill"},
                 {"--inspection", "inspection"},
                 {"--min-age-days", "min_age_days"}},
       .views = {{"findings",
                  {"name", "description", "severity", "state", "found_date",
                   "age_days", "due_date", "overdue_days", "organization",
                   "owner", "found_by"}},
                 {"",
                  {"total_size", "counts.open", "counts.fixed", "counts.closed",
                   "counts.overdue", "judge_date"}}},
       .past = Past::kDate,
       .example = "finding list --state open --overdue"});
  return commands;
}

}  // namespace epiledger::cli
