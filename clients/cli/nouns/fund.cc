#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable FundCommands() {
  return {
      {.noun = "fund",
       .verb = "create",
       .method = "epiledger.funding.v1.FundingService.CreateFund",
       .flags = {{"ID", "fund_id"},
                 {"--name", "fund.display_name"},
                 {"--kind", "fund.kind"}},
       .views = {{"fund", {"name", "display_name", "kind"}}},
       .example = "fund create central --name 中央财政资金 --kind central"},
      {.noun = "fund",
       .verb = "get",
       .method = "epiledger.funding.v1.FundingService.GetFund",
       .flags = {{"FUND", "name"}},
       .views = {{"",
                  {"name", "display_name", "kind", "balance.appropriated",
                   "balance.allocated", "balance.available"}}},
       .past = Past::kDate,
       .example = "fund get central --as-of-date 2020-01-31"},
      {.noun = "fund",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListFunds",
       .flags = {{"--kind", "kind"}},
       .views = {{"funds",
                  {"name", "display_name", "kind", "balance.appropriated",
                   "balance.allocated", "balance.available"}},
                 {"total", {"appropriated", "allocated", "available"}},
                 {"", {"total_size"}}},
       .past = Past::kDate,
       .example = "fund list"},
  };
}

}  // namespace epiledger::cli
