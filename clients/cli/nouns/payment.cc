#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"

namespace epiledger::cli {

CommandTable PaymentCommands() {
  return {
      {.noun = "payment",
       .verb = "create",
       .method = "epiledger.funding.v1.FundingService.CreatePayment",
       .flags = {{"--allocation", "payment.allocation"},
                 {"--purpose", "payment.purpose"},
                 {"--amount", "payment.amount"},
                 {"--date", "payment.payment_date"},
                 {"--payee", "payment.payee"},
                 {"--method", "payment.method"},
                 {"--invoice", "payment.invoice"},
                 {"--invoice-amount", "payment.invoice_amount"},
                 {"--voucher", "payment.voucher"},
                 {"--summary", "payment.summary"}},
       .views = {{"payment",
                  {"name", "allocation", "purpose", "amount", "payment_date",
                   "payee", "method", "invoice", "invoice_amount", "voucher",
                   "summary", "from_disbursed", "available_after"}},
                 ProposedView()},
       .example = "payment create --allocation d1/1 --purpose masks --amount "
                  "1200.50 --date 2020-02-01 \\\n"
                  "    --payee 示范医疗器械有限公司 --method direct --invoice "
                  "04400123"},
      {.noun = "payment",
       .verb = "get",
       .method = "epiledger.funding.v1.FundingService.GetPayment",
       .flags = {{"PAYMENT", "name"}},
       .views = {{"",
                  {"name", "kind", "allocation", "purpose", "amount",
                   "refunded", "payment_date", "payee", "method", "invoice",
                   "invoice_amount", "voucher", "summary", "from_disbursed",
                   "commitment", "liability", "reversed_by"}}},
       .past = Past::kDate,
       .example = "payment get 7-2f0c"},
      {.noun = "payment",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListPayments",
       .flags = {{"--allocation", "allocation"}, {"--order", "order"}},
       .views = {{"payments",
                  {"name", "payment_date", "allocation", "purpose", "amount",
                   "payee", "method", "invoice", "reversed_by"}},
                 {"", {"total_size", "total_amount"}}},
       .past = Past::kDate,
       .example = "payment list --allocation d1/1"},
  };
}

}  // namespace epiledger::cli
