#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

std::vector<Flag> InspectionFlags(std::vector<Flag> flags) {
  flags.insert(flags.end(), {{"--group", "inspection.organization"},
                             {"--date", "inspection.inspection_date"},
                             {"--subject-matter", "inspection.subject_matter"},
                             {"--conclusion", "inspection.conclusion"}});
  return flags;
}

std::vector<std::string_view> InspectionColumns() {
  return {"name",       "organization", "inspection_date", "subject_matter",
          "conclusion", "revision",     "subject",         "correction_reason"};
}

std::vector<std::string_view> ReadInspectionColumns() {
  std::vector<std::string_view> columns = InspectionColumns();
  columns.insert(columns.end(),
                 {"age_days", "findings.total", "findings.open",
                  "findings.fixed", "findings.closed", "findings.overdue"});
  return columns;
}

}  // namespace

CommandTable InspectionCommands() {
  return {
      {.noun = "inspection",
       .verb = "create",
       .method = "epiledger.readiness.v1.InspectionService.CreateInspection",
       .flags = InspectionFlags({{"FACILITY", "parent"}}),
       .views = {{"inspection", InspectionColumns()}},
       .example =
           "inspection create west-town --group supervision-3 --date "
           "2020-02-01 --subject-matter 返乡人员排查 --conclusion 基本到位"},
      {.noun = "inspection",
       .verb = "correct",
       .method = "epiledger.readiness.v1.InspectionService.CorrectInspection",
       .flags = InspectionFlags({{"INSPECTION", "name"},
                                 {"--revision", "revision"},
                                 {"--reason", "reason"}}),
       .views = {{"inspection", InspectionColumns()}},
       .example =
           "inspection correct west-town/acf4ee19-0000000023 --revision 1 "
           "--reason 日期有误 --group supervision-3 --date 2020-01-31 "
           "--subject-matter 返乡人员排查"},
      {.noun = "inspection",
       .verb = "get",
       .method = "epiledger.readiness.v1.InspectionService.GetInspection",
       .flags = {{"INSPECTION", "name"}},
       .views = {{"", ReadInspectionColumns()}},
       .past = Past::kDate,
       .example = "inspection get west-town/acf4ee19-0000000023"},
      {.noun = "inspection",
       .verb = "list",
       .method = "epiledger.readiness.v1.InspectionService.ListInspections",
       .flags = {{"--of-facility", "facility"},
                 {"--group", "organization"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = {{"inspections",
                  {"name", "organization", "inspection_date", "age_days",
                   "subject_matter", "findings.total", "findings.open",
                   "findings.overdue"}},
                 {"",
                  {"total_size", "findings.total", "findings.open",
                   "findings.fixed", "findings.closed", "findings.overdue",
                   "judge_date"}}},
       .past = Past::kDate,
       .example = "inspection list --group supervision-3"},
  };
}

}  // namespace epiledger::cli
