#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable ScheduleCommands() {
  return {
      {.noun = "schedule",
       .verb = "set",
       .method = "epiledger.readiness.v1.ReadinessService.SetReportSchedule",
       .flags = {{"--from", "due_rule.valid_from"},
                 {"--due-minutes", "due_rule.due_minutes"}},
       .views = {{"report_schedule.due_rules", {"valid_from", "due_minutes"}}},
       .example = "schedule set --from 2020-02-01 --due-minutes 600"},
      {.noun = "schedule",
       .verb = "get",
       .method = "epiledger.readiness.v1.ReadinessService.GetReportSchedule",
       .views = {{"due_rules", {"valid_from", "due_minutes"}}},
       .example = "schedule get"},
  };
}

}  // namespace epiledger::cli
