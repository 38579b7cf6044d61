#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

View ArrivalView(std::string_view rows) {
  return {rows, {"name",          "state",          "kind",
                 "commitment",    "line",           "item",
                 "quantity",      "quantity_known", "quantity_accrued",
                 "quantity_left", "amount",         "accrual",
                 "arrival_date",  "facility",       "source",
                 "problem",       "refused_by",     "age_hours",
                 "resolution",    "resolved_by",    "resolve_time"}};
}

}  // namespace

CommandTable ArrivalCommands() {
  return {
      {.noun = "arrival",
       .verb = "list",
       .method = "epiledger.funding.v1.ArrivalService.ListArrivals",
       .flags = {{"--commitment", "commitment"},
                 {"--state", "state"},
                 {"--of-facility", "facility"},
                 {"--order", "order"}},
       .views = {{"arrivals",
                  {"name", "arrival_date", "facility", "commitment", "line",
                   "item", "quantity", "quantity_known", "quantity_accrued",
                   "quantity_left", "amount", "state", "problem", "refused_by",
                   "age_hours"}},
                 {"", {"total_size", "total_amount", "followed_time"}}},
       .past = Past::kDate,
       .example = "arrival list --state open"},
      {.noun = "arrival",
       .verb = "get",
       .method = "epiledger.funding.v1.ArrivalService.GetArrival",
       .flags = {{"ARRIVAL", "name"}},
       .views = {ArrivalView("")},
       .past = Past::kDate,
       .example = "arrival get 7f2c01aa-0000000041"},
      {.noun = "arrival",
       .verb = "retry",
       .method = "epiledger.funding.v1.ArrivalService.RetryArrival",
       .flags = {{"ARRIVAL", "name"}},
       .views = {ArrivalView("arrival")},
       .example = "arrival retry 7f2c01aa-0000000041"},
      {.noun = "arrival",
       .verb = "resolve",
       .method = "epiledger.funding.v1.ArrivalService.ResolveArrival",
       .flags = {{"ARRIVAL", "name"}, {"--resolution", "resolution"}},
       .views = {ArrivalView("arrival")},
       .example = "arrival resolve 7f2c01aa-0000000041 --resolution "
                  "多送部分已退回"},
  };
}

}  // namespace epiledger::cli
