// MysqlStore: one schema of a MySQL or MariaDB server stands for every
// database of a service.
//
// Threads: any.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_STORE_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_STORE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/storage/database.h"
#include "services/storage/mysql_database.h"

namespace epiledger::storage {

class MysqlStore final : public Store {
 public:
  // Connects and checks what durability depends on.
  static absl::StatusOr<std::unique_ptr<Store>> Open(
      const StoreUrl& url, const StoreOptions& options);

  [[nodiscard]] Engine engine() const override { return Engine::kMysql; }

 private:
  MysqlStore(const StoreUrl& url, const StoreOptions& options)
      : database_(url, options) {}

  absl::StatusOr<Database*> OpenDatabaseImpl(std::string_view name) override;
  absl::StatusOr<std::vector<std::string>> ListDatabasesImpl() override;

  MysqlDatabase database_;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_STORE_H_
