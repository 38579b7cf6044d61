// Rebuild: throws away what the entries of a book were folded into and folds
// them once more, by the code that folds a batch.
//
// Rebuilt: accounts, movements, timelines, versions of resources, which id
// became which entry, and which entries were refused. Entries and head are only
// read; personal fields, which no journal holds, stay as they are.
#ifndef EPILEDGER_SERVICES_LEDGER_REBUILD_H_
#define EPILEDGER_SERVICES_LEDGER_REBUILD_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/journal/types.h"
#include "services/storage/database.h"

namespace epiledger::ledger {

struct RebuildReport {
  int64_t entries = 0;
  // Tables that held something else before; empty: all were right.
  std::vector<std::string_view> changed_tables;
};

// One transaction with the head locked: readers see the tables as they were or
// as they are rebuilt, a rebuild that is cut short leaves them as they were,
// and one of a sound book changes nothing. Memory does not grow with the book.
//   NOT_FOUND  no such book
//   DATA_LOSS  the chain does not hold, or an entry cannot be read or booked:
//              nothing is changed, for what was recorded is not known
// and the storage layer's codes.
[[nodiscard]] absl::StatusOr<RebuildReport> Rebuild(
    storage::Database& database, const journal::BookName& book);

// The same as a part of a transaction, which is not to be committed when it
// fails.
[[nodiscard]] absl::StatusOr<RebuildReport> RebuildWithin(
    storage::WriteTransaction& transaction, const journal::BookName& book);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_REBUILD_H_
