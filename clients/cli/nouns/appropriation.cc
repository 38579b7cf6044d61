#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

const std::vector<std::string_view>& AppropriationColumns() {
  static const std::vector<std::string_view> columns = {
      "name",
      "fund",
      "amount",
      "adjusted_amount",
      "appropriation_date",
      "classification.function_code",
      "classification.economic_code",
      "classification.direct_fund_mark",
      "document_number",
      "posted_date",
      "reversed_by"};
  return columns;
}

}  // namespace

CommandTable AppropriationCommands() {
  return {
      {.noun = "appropriation",
       .verb = "create",
       .method = "epiledger.funding.v1.FundingService.CreateAppropriation",
       .flags =
           {{"ID", "appropriation_id"},
            {"--fund", "appropriation.fund"},
            {"--amount", "appropriation.amount"},
            {"--date", "appropriation.appropriation_date"},
            {"--function-code", "appropriation.classification.function_code"},
            {"--economic-code", "appropriation.classification.economic_code"},
            {"--direct-mark", "appropriation.classification.direct_fund_mark"},
            {"--document-number", "appropriation.document_number"}},
       .views = {{"appropriation", AppropriationColumns()}},
       .example = "appropriation create a1 --fund central --amount 961万 "
                  "--date 2020-01-28 --function-code 2100410"},
      {.noun = "appropriation",
       .verb = "get",
       .method = "epiledger.funding.v1.FundingService.GetAppropriation",
       .flags = {{"APPROPRIATION", "name"}},
       .views = {{"", AppropriationColumns()}},
       .past = Past::kDate,
       .example = "appropriation get a1"},
      {.noun = "appropriation",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListAppropriations",
       .flags = {{"--fund", "fund"}, {"--order", "order"}},
       .views = {{"appropriations", AppropriationColumns()},
                 {"", {"total_size", "total_amount", "total_adjusted"}}},
       .past = Past::kDate,
       .example = "appropriation list"},
  };
}

}  // namespace epiledger::cli
