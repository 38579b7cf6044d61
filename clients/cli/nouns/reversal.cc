#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable ReversalCommands() {
  return {
      {.noun = "reversal",
       .verb = "create",
       .method = "epiledger.funding.v1.ReversalService.ReverseEntry",
       .flags = {{"ENTRY", "sequence"}, {"--reason", "reason"}},
       .views = {{"reversal",
                  {"name", "sequence", "resource", "original_date",
                   "reversal_date", "reason"}}},
       .example = "reversal create 24 --reason 金额录入有误"},
      {.noun = "reversal",
       .verb = "get",
       .method = "epiledger.funding.v1.ReversalService.GetReversal",
       .flags = {{"REVERSAL", "name"}},
       .views = {{"",
                  {"name", "sequence", "reversal_sequence", "resource",
                   "original_date", "reversal_date", "reason"}}},
       .example = "reversal get 0000000024"},
      {.noun = "reversal",
       .verb = "list",
       .method = "epiledger.funding.v1.ReversalService.ListReversals",
       .flags = {{"--order", "order"}},
       .views = {{"reversals",
                  {"sequence", "reversal_sequence", "resource", "original_date",
                   "reversal_date", "reason"}},
                 {"", {"total_size"}}},
       .example = "reversal list"},
  };
}

}  // namespace epiledger::cli
