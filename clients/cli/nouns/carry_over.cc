#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"

namespace epiledger::cli {

CommandTable CarryOverCommands() {
  return {
      {.noun = "carry-over",
       .verb = "create",
       .method = "epiledger.funding.v1.CarryOverService.CreateCarryOver",
       .flags = {{"ALLOCATION", "carry_over.allocation"},
                 {"--to", "carry_over.target_allocation"},
                 {"--date", "carry_over.carry_date"},
                 {"--approver", "carry_over.approver"},
                 {"--document-number", "carry_over.document_number"},
                 {"--reason", "carry_over.reason"}},
       .views = {{"carry_over",
                  {"name", "allocation", "target_allocation", "carry_date",
                   "carried.total", "carried.available", "carried.held",
                   "carried.prepaid", "carried.accrued", "carried.disbursed",
                   "carried.advanced", "commitments", "approver",
                   "document_number", "reason"}},
                 ProposedView()},
       .example = "carry-over create d1/1 --to d21/1 --date 2021-01-01 "
                  "--approver s-900 --reason 年终结转"},
      {.noun = "carry-over",
       .verb = "list",
       .method = "epiledger.funding.v1.CarryOverService.ListCarryOvers",
       .flags = {{"--allocation", "allocation"}, {"--order", "order"}},
       .views = {{"carry_overs",
                  {"name", "carry_date", "allocation", "target_allocation",
                   "carried.total", "carried.available", "carried.held",
                   "carried.prepaid", "carried.accrued", "reason",
                   "reversed_by"}},
                 {"", {"total_size", "total_carried"}}},
       .past = Past::kDate,
       .example = "carry-over list --allocation d1/1"},
  };
}

}  // namespace epiledger::cli
