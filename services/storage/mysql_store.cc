#include "services/storage/mysql_store.h"

namespace epiledger::storage {

absl::StatusOr<std::unique_ptr<Store>> MysqlStore::Open(
    const StoreUrl& url, const StoreOptions& options) {
  std::unique_ptr<MysqlStore> store(new MysqlStore(url, options));
  if (absl::Status s = store->database_.Check(); !s.ok()) return s;
  return std::unique_ptr<Store>(std::move(store));
}

absl::StatusOr<Database*> MysqlStore::OpenDatabaseImpl(
    std::string_view /*name*/) {
  return &database_;
}

absl::StatusOr<std::vector<std::string>> MysqlStore::ListDatabasesImpl() {
  return std::vector<std::string>{"mysql"};
}

}  // namespace epiledger::storage
