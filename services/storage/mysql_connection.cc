#include "services/storage/mysql_connection.h"

#include <cppconn/datatype.h>
#include <cppconn/resultset.h>

#include <utility>

#include "services/limits.h"
#include "services/storage/mysql_driver.h"
#include "services/storage/mysql_literal.h"
#include "services/storage/mysql_row.h"
#include "services/storage/mysql_session.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

sql::SQLString Copy(std::string_view text) {
  return sql::SQLString(text.data(), text.size());
}

constexpr std::string_view kCountRows = "SELECT ROW_COUNT()";

// The number in a result of one row and column.
int64_t OnlyNumber(sql::Statement& statement) {
  const std::unique_ptr<sql::ResultSet> result(statement.getResultSet());
  return result->next() ? result->getInt64(1) : 0;
}

void BindValue(sql::PreparedStatement& statement, unsigned int index,
               const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return statement.setNull(index, sql::DataType::SQLNULL);
    case Value::Kind::kInteger:
      return statement.setInt64(index, value.integer());
    case Value::Kind::kText:
    case Value::Kind::kBytes:
      return statement.setString(index, Copy(value.view()));
  }
}

}  // namespace

MysqlConnection::MysqlConnection(std::unique_ptr<sql::Connection> connection)
    : connection_(std::move(connection)),
      text_statement_(connection_->createStatement()),
      statements_(limits::kMaxPreparedStatements) {}

absl::StatusOr<std::unique_ptr<MysqlConnection>> MysqlConnection::Open(
    const StoreUrl& url, Role role, int timeout_milliseconds) {
  RegisterMysqlThread();
  absl::StatusOr<sql::ConnectOptionsMap> options =
      LoginOptions(url, timeout_milliseconds);
  if (!options.ok()) return options.status();
  absl::StatusOr<std::unique_ptr<sql::Connection>> raw =
      ConnectMysql(*std::move(options));
  if (!raw.ok()) return raw.status();
  std::unique_ptr<MysqlConnection> connection(
      new MysqlConnection(*std::move(raw)));
  if (absl::Status s = connection->SetUp(url, role, timeout_milliseconds);
      !s.ok()) {
    return s;
  }
  return connection;
}

absl::Status MysqlConnection::SetUp(const StoreUrl& url, Role role,
                                    int timeout_milliseconds) {
  const bool read_only = role == Role::kReader;
  for (const std::string& sql :
       SessionStatements(read_only, timeout_milliseconds)) {
    if (absl::Status s = Execute(sql, {}).status(); !s.ok()) return s;
  }
  SessionFacts facts;
  const absl::Status read = Query(kSelectSession, {}, [&](const Row& row) {
    facts.emplace(row.View(0), row.View(1));
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  const absl::Status cipher = Query(kShowCipher, {}, [&](const Row& row) {
    facts.emplace(row.View(0), row.View(1));
    return absl::OkStatus();
  });
  if (!cipher.ok()) return cipher;
  if (absl::Status s = RollBack(); !s.ok()) return s;
  used_ = false;
  return CheckSession(facts, read_only, !url.ca_file.empty());
}

absl::Status MysqlConnection::Remember(absl::Status status) {
  if (failure_.ok()) failure_ = status;
  return status;
}

sql::PreparedStatement& MysqlConnection::Prepare(
    std::string_view sql, absl::Span<const Value> parameters) {
  const Statement* statement = statements_.Find(sql);
  if (statement == nullptr) {
    statement = statements_.Add(
        sql, Statement(connection_->prepareStatement(Copy(sql))));
  }
  unsigned int index = 0;
  for (const Value& value : parameters) {
    BindValue(**statement, ++index, value);
  }
  return **statement;
}

absl::Status MysqlConnection::Query(std::string_view sql,
                                    absl::Span<const Value> parameters,
                                    RowFunction on_row) {
  if (absl::Status s = Flush(); !s.ok()) return s;
  absl::Status stopped;
  absl::Status status = Guarded(sql, [&] {
    const std::unique_ptr<sql::ResultSet> result(
        Prepare(sql, parameters).executeQuery());
    in_transaction_ = true;
    MysqlRow row(*result);
    while (stopped.ok() && row.Next()) stopped = on_row(row);
    return absl::OkStatus();
  });
  return stopped.ok() ? Remember(std::move(status)) : stopped;
}

absl::StatusOr<int64_t> MysqlConnection::ExecutePrepared(
    std::string_view sql, absl::Span<const Value> parameters) {
  if (absl::Status s = Flush(); !s.ok()) return s;
  int64_t rows = 0;
  absl::Status status = Guarded(sql, [&] {
    rows = Prepare(sql, parameters).executeUpdate();
    in_transaction_ = true;
    return absl::OkStatus();
  });
  if (!status.ok()) return Remember(std::move(status));
  return rows;
}

absl::StatusOr<int64_t> MysqlConnection::Execute(
    std::string_view sql, absl::Span<const Value> parameters) {
  if (!FitLiterals(parameters)) return ExecutePrepared(sql, parameters);
  if (deferred_count_ == 0) return Send(WithLiterals(sql, parameters));
  // Behind the first statement of a packet the Connector counts no rows: the
  // server is asked.
  if (absl::Status s = Defer(WithLiterals(sql, parameters)); !s.ok()) return s;
  return Send(kCountRows);
}

absl::Status MysqlConnection::Defer(std::string_view sql) {
  if (deferred_.size() + sql.size() > limits::kMaxPacketBytes) {
    if (absl::Status s = Flush(); !s.ok()) return s;
  }
  deferred_ += sql;
  deferred_ += ';';
  ++deferred_count_;
  return absl::OkStatus();
}

absl::Status MysqlConnection::Flush() {
  RegisterMysqlThread();
  return deferred_count_ == 0 ? absl::OkStatus() : Send("").status();
}

absl::StatusOr<int64_t> MysqlConnection::Send(std::string_view last) {
  RegisterMysqlThread();
  const std::string text = std::exchange(deferred_, "") + std::string(last);
  const size_t count =
      std::exchange(deferred_count_, 0) + (last.empty() ? 0 : 1);
  carried_out_ = 0;
  int64_t rows = 0;
  absl::Status status = Guarded(text, [&] {
    // Its return says nothing of the statements behind the first: the error of
    // each comes when its result is asked for.
    text_statement_->execute(Copy(text));
    while (++carried_out_ < count) text_statement_->getMoreResults();
    rows = last == kCountRows
               ? OnlyNumber(*text_statement_)
               : static_cast<int64_t>(text_statement_->getUpdateCount());
    in_transaction_ = true;
    return absl::OkStatus();
  });
  if (!status.ok()) return Remember(std::move(status));
  return rows;
}

absl::Status MysqlConnection::Commit() {
  // A packet of its own tells whether a session is still there that the server
  // may have closed while it was idle.
  if (!in_transaction_) {
    if (absl::Status s = Flush(); !s.ok()) return s;
  }
  if (!in_transaction_) return absl::OkStatus();
  const size_t before = deferred_count_;
  absl::Status status = Send("COMMIT").status();
  used_ = true;
  in_transaction_ = !status.ok();
  // The server itself undoes what it refuses for a conflict, and does not come
  // to a COMMIT behind a statement that it refused.
  commit_in_doubt_ = !status.ok() && !IsConflict(status) &&
                     (carried_out_ == before || IsConnectionLost(status));
  return status;
}

absl::Status MysqlConnection::RollBack() {
  deferred_.clear();
  deferred_count_ = 0;
  if (!in_transaction_) return absl::OkStatus();
  absl::Status status = Send("ROLLBACK").status();
  used_ = true;
  in_transaction_ = !status.ok();
  return status;
}

}  // namespace epiledger::storage
