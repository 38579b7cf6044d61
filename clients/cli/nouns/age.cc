#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable AgeCommands() {
  return {
      {.noun = "age",
       .verb = "list",
       .method = "epiledger.funding.v1.AgeService.ListAgedMoney",
       .flags = {{"--stage", "stage"},
                 {"--allocation", "allocation"},
                 {"--recipient", "recipient"},
                 {"--minimum-days", "minimum_days"},
                 {"--order", "order"}},
       .views = {{"aged_money",
                  {"stage", "allocation", "commitment", "line", "liability",
                   "recipient", "party", "amount", "oldest_date", "oldest_days",
                   "bands.up_to_30_days", "bands.up_to_90_days",
                   "bands.up_to_180_days", "bands.up_to_365_days",
                   "bands.over_365_days"}},
                 {"totals",
                  {"stage", "amount", "bands.up_to_30_days",
                   "bands.up_to_90_days", "bands.up_to_180_days",
                   "bands.up_to_365_days", "bands.over_365_days"}},
                 {"", {"total_size", "age_date"}}},
       .past = Past::kDate,
       .example = "age list --stage disbursed --minimum-days 90"},
  };
}

}  // namespace epiledger::cli
