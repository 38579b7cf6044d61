// MysqlConnection: one session of a MySQL or MariaDB server, with its prepared
// statements.
//
// Guarantees: transactions begin by themselves with the first statement and
// end with Commit() or RollBack(), which are sent as statements because the
// Connector's own calls swallow the server's errors. A COMMIT travels with the
// statements deferred before it and is carried out when all of them were. A
// writing session is READ COMMITTED; a reading one is REPEATABLE READ and READ
// ONLY: its first statement fixes what the transaction sees. Both are strict,
// utf8mb4, UTC, count the rows matched, and never reconnect by themselves.
//
// A session in which a statement failed is broken: close it.
//
// Threads: one user at a time.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_CONNECTION_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_CONNECTION_H_

#include <cppconn/connection.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/statement.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/storage/database.h"
#include "services/storage/statement_cache.h"
#include "services/storage/store_url.h"

namespace epiledger::storage {

class MysqlConnection {
 public:
  enum class Role { kWriter, kReader };

  // Logs in, sets the session up and asks the settings back.
  // FAILED_PRECONDITION names what cannot be had, as TLS.
  static absl::StatusOr<std::unique_ptr<MysqlConnection>> Open(
      const StoreUrl& url, Role role, int timeout_milliseconds);

  // Runs a statement and gives its rows to `on_row`, until that fails.
  absl::Status Query(std::string_view sql, absl::Span<const Value> parameters,
                     RowFunction on_row);

  // Keeps a statement that gives no rows, to be sent together with the next
  // one: each way to the server costs as much as a small statement's work.
  absl::Status Defer(std::string_view sql);

  // Keeps a statement likewise that must match one row: when it does not, the
  // packet ends there with ABORTED.
  absl::Status DeferOne(std::string_view sql,
                        absl::Span<const Value> parameters);

  // Sends what was deferred and SELECTs in one packet.
  absl::Status QueryTogether(absl::Span<const Question> questions);

  // Runs a statement that gives no rows; returns how many it matched or
  // changed.
  absl::StatusOr<int64_t> Execute(std::string_view sql,
                                  absl::Span<const Value> parameters);

  // The same for long parameters.
  absl::StatusOr<int64_t> ExecutePrepared(std::string_view sql,
                                          absl::Span<const Value> parameters);

  // What was deferred before the first answer of a transaction goes out in a
  // packet of its own, which tells whether a session is still there that the
  // server may have closed while it was idle.
  absl::Status Commit();
  // The same in one packet. On a session that is gone the commit is in doubt.
  absl::Status CommitAtOnce();
  absl::Status RollBack();

  // True while a transaction has run statements.
  [[nodiscard]] bool in_transaction() const { return in_transaction_; }
  // True when a transaction has ended here before.
  [[nodiscard]] bool used() const { return used_; }
  // The first failure of a statement.
  [[nodiscard]] const absl::Status& failure() const { return failure_; }
  // True when the failure may have struck a COMMIT that was carried out.
  [[nodiscard]] bool commit_in_doubt() const { return commit_in_doubt_; }

 private:
  using Statement = std::unique_ptr<sql::PreparedStatement>;

  explicit MysqlConnection(std::unique_ptr<sql::Connection> connection);

  absl::Status SetUp(const StoreUrl& url, Role role, int timeout_milliseconds);
  // The statement with its parameters bound.
  sql::PreparedStatement& Prepare(std::string_view sql,
                                  absl::Span<const Value> parameters);
  // Sends the deferred statements in one packet and calls `on_result` after
  // each, with its number from 0. There is at least one. The server stops at
  // the first that fails.
  absl::Status Send(absl::FunctionRef<void(size_t)> on_result);
  absl::Status Flush();
  absl::Status Remember(absl::Status status);

  std::unique_ptr<sql::Connection> connection_;
  std::unique_ptr<sql::Statement> text_statement_;
  StatementCache<Statement> statements_;
  // Deferred statements, each with a semicolon behind it.
  std::string deferred_;
  size_t deferred_count_ = 0;
  // The numbers of those that fail when the one before did not match one row.
  std::vector<size_t> assertions_;
  // Statements of the last packet that were carried out.
  size_t carried_out_ = 0;
  bool in_transaction_ = false;
  bool commit_in_doubt_ = false;
  bool used_ = false;
  absl::Status failure_;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_CONNECTION_H_
