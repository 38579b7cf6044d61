#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"

namespace epiledger::cli {

CommandTable LiabilityCommands() {
  return {
      {.noun = "liability",
       .verb = "create",
       .method = "epiledger.funding.v1.LiabilityService.CreateLiability",
       .flags = {{"--debtor", "liability.debtor"},
                 {"--creditor", "liability.creditor"},
                 {"--purpose", "liability.purpose"},
                 {"--amount", "liability.amount"},
                 {"--date", "liability.liability_date"},
                 {"--document-number", "liability.document_number"},
                 {"--reason", "liability.reason"}},
       .views = {{"liability",
                  {"name", "debtor", "creditor", "purpose", "amount",
                   "liability_date", "reason", "posted_date"}}},
       .example = "liability create --debtor people-hospital --creditor "
                  "示范物资有限公司 --purpose supplies --amount 8万 --date "
                  "2020-01-26 --reason 春节期间紧急赊购"},
      {.noun = "liability",
       .verb = "list",
       .method = "epiledger.funding.v1.LiabilityService.ListLiabilities",
       .flags = {{"--debtor", "debtor"},
                 {"--creditor", "creditor_prefix"},
                 {"--purpose", "purpose"},
                 {"--open", "open_only"},
                 {"--order", "order"}},
       .views = {{"liabilities",
                  {"name", "liability_date", "debtor", "creditor", "purpose",
                   "amount", "open", "posted_date", "reversed_by"}},
                 {"", {"total_size", "total_open"}}},
       .past = Past::kDate,
       .example = "liability list --open"},
      {.noun = "liability",
       .verb = "settle",
       .method = "epiledger.funding.v1.LiabilityService.SettleLiability",
       .flags = {{"LIABILITY", "name"},
                 {"--allocation", "allocation"},
                 {"--amount", "amount"},
                 {"--date", "payment_date"},
                 {"--method", "method"},
                 {"--invoice", "invoice"},
                 {"--invoice-amount", "invoice_amount"},
                 {"--voucher", "voucher"}},
       .views = {{"payment",
                  {"name", "liability", "allocation", "amount", "payment_date",
                   "payee", "method", "available_after"}},
                 ProposedView()},
       .example = "liability settle 7f2c01aa-0000000031 --allocation d1/1 "
                  "--amount 8万 --date 2020-02-03 --method direct"},
  };
}

}  // namespace epiledger::cli
