#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable DisbursementCommands() {
  return {
      {.noun = "disbursement",
       .verb = "create",
       .method = "epiledger.funding.v1.DisbursementService.CreateDisbursement",
       .flags = {{"--allocation", "disbursement.allocation"},
                 {"--kind", "disbursement.kind"},
                 {"--amount", "disbursement.amount"},
                 {"--date", "disbursement.disbursement_date"},
                 {"--voucher", "disbursement.voucher"},
                 {"--document-number", "disbursement.document_number"},
                 {"--summary", "disbursement.summary"}},
       .views = {{"disbursement",
                  {"name", "kind", "allocation", "amount", "for_advanced",
                   "disbursement_date", "voucher", "document_number", "summary",
                   "posted_date"}}},
       .example = "disbursement create --allocation d1/1 --kind paid-out "
                  "--amount 50万 --date 2020-02-03 --voucher 0203-7"},
      {.noun = "disbursement",
       .verb = "list",
       .method = "epiledger.funding.v1.DisbursementService.ListDisbursements",
       .flags = {{"--allocation", "allocation"},
                 {"--kind", "kind"},
                 {"--order", "order"}},
       .views = {{"disbursements",
                  {"name", "disbursement_date", "kind", "allocation", "amount",
                   "for_advanced", "voucher", "summary", "posted_date",
                   "reversed_by"}},
                 {"", {"total_size", "total_paid_out", "total_paid_back"}}},
       .past = Past::kDate,
       .example = "disbursement list --allocation d1/1"},
  };
}

}  // namespace epiledger::cli
