#include "services/storage/mysql_database.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/storage/mysql_session.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

constexpr StatementLimits kStatementLimits = {
    .placeholders = limits::kMysqlMaxPlaceholders,
    .rows = limits::kMaxRowsPerStatement,
};

class MysqlReadTransaction final : public ReadTransaction {
 public:
  explicit MysqlReadTransaction(MysqlConnection& connection)
      : connection_(connection) {}

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const Value> parameters,
                         RowFunction on_row) override {
    return connection_.Query(sql, parameters, on_row);
  }
  [[nodiscard]] StatementLimits limits() const override {
    return kStatementLimits;
  }

  MysqlConnection& connection_;
};

class MysqlWriteTransaction final : public WriteTransaction {
 public:
  explicit MysqlWriteTransaction(MysqlConnection& connection)
      : connection_(connection) {}

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const Value> parameters,
                         RowFunction on_row) override {
    return connection_.Query(sql, parameters, on_row);
  }
  absl::Status QueryForUpdateImpl(std::string_view sql,
                                  absl::Span<const Value> parameters,
                                  RowFunction on_row) override {
    return connection_.Query(std::string(sql) + " FOR UPDATE", parameters,
                             on_row);
  }
  absl::StatusOr<int64_t> ExecuteImpl(
      std::string_view sql, absl::Span<const Value> parameters) override {
    return connection_.Execute(sql, parameters);
  }
  [[nodiscard]] StatementLimits limits() const override {
    return kStatementLimits;
  }
  [[nodiscard]] std::string UpsertClause(const Table& table) const override;

  MysqlConnection& connection_;
};

std::string MysqlWriteTransaction::UpsertClause(const Table& table) const {
  std::string clause = "ON DUPLICATE KEY UPDATE ";
  const auto set = [&](size_t i) {
    const std::string column(table.columns[i]);
    absl::StrAppend(&clause, column, " = VALUES(", column, ")");
  };
  // A table that is all key has nothing to overwrite.
  if (table.key_columns == table.columns.size()) set(0);
  for (size_t i = table.key_columns; i < table.columns.size(); ++i) {
    if (i > table.key_columns) clause += ", ";
    set(i);
  }
  return clause;
}

}  // namespace

MysqlDatabase::MysqlDatabase(const StoreUrl& url, const StoreOptions& options)
    : url_(url),
      timeout_milliseconds_(options.timeout_milliseconds),
      timeout_(absl::Milliseconds(options.timeout_milliseconds)),
      writers_(options.max_connections, Opener(MysqlConnection::Role::kWriter)),
      readers_(options.max_connections,
               Opener(MysqlConnection::Role::kReader)) {}

MysqlDatabase::Pool::Opener MysqlDatabase::Opener(
    MysqlConnection::Role role) const {
  return [this, role] {
    return MysqlConnection::Open(url_, role, timeout_milliseconds_);
  };
}

absl::Status MysqlDatabase::Check() {
  SessionFacts facts;
  const absl::Status read = Read([&](ReadTransaction& transaction) {
    return transaction.Query(kShowDurability, {}, [&](const Row& row) {
      facts.emplace(row.View(0), row.View(1));
      return absl::OkStatus();
    });
  });
  return read.ok() ? CheckDurability(facts) : read;
}

absl::Status MysqlDatabase::RunIn(
    Pool& pool, absl::FunctionRef<absl::Status(MysqlConnection&)> body,
    absl::FunctionRef<absl::Status(MysqlConnection&)> end) {
  for (;;) {
    absl::StatusOr<Pool::Lease> lease = pool.Take(timeout_);
    if (!lease.ok()) return lease.status();
    MysqlConnection& connection = **lease;
    absl::Status status = body(connection);
    const bool was_stale = connection.used() && !connection.in_transaction() &&
                           IsConnectionLost(connection.failure());
    if (connection.failure().ok() && connection.in_transaction()) {
      // A failed rollback needs no word: the session is closed below.
      const absl::Status ended =
          status.ok() ? end(connection) : connection.RollBack();
      if (status.ok()) status = ended;
    }
    if (!connection.failure().ok()) lease->Drop();
    if (!was_stale) return status;
    pool.CloseIdle();
  }
}

absl::Status MysqlDatabase::ReadImpl(
    absl::FunctionRef<absl::Status(ReadTransaction&)> body) {
  return RunIn(
      readers_,
      [&](MysqlConnection& connection) {
        MysqlReadTransaction transaction(connection);
        return body(transaction);
      },
      [](MysqlConnection& connection) { return connection.Commit(); });
}

absl::Status MysqlDatabase::WriteOnceImpl(
    absl::FunctionRef<absl::Status(WriteTransaction&)> body) {
  return RunIn(
      writers_,
      [&](MysqlConnection& connection) {
        MysqlWriteTransaction transaction(connection);
        return body(transaction);
      },
      [](MysqlConnection& connection) {
        absl::Status status = connection.Commit();
        // The server rolls back what it refuses for a conflict; after any
        // other failure nothing is certain.
        if (status.ok() || IsConflict(status)) return status;
        return CommitOutcomeUnknown(status);
      });
}

}  // namespace epiledger::storage
