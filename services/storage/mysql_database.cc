#include "services/storage/mysql_database.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/storage/mysql_literal.h"
#include "services/storage/mysql_session.h"
#include "services/storage/sql_text.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

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
  [[nodiscard]] size_t max_placeholders() const override {
    return limits::kMysqlMaxPlaceholders;
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
  [[nodiscard]] size_t max_placeholders() const override {
    return limits::kMysqlMaxPlaceholders;
  }
  absl::Status ExecuteOneImpl(std::string_view sql,
                              absl::Span<const Value> parameters) override {
    return connection_.DeferOne(sql, parameters);
  }
  absl::Status QueryTogetherImpl(
      absl::Span<const Question> questions) override {
    return connection_.QueryTogether(questions);
  }
  absl::Status InsertImpl(const Table& table, absl::Span<const Value> values,
                          bool overwrite) override;

  MysqlConnection& connection_;
};

absl::Status MysqlWriteTransaction::InsertImpl(const Table& table,
                                               absl::Span<const Value> values,
                                               bool overwrite) {
  const size_t columns = table.columns.size();
  const std::string head = InsertHead(table);
  const std::string tail = overwrite ? MysqlUpsertClause(table) : "";
  while (!values.empty()) {
    if (!FitLiterals(values.subspan(0, columns))) {
      const absl::StatusOr<int64_t> inserted = connection_.ExecutePrepared(
          absl::StrCat(head, RowPlaceholders(columns, 1), tail),
          values.subspan(0, columns));
      if (!inserted.ok()) return inserted.status();
      values.remove_prefix(columns);
      continue;
    }
    std::string text = head;
    for (size_t rows = 0;
         rows < limits::kMaxRowsPerStatement &&
         text.size() < limits::kMaxPacketBytes && !values.empty() &&
         FitLiterals(values.subspan(0, columns));
         ++rows) {
      if (rows > 0) text += ',';
      AppendRow(values.subspan(0, columns), text);
      values.remove_prefix(columns);
    }
    if (absl::Status s = connection_.Defer(text + tail); !s.ok()) return s;
  }
  return absl::OkStatus();
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
    if (connection.failure().ok()) {
      // A failed rollback needs no word: the session is closed below.
      const absl::Status ended =
          status.ok() ? end(connection) : connection.RollBack();
      if (status.ok()) status = ended;
    }
    const bool was_stale = connection.used() && !connection.in_transaction() &&
                           IsConnectionLost(connection.failure());
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
    absl::FunctionRef<absl::Status(WriteTransaction&)> body,
    WriteOptions options) {
  return RunIn(
      writers_,
      [&](MysqlConnection& connection) {
        MysqlWriteTransaction transaction(connection);
        return body(transaction);
      },
      [options](MysqlConnection& connection) {
        absl::Status status = options.resolves_doubt ? connection.CommitAtOnce()
                                                     : connection.Commit();
        return connection.commit_in_doubt() ? CommitOutcomeUnknown(status)
                                            : status;
      });
}

}  // namespace epiledger::storage
