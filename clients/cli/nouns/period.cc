#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable PeriodCommands() {
  return {
      {.noun = "period",
       .verb = "close",
       .method = "epiledger.funding.v1.PeriodService.ClosePeriod",
       .flags = {{"PERIOD", "name"}, {"--reason", "reason"}},
       .views = {{"period", {"name", "state", "last_date", "reason"}}},
       .example = "period close 2020-02 --reason 月结"},
      {.noun = "period",
       .verb = "reopen",
       .method = "epiledger.funding.v1.PeriodService.ReopenPeriod",
       .flags = {{"PERIOD", "name"}, {"--reason", "reason"}},
       .views = {{"period", {"name", "state", "last_date", "reason"}}},
       .example = "period reopen 2020-02 --reason 补登凭证"},
      {.noun = "period",
       .verb = "list",
       .method = "epiledger.funding.v1.PeriodService.ListPeriods",
       .views = {{"periods",
                  {"name", "state", "last_date", "subject", "change_time",
                   "reason"}},
                 {"", {"total_size"}}},
       .example = "period list"},
  };
}

}  // namespace epiledger::cli
