#include "services/storage/sqlite_connection.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/storage/sql_text.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] int64_t Integer(int column) const override {
    if (sqlite3_column_type(statement_, column) != SQLITE_INTEGER) return 0;
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] std::string_view View(int column) const override {
    const int type = sqlite3_column_type(statement_, column);
    if (type != SQLITE_TEXT && type != SQLITE_BLOB) return {};
    // As bytes: the file's encoding is UTF-8, so nothing is converted.
    const void* data = sqlite3_column_blob(statement_, column);
    if (data == nullptr) return {};
    return {static_cast<const char*>(data),
            static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
};

// Leaves a statement ready for its next use, and its locks released.
class StatementReset {
 public:
  explicit StatementReset(sqlite3_stmt* statement) : statement_(statement) {}
  StatementReset(const StatementReset&) = delete;
  StatementReset& operator=(const StatementReset&) = delete;
  ~StatementReset() { sqlite3_reset(statement_); }

 private:
  sqlite3_stmt* statement_;
};

int BindValue(sqlite3_stmt* statement, int index, const Value& value) {
  // A null pointer would bind NULL; empty text and bytes are not NULL.
  const char* data = value.view().empty() ? "" : value.view().data();
  const sqlite3_uint64 size = value.view().size();
  switch (value.kind()) {
    case Value::Kind::kNull:
      return sqlite3_bind_null(statement, index);
    case Value::Kind::kInteger:
      return sqlite3_bind_int64(statement, index, value.integer());
    case Value::Kind::kText:
      return sqlite3_bind_text64(statement, index, data, size, SQLITE_STATIC,
                                 SQLITE_UTF8);
    case Value::Kind::kBytes:
      return sqlite3_bind_blob64(statement, index, data, size, SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

int RememberWalPages(void* wal_pages, sqlite3* /*database*/,
                     const char* /*name*/, int pages) {
  *static_cast<int*>(wal_pages) = pages;
  return SQLITE_OK;
}

}  // namespace

SqliteConnection::SqliteConnection(sqlite3* database)
    : database_(database), statements_(limits::kMaxPreparedStatements) {}

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(
    const std::string& path, Role role, int timeout_milliseconds) {
  sqlite3* database = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                    (role == Role::kWriter ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  // The handle exists even when opening failed, and is to be closed.
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database));
  if (code != SQLITE_OK) return connection->LastError("open " + path);
  if (absl::Status s = connection->Configure(role, timeout_milliseconds);
      !s.ok()) {
    return s;
  }
  return connection;
}

absl::Status SqliteConnection::Configure(Role role, int timeout_milliseconds) {
  sqlite3_extended_result_codes(database_.get(), 1);
  sqlite3_busy_timeout(database_.get(), timeout_milliseconds);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  const bool writer = role == Role::kWriter;
  const int cache = writer ? limits::kSqliteWriterCacheKibibytes
                           : limits::kSqliteReaderCacheKibibytes;
  struct Setting {
    const char* pragma;
    std::string value;
    std::string expected;
  };
  const std::array settings = {
      Setting{"journal_mode", "WAL", "wal"},
      Setting{"synchronous", "FULL", "2"},
      Setting{"foreign_keys", "ON", "1"},
      Setting{"cache_size", absl::StrCat(-cache), absl::StrCat(-cache)},
      Setting{"journal_size_limit", absl::StrCat(limits::kWalKeptBytes),
              absl::StrCat(limits::kWalKeptBytes)},
      Setting{"query_only", writer ? "OFF" : "ON", writer ? "0" : "1"},
  };
  for (const Setting& setting : settings) {
    if (absl::Status s = Set(setting.pragma, setting.value, setting.expected);
        !s.ok()) {
      return s;
    }
  }
  statements_.Clear();
  // Takes the place of SQLite's own checkpoints, which know no bound.
  sqlite3_wal_hook(database_.get(), RememberWalPages, &wal_pages_);
  return absl::OkStatus();
}

absl::Status SqliteConnection::Set(std::string_view pragma,
                                   std::string_view value,
                                   std::string_view expected) {
  const std::string get = absl::StrCat("PRAGMA ", std::string(pragma));
  std::string found;
  const auto read = [&](const Row& row) {
    found = row.View(0).empty() ? absl::StrCat(row.Integer(0))
                                : std::string(row.View(0));
    return absl::OkStatus();
  };
  const auto ignore = [](const Row&) { return absl::OkStatus(); };
  const std::string set = absl::StrCat(get, " = ", std::string(value));
  if (absl::Status s = Query(set, {}, ignore); !s.ok()) return s;
  if (absl::Status s = Query(get, {}, read); !s.ok()) return s;
  if (found == expected) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "SQLite's setting ", std::string(pragma), " is ", found,
      " and cannot be ", std::string(value), ", which durability depends on"));
}

absl::Status SqliteConnection::LastError(std::string_view sql) const {
  return SqliteError(sqlite3_extended_errcode(database_.get()), Excerpt(sql),
                     sqlite3_errmsg(database_.get()));
}

absl::StatusOr<sqlite3_stmt*> SqliteConnection::Prepare(std::string_view sql) {
  if (const Statement* known = statements_.Find(sql); known != nullptr) {
    return known->get();
  }
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(),
                                      static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  Statement statement(raw);
  if (code != SQLITE_OK) return LastError(sql);
  if (statement == nullptr) {
    return absl::InternalError("a statement is empty");
  }
  return statements_.Add(sql, std::move(statement))->get();
}

absl::Status SqliteConnection::Bind(sqlite3_stmt* statement,
                                    std::string_view sql,
                                    absl::Span<const Value> parameters) {
  int index = 0;
  for (const Value& value : parameters) {
    if (BindValue(statement, ++index, value) != SQLITE_OK) {
      return LastError(sql);
    }
  }
  return absl::OkStatus();
}

absl::Status SqliteConnection::Query(std::string_view sql,
                                     absl::Span<const Value> parameters,
                                     RowFunction on_row) {
  const absl::StatusOr<sqlite3_stmt*> statement = Prepare(sql);
  if (!statement.ok()) return statement.status();
  const StatementReset reset(*statement);
  if (absl::Status s = Bind(*statement, sql, parameters); !s.ok()) return s;
  const SqliteRow row(*statement);
  int code = sqlite3_step(*statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(*statement)) {
    if (absl::Status s = on_row(row); !s.ok()) return s;
  }
  return code == SQLITE_DONE ? absl::OkStatus() : LastError(sql);
}

absl::StatusOr<int64_t> SqliteConnection::Execute(
    std::string_view sql, absl::Span<const Value> parameters) {
  // What sqlite3_changes64() says is of an earlier statement when this one
  // changes no rows by its nature, as CREATE TABLE.
  const sqlite3_int64 before = sqlite3_total_changes64(database_.get());
  const auto ignore = [](const Row&) { return absl::OkStatus(); };
  if (absl::Status s = Query(sql, parameters, ignore); !s.ok()) return s;
  if (sqlite3_total_changes64(database_.get()) == before) return 0;
  return sqlite3_changes64(database_.get());
}

absl::Status SqliteConnection::Run(std::string_view sql) {
  return Query(sql, {}, [](const Row&) { return absl::OkStatus(); });
}

absl::Status SqliteConnection::Checkpoint(bool truncate) {
  const int mode =
      truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  const int code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, mode,
                                             nullptr, nullptr);
  if (code != SQLITE_OK) return LastError("checkpoint");
  if (truncate) wal_pages_ = 0;
  return absl::OkStatus();
}

}  // namespace epiledger::storage
