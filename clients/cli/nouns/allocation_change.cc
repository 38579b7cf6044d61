#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"

namespace epiledger::cli {

CommandTable AllocationChangeCommands() {
  return {
      {.noun = "allocation",
       .verb = "change",
       .method = "epiledger.funding.v1.AllocationChangeService."
                 "CreateAllocationChange",
       .flags = {{"ALLOCATION", "allocation_change.allocation"},
                 {"--kind", "allocation_change.kind"},
                 {"--purpose", "allocation_change.purpose"},
                 {"--amount", "allocation_change.amount"},
                 {"--date", "allocation_change.change_date"},
                 {"--to", "allocation_change.target_allocation"},
                 {"--to-purpose", "allocation_change.target_purpose"},
                 {"--approver", "allocation_change.approver"},
                 {"--document-number", "allocation_change.document_number"},
                 {"--reason", "allocation_change.reason"}},
       .views = {{"allocation_change",
                  {"name", "kind", "allocation", "purpose", "amount",
                   "change_date", "target_allocation", "target_purpose",
                   "approver", "reason"}},
                 ProposedView()},
       .example = "allocation change d1/1 --kind recall --purpose any --amount "
                  "20万 --date 2020-03-01 --reason 结余收回"},
      {.noun = "allocation",
       .verb = "changes",
       .method = "epiledger.funding.v1.AllocationChangeService."
                 "ListAllocationChanges",
       .flags = {{"--allocation", "allocation"},
                 {"--kind", "kind"},
                 {"--order", "order"}},
       .views = {{"allocation_changes",
                  {"name", "change_date", "kind", "allocation", "purpose",
                   "amount", "target_allocation", "reason", "reversed_by"}},
                 {"",
                  {"total_size", "total_recalled", "total_transferred",
                   "total_frozen", "total_unfrozen"}}},
       .past = Past::kDate,
       .example = "allocation changes --allocation d1/1"},
      {.noun = "allocation",
       .verb = "close",
       .method = "epiledger.funding.v1.AllocationChangeService."
                 "CloseAllocation",
       .flags = {{"ALLOCATION", "name"},
                 {"--date", "close_date"},
                 {"--reason", "reason"}},
       .views = {{"allocation", {"name", "fund", "recipient", "closed_date"}}},
       .example = "allocation close d1/1 --date 2020-12-31"},
  };
}

}  // namespace epiledger::cli
