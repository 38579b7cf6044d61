// Migrations: numbered steps that bring a database's tables up to date.
//
// Each step has a purpose, statements per engine, and a check that must return
// no row afterwards. Applied steps are remembered in `schema_migration`; a
// database that knows a higher number than the program is refused.
#ifndef EPILEDGER_SERVICES_STORAGE_MIGRATE_H_
#define EPILEDGER_SERVICES_STORAGE_MIGRATE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/storage/database.h"

namespace epiledger::storage {

struct Migration {
  // From 1, without gaps within a `set`.
  int number;
  std::string_view purpose;
  // Statements in order. The same text serves both engines after these words
  // are replaced: `{KEY}` (short text, ordered by bytes, up to 255 bytes),
  // `{BYTES_KEY}` (the same for bytes), `{TEXT}` (long text), `{BYTES}` (bytes
  // of any length), `{INT}` (int64), `{TABLE}` (the engine's table options,
  // after the closing parenthesis). Only the two keys and `{INT}` can stand in
  // keys and indexes. `{NAME_ENDING}` after a column's type makes it what the
  // column `name` has behind its last `/`. MySQL commits each change of tables
  // by itself: write `CREATE TABLE IF NOT EXISTS`, and `{IF_NEW}` where a
  // column or an index is added, so that a step broken off can be run again.
  std::vector<std::string_view> statements;
  // A SELECT that returns rows only when the step went wrong; may be empty.
  std::string_view post_check;
  // What statements cannot say, run after them and before the check; may be
  // null. A step broken off is run again, so it begins by undoing its own work.
  absl::Status (*fill)(WriteTransaction& transaction) = nullptr;
};

// Brings `set` (such as `journal`, `readiness`) up to date in `database`.
// Processes that start at once take turns. FAILED_PRECONDITION: the database is
// newer than this program, or a step's check failed and the step is not
// remembered as applied.
[[nodiscard]] absl::Status Migrate(Database& database, std::string_view set,
                                   absl::Span<const Migration> migrations);

// The newest step of `set` that was applied to `database`; 0 when none was.
// Changes nothing.
[[nodiscard]] absl::StatusOr<int64_t> NewestMigration(Database& database,
                                                      std::string_view set);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MIGRATE_H_
