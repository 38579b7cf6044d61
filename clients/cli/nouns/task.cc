#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable TaskCommands() {
  return {
      {.noun = "task",
       .verb = "list",
       .method = "epiledger.supplies.v1.SuppliesService.ListTasks",
       .flags = {{"FACILITY", "facility"}, {"--resolved", "show_resolved"}},
       .views = {{"tasks",
                  {"name", "kind", "item", "quantity", "effective_time",
                   "open_time", "state", "resolution"}}},
       .past = Past::kTime,
       .example = "task list people-hospital"},
      {.noun = "task",
       .verb = "resolve",
       .method = "epiledger.supplies.v1.SuppliesService.ResolveTask",
       .flags = {{"TASK", "name"}, {"--resolution", "resolution"}},
       .views = {{"task", {"name", "kind", "item", "state", "resolution"}}},
       .example = "task resolve people-hospital/pharmacy/8-1 --resolution "
                  "已核对，系漏登"},
  };
}

}  // namespace epiledger::cli
