// Stray rows: rows that entries were folded into, of books that are not there.
// A book that began under such a number would find them in its tables.
#ifndef EPILEDGER_SERVICES_LEDGER_STRAY_ROWS_H_
#define EPILEDGER_SERVICES_LEDGER_STRAY_ROWS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/storage/database.h"

namespace epiledger::ledger {

struct StrayRows {
  std::string_view table;
  // Has no head.
  int64_t book = 0;
};

// Each table and book once, in order of the tables. Entries count among them.
[[nodiscard]] absl::StatusOr<std::vector<StrayRows>> FindStrayRows(
    storage::ReadTransaction& transaction);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_STRAY_ROWS_H_
