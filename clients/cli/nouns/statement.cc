#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable StatementCommands() {
  return {
      {.noun = "statement",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListStatementLines",
       .flags = {{"ACCOUNT",
                  "account",
                  false,
                  {"counties/{county}/funds/{fund}",
                   "counties/{county}/documents/{document}/allocations/"
                   "{allocation}"}}},
       .views = {{"statement_lines",
                  {"date", "sequence", "amount", "balance", "purpose", "payee",
                   "cause"}},
                 {"", {"closing_balance"}}},
       .past = Past::kDate,
       .example = "statement list d1/1 --as-of-date 2020-02-01"},
  };
}

}  // namespace epiledger::cli
