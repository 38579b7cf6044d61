// MysqlDatabase: one schema of a MySQL or MariaDB server, with a pool of
// writing and one of reading sessions.
//
// A session in which a statement failed is closed, and what it held with it.
// When the first statement of a transaction finds that the server has closed a
// pooled session, for instance because it was restarted, all idle ones are
// closed and the body is run again in a new one.
//
// Threads: any.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_DATABASE_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_DATABASE_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/storage/connection_pool.h"
#include "services/storage/database.h"
#include "services/storage/mysql_connection.h"

namespace epiledger::storage {

class MysqlDatabase final : public Database {
 public:
  MysqlDatabase(const StoreUrl& url, const StoreOptions& options);

  // Whether the server can be reached, and keeps what it acknowledges.
  absl::Status Check();

  [[nodiscard]] Engine engine() const override { return Engine::kMysql; }

 private:
  using Pool = ConnectionPool<MysqlConnection>;

  absl::Status WriteOnceImpl(
      absl::FunctionRef<absl::Status(WriteTransaction&)> body,
      WriteOptions options) override;
  absl::Status ReadImpl(
      absl::FunctionRef<absl::Status(ReadTransaction&)> body) override;

  Pool::Opener Opener(MysqlConnection::Role role) const;
  // Runs `body` in a session of `pool` and ends the transaction by `end` when
  // it succeeded.
  absl::Status RunIn(Pool& pool,
                     absl::FunctionRef<absl::Status(MysqlConnection&)> body,
                     absl::FunctionRef<absl::Status(MysqlConnection&)> end);

  const StoreUrl url_;
  const int timeout_milliseconds_;
  const absl::Duration timeout_;
  Pool writers_;
  Pool readers_;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_DATABASE_H_
