#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable MoneyReportCommands() {
  return {
      {.noun = "payment",
       .verb = "search",
       .method = "epiledger.funding.v1.ReportService.SearchPayments",
       .flags = {{"--document", "document"},
                 {"--allocation", "allocation"},
                 {"--purpose", "purpose"},
                 {"--payee", "payee_prefix"},
                 {"--invoice", "invoice"},
                 {"--voucher", "voucher"},
                 {"--from", "first_date"},
                 {"--until", "last_date"},
                 {"--least", "least_amount"},
                 {"--most", "most_amount"},
                 {"--order", "order"}},
       .views = {{"payments",
                  {"name", "payment_date", "allocation", "purpose", "amount",
                   "refunded", "payee", "method", "invoice", "voucher",
                   "reversed_by"}},
                 {"", {"total_size", "total_amount", "total_refunded"}}},
       .past = Past::kDate,
       .example =
           "payment search --payee 示范医疗 --least 10万 --order largest"},
      {.noun = "invoice",
       .verb = "duplicates",
       .method = "epiledger.funding.v1.ReportService.ListDuplicateInvoices",
       .flags = {{"--any-payee", "any_payee"}, {"--order", "order"}},
       .views = {{"duplicate_invoices",
                  {"invoice", "payee", "total", "payment_count",
                   "payments.name", "payments.payment_date"}},
                 {"", {"total_size", "total_amount"}}},
       .past = Past::kDate,
       .example = "invoice duplicates --any-payee"},
      {.noun = "budget",
       .verb = "list",
       .method = "epiledger.funding.v1.ReportService.ListBudgetLines",
       .flags = {{"--from", "first_month"},
                 {"--until", "last_month"},
                 {"--document", "document"},
                 {"--purpose", "purpose"}},
       .views = {{"budget_lines",
                  {"purpose", "month", "allocated", "committed", "paid", "open",
                   "available"}},
                 {"total",
                  {"allocated", "committed", "paid", "open", "available"}},
                 {"", {"total_size"}}},
       .past = Past::kDate,
       .example = "budget list --from 2020-01-01 --until 2020-12-31"},
  };
}

}  // namespace epiledger::cli
