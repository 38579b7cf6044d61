// SQLite's own record of what it ran in this process, and its plans of that.
#ifndef EPILEDGER_TESTS_PLANS_SQLITE_TRACE_H_
#define EPILEDGER_TESTS_PLANS_SQLITE_TRACE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/storage/database.h"
#include "tests/plans/statement.h"

namespace epiledger::plans {

// Every connection that is opened from here on is recorded, until EndTrace.
void BeginTrace();
// The statements that read or change rows, each text once.
[[nodiscard]] std::vector<std::string> EndTrace();

// The plan of a statement in `database`. SQLite chooses it by the tables' keys
// alone as long as nobody runs ANALYZE, which the services never do.
[[nodiscard]] absl::StatusOr<Plan> Explain(storage::Database& database,
                                           const std::string& sql);

// What a line of a plan says of a table; nothing where it speaks of none.
[[nodiscard]] std::vector<Lookup> LookupsIn(std::string_view line);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_SQLITE_TRACE_H_
