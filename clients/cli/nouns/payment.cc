#include "clients/cli/nouns/nouns.h"

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
                 {"--voucher", "payment.voucher"},
                 {"--summary", "payment.summary"}},
       .views = {{"payment",
                  {"name", "allocation", "purpose", "amount", "payment_date",
                   "payee", "method", "invoice", "voucher", "summary",
                   "available_after"}}},
       .example = "payment create --allocation d1/1 --purpose masks --amount "
                  "1200.50 --date 2020-02-01 \\\n"
                  "    --payee 示范医疗器械有限公司 --method direct --invoice "
                  "04400123"},
      {.noun = "payment",
       .verb = "get",
       .method = "epiledger.funding.v1.FundingService.GetPayment",
       .flags = {{"PAYMENT", "name"}},
       .views = {{"",
                  {"name", "allocation", "purpose", "amount", "payment_date",
                   "payee", "method", "invoice", "voucher", "summary"}}},
       .example = "payment get 7-2f0c"},
      {.noun = "payment",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListPayments",
       .flags = {{"--allocation", "allocation"}},
       .views = {{"payments",
                  {"name", "payment_date", "allocation", "purpose", "amount",
                   "payee", "method", "invoice"}},
                 {"", {"total_amount"}}},
       .past = Past::kDate,
       .example = "payment list --allocation d1/1"},
  };
}

}  // namespace epiledger::cli
