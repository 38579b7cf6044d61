// PreparedDatabase: a MySQL or MariaDB schema whose every statement travels as
// a prepared one, in a packet of its own, as a service without packets of text
// would send it (docs/decisions/0009). Baselines A and B are decided on it.
//
// Reads are those of the service's own database.
//
// Threads: any.
#ifndef EPILEDGER_TESTS_BENCH_PREPARED_DATABASE_H_
#define EPILEDGER_TESTS_BENCH_PREPARED_DATABASE_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "services/storage/connection_pool.h"
#include "services/storage/database.h"
#include "services/storage/mysql_connection.h"
#include "services/storage/store_url.h"

namespace epiledger::bench {

class PreparedDatabase final : public storage::Database {
 public:
  // Writes through up to `connections` sessions; `reads` is the same schema
  // and must outlive it.
  PreparedDatabase(const storage::StoreUrl& url, int connections,
                   storage::Database& reads);

  [[nodiscard]] storage::Engine engine() const override {
    return storage::Engine::kMysql;
  }

 private:
  absl::Status WriteOnceImpl(
      absl::FunctionRef<absl::Status(storage::WriteTransaction&)> body,
      storage::WriteOptions options) override;
  absl::Status ReadImpl(
      absl::FunctionRef<absl::Status(storage::ReadTransaction&)> body) override;

  storage::ConnectionPool<storage::MysqlConnection> sessions_;
  storage::Database& reads_;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PREPARED_DATABASE_H_
