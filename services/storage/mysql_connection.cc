#include "services/storage/mysql_connection.h"

#include <cppconn/datatype.h>
#include <cppconn/resultset.h>

#include <utility>

#include "services/limits.h"
#include "services/storage/mysql_driver.h"
#include "services/storage/mysql_row.h"
#include "services/storage/mysql_session.h"

namespace epiledger::storage {
namespace {

sql::SQLString Copy(std::string_view text) {
  return sql::SQLString(text.data(), text.size());
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
    if (absl::Status s = RunText(sql); !s.ok()) return s;
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
  RegisterMysqlThread();
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

absl::StatusOr<int64_t> MysqlConnection::Execute(
    std::string_view sql, absl::Span<const Value> parameters) {
  RegisterMysqlThread();
  int64_t rows = 0;
  absl::Status status = Guarded(sql, [&] {
    rows = Prepare(sql, parameters).executeUpdate();
    in_transaction_ = true;
    return absl::OkStatus();
  });
  if (!status.ok()) return Remember(std::move(status));
  return rows;
}

absl::Status MysqlConnection::RunText(std::string_view sql) {
  RegisterMysqlThread();
  return Remember(Guarded(sql, [&] {
    text_statement_->execute(Copy(sql));
    return absl::OkStatus();
  }));
}

absl::Status MysqlConnection::End(std::string_view sql) {
  absl::Status status = RunText(sql);
  in_transaction_ = false;
  used_ = true;
  return status;
}

}  // namespace epiledger::storage
