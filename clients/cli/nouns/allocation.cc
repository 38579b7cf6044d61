#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable AllocationCommands() {
  return {
      {.noun = "allocation",
       .verb = "get",
       .method = "epiledger.funding.v1.FundingService.GetAllocation",
       .flags = {{"ALLOCATION", "name"}},
       .views = {{"",
                  {"name", "fund", "recipient", "effective_date",
                   "balance.allocated", "balance.paid", "balance.available"}},
                 {"balance.purposes", {"purpose", "available", "paid"}}},
       .past = Past::kDate,
       .example = "allocation get d1/1 --as-of-recorded '2020-02-01 08:00'"},
      {.noun = "allocation",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListAllocations",
       .flags = {{"--document", "document"},
                 {"--fund", "fund"},
                 {"--recipient", "recipient"}},
       .views = {{"allocations",
                  {"name", "fund", "recipient", "effective_date",
                   "balance.allocated", "balance.paid", "balance.available"}},
                 {"total", {"allocated", "paid", "available"}}},
       .past = Past::kDate,
       .example = "allocation list --document d1"},
  };
}

}  // namespace epiledger::cli
