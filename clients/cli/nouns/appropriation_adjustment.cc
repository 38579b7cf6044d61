#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable AppropriationAdjustmentCommands() {
  return {
      {.noun = "appropriation",
       .verb = "adjust",
       .method = "epiledger.funding.v1.AppropriationAdjustmentService."
                 "CreateAppropriationAdjustment",
       .flags = {{"APPROPRIATION", "appropriation_adjustment.appropriation"},
                 {"--kind", "appropriation_adjustment.kind"},
                 {"--amount", "appropriation_adjustment.amount"},
                 {"--date", "appropriation_adjustment.adjustment_date"},
                 {"--document-number",
                  "appropriation_adjustment.document_number"},
                 {"--reason", "appropriation_adjustment.reason"}},
       .views = {{"appropriation_adjustment",
                  {"name", "kind", "appropriation", "amount", "adjustment_date",
                   "document_number", "reason", "posted_date"}}},
       .example =
           "appropriation adjust a1 --kind raise --amount 30万 --date "
           "2020-02-10 \\\n"
           "    --document-number 财社〔2020〕15号 --reason 追加防控资金"},
      {.noun = "appropriation",
       .verb = "adjustments",
       .method = "epiledger.funding.v1.AppropriationAdjustmentService."
                 "ListAppropriationAdjustments",
       .flags = {{"--appropriation", "appropriation"},
                 {"--kind", "kind"},
                 {"--order", "order"}},
       .views = {{"appropriation_adjustments",
                  {"name", "adjustment_date", "kind", "appropriation", "amount",
                   "document_number", "reason", "posted_date", "reversed_by"}},
                 {"", {"total_size", "total_raised", "total_lowered"}}},
       .past = Past::kDate,
       .example = "appropriation adjustments --appropriation a1"},
  };
}

}  // namespace epiledger::cli
