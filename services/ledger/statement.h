// Statement: the movements of one or more accounts taken together, newest
// first by (position, sequence), each with the balance after it, on both axes.
//
// A page costs its lines and no more, however long the account's history: the
// movements of an account at one position form a list, and the cursor says
// where in each list the page ended.
#ifndef EPILEDGER_SERVICES_LEDGER_STATEMENT_H_
#define EPILEDGER_SERVICES_LEDGER_STATEMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ledger/account.h"
#include "services/ledger/history.h"

namespace epiledger::ledger {

struct StatementLine {
  std::string account;
  Position position;
  int64_t sequence = 0;
  // In is positive, out is negative.
  Amount amount = 0;
  // Of all accounts of the statement together, after this line.
  Amount balance = 0;
};

struct StatementPage {
  std::vector<StatementLine> lines;
  // Balance after the newest line of the first page.
  Amount closing = 0;
  // Asks for the next page; empty on the last.
  std::string cursor;
};

// At most `limit` lines up to `position` of the accounts that begin with
// `prefix`, after `cursor` (empty: from the newest).
// INVALID_ARGUMENT: the cursor is not one of this statement.
[[nodiscard]] absl::StatusOr<StatementPage> ReadStatement(
    Snapshot& snapshot, std::string_view prefix, Position position,
    std::string_view cursor, size_t limit);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_STATEMENT_H_
