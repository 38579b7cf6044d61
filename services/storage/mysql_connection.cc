#include "services/storage/mysql_connection.h"

#include <cppconn/datatype.h>
#include <cppconn/resultset.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
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

constexpr char kCountRows[] = "SELECT ROW_COUNT()";
// Fails, because a BIGINT overflows, unless the statement before matched one
// row.
constexpr char kAssertOneRow[] =
    "SET @one_row = 9223372036854775807 + (ROW_COUNT() <> 1)";

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
  absl::Status s = Defer(WithLiterals(sql, parameters));
  // Behind the first statement of a packet the Connector counts no rows: the
  // server is asked.
  const bool ask = deferred_count_ > 1;
  if (s.ok() && ask) s = Defer(kCountRows);
  if (!s.ok()) return s;
  const size_t last = deferred_count_ - 1;
  int64_t rows = 0;
  s = Send([&](size_t number) {
    if (number != last) return;
    rows = ask ? OnlyNumber(*text_statement_)
               : static_cast<int64_t>(text_statement_->getUpdateCount());
  });
  if (!s.ok()) return s;
  return rows;
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

absl::Status MysqlConnection::DeferOne(std::string_view sql,
                                       absl::Span<const Value> parameters) {
  if (!FitLiterals(parameters)) {
    const absl::StatusOr<int64_t> rows = ExecutePrepared(sql, parameters);
    if (!rows.ok()) return rows.status();
    return *rows == 1 ? absl::OkStatus() : Remember(NotOneRow(sql));
  }
  // The two stay in one packet: the count is that of the statement before.
  std::string text = WithLiterals(sql, parameters);
  absl::StrAppend(&text, ";", kAssertOneRow);
  if (absl::Status s = Defer(text); !s.ok()) return s;
  assertions_.push_back(deferred_count_++);
  return absl::OkStatus();
}

absl::Status MysqlConnection::QueryTogether(
    absl::Span<const Question> questions) {
  absl::Status stopped;
  while (!questions.empty() && stopped.ok()) {
    const size_t before = deferred_count_;
    size_t asked = 0;
    // As many as fit into a packet, and at least one.
    do {
      const Question& question = questions[asked++];
      deferred_ += WithLiterals(question.sql, question.parameters);
      deferred_ += question.lock ? " FOR UPDATE;" : ";";
      ++deferred_count_;
    } while (asked < questions.size() &&
             deferred_.size() < limits::kMaxPacketBytes);
    absl::Status status = Send([&](size_t number) {
      if (number < before) return;
      const std::unique_ptr<sql::ResultSet> result(
          text_statement_->getResultSet());
      MysqlRow row(*result);
      while (stopped.ok() && row.Next()) {
        stopped = questions[number - before].on_row(row);
      }
    });
    if (!status.ok()) return status;
    questions.remove_prefix(asked);
  }
  return stopped;
}

absl::Status MysqlConnection::Flush() {
  RegisterMysqlThread();
  return deferred_count_ == 0 ? absl::OkStatus() : Send([](size_t) {});
}

absl::Status MysqlConnection::Send(absl::FunctionRef<void(size_t)> on_result) {
  std::string text = std::exchange(deferred_, "");
  text.pop_back();
  const size_t count = std::exchange(deferred_count_, 0);
  const std::vector<size_t> assertions = std::exchange(assertions_, {});
  carried_out_ = 0;
  absl::Status status = Guarded(text, [&] {
    // Its return says nothing of the statements behind the first: the error of
    // each comes when its result is asked for.
    text_statement_->execute(Copy(text));
    on_result(0);
    while (++carried_out_ < count) {
      text_statement_->getMoreResults();
      on_result(carried_out_);
    }
    in_transaction_ = true;
    return absl::OkStatus();
  });
  if (!status.ok() && !IsConnectionLost(status) &&
      std::find(assertions.begin(), assertions.end(), carried_out_) !=
          assertions.end()) {
    status = NotOneRow(text);
  }
  return Remember(std::move(status));
}

absl::Status MysqlConnection::Commit() {
  if (!in_transaction_) {
    if (absl::Status s = Flush(); !s.ok()) return s;
  }
  return CommitAtOnce();
}

absl::Status MysqlConnection::CommitAtOnce() {
  if (!in_transaction_ && deferred_count_ == 0) return absl::OkStatus();
  const size_t before = deferred_count_;
  deferred_ += "COMMIT;";
  ++deferred_count_;
  absl::Status status = Flush();
  used_ = true;
  in_transaction_ = !status.ok();
  // The server itself undoes what it refuses for a conflict, and does not come
  // to a COMMIT behind a statement that it refused.
  commit_in_doubt_ = !status.ok() && !IsConflict(status) &&
                     (carried_out_ == before || IsAnswerLost(status));
  return status;
}

absl::Status MysqlConnection::RollBack() {
  deferred_.clear();
  deferred_count_ = 0;
  assertions_.clear();
  if (!in_transaction_) return absl::OkStatus();
  absl::Status status = Execute("ROLLBACK", {}).status();
  used_ = true;
  in_transaction_ = !status.ok();
  return status;
}

}  // namespace epiledger::storage
