// Verify: recomputes a book from its first entry, without the code that wrote
// it, and compares every table with what the entries say.
//
// Held: a first entry, form, chain, sequence, record times, ids, incarnations,
// double entry, units, limits on both axes at every entry; accounts, movements,
// timelines, resources, request ids and refusals equal to the recomputed ones,
// row by row.
#ifndef EPILEDGER_SERVICES_LEDGER_VERIFY_H_
#define EPILEDGER_SERVICES_LEDGER_VERIFY_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/journal/types.h"
#include "services/ledger/account.h"
#include "services/storage/database.h"

namespace epiledger::ledger {

struct VerifyReport {
  int64_t entries = 0;
  int64_t movements = 0;
  journal::Head head;
  // What is wrong, for people; at most limits::kMaxFindings. Empty: all holds.
  std::vector<std::string> findings;
  // What is no fault, but worth knowing: jumps of the clock, for people.
  std::vector<std::string> notes;
  // Recomputed, by account: unit and balance.
  std::map<std::string, std::pair<std::string, Amount>> balances;
};

// Reads one snapshot. Memory grows with the book: about 200 bytes a movement.
// NOT_FOUND: no such book.
[[nodiscard]] absl::StatusOr<VerifyReport> Verify(
    storage::ReadTransaction& transaction, const journal::BookName& book);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_VERIFY_H_
