// SqliteConnection: one open connection to a SQLite file, with its prepared
// statements.
//
// Guarantees: a writing connection is durable (WAL, `synchronous=FULL`) and
// checks foreign keys, both asked back after they were set; a reading one
// cannot write. Errors are those of database.h.
//
// Threads: one user at a time.
#ifndef EPILEDGER_SERVICES_STORAGE_SQLITE_CONNECTION_H_
#define EPILEDGER_SERVICES_STORAGE_SQLITE_CONNECTION_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/storage/database.h"
#include "services/storage/statement_cache.h"
#include "services/storage/value.h"

namespace epiledger::storage {

class SqliteConnection {
 public:
  enum class Role { kWriter, kReader };

  // Opens `path`; a writer creates the file when it does not exist.
  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(
      const std::string& path, Role role, int timeout_milliseconds);

  // Runs a statement and gives its rows to `on_row`, until that fails.
  absl::Status Query(std::string_view sql, absl::Span<const Value> parameters,
                     RowFunction on_row);

  // Runs a statement; returns how many rows it changed.
  absl::StatusOr<int64_t> Execute(std::string_view sql,
                                  absl::Span<const Value> parameters);

  // Runs a statement that has neither parameters nor rows of interest.
  absl::Status Run(std::string_view sql);

  // Copies as much of the log into the file as readers permit; with `truncate`
  // the log is emptied too, for which there must be no reader.
  absl::Status Checkpoint(bool truncate);

  [[nodiscard]] bool in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
  }

  // Length of the write-ahead log after the last commit here, in pages.
  [[nodiscard]] int wal_pages() const { return wal_pages_; }

 private:
  struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
  };
  struct CloseStatement {
    void operator()(sqlite3_stmt* statement) const {
      sqlite3_finalize(statement);
    }
  };
  using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

  explicit SqliteConnection(sqlite3* database);

  absl::Status Configure(Role role, int timeout_milliseconds);
  // Sets a PRAGMA and checks that it then reads `expected`.
  absl::Status Set(std::string_view pragma, std::string_view value,
                   std::string_view expected);
  absl::StatusOr<sqlite3_stmt*> Prepare(std::string_view sql);
  absl::Status Bind(sqlite3_stmt* statement, std::string_view sql,
                    absl::Span<const Value> parameters);
  [[nodiscard]] absl::Status LastError(std::string_view sql) const;

  std::unique_ptr<sqlite3, CloseDatabase> database_;
  StatementCache<Statement> statements_;
  int wal_pages_ = 0;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_SQLITE_CONNECTION_H_
