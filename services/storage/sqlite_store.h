// SqliteStore: a directory of SQLite files, `NAME.db` for each database, held
// by one process at a time through an exclusive lock on its file `lock`.
//
// Threads: any.
#ifndef EPILEDGER_SERVICES_STORAGE_SQLITE_STORE_H_
#define EPILEDGER_SERVICES_STORAGE_SQLITE_STORE_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/storage/database.h"
#include "services/storage/directory_lock.h"
#include "services/storage/open_files.h"
#include "services/storage/sqlite_database.h"

namespace epiledger::storage {

class SqliteStore final : public Store {
 public:
  static absl::StatusOr<std::unique_ptr<Store>> Open(
      const std::string& directory, const StoreOptions& options);

  [[nodiscard]] Engine engine() const override { return Engine::kSqlite; }

 private:
  SqliteStore(std::string directory, const StoreOptions& options,
              DirectoryLock lock);

  absl::StatusOr<Database*> OpenDatabaseImpl(std::string_view name) override;
  absl::StatusOr<std::vector<std::string>> ListDatabasesImpl() override;

  const std::string directory_;
  const StoreOptions options_;
  // Declared before the databases: let go after they are closed.
  const DirectoryLock lock_;
  OpenFiles open_files_;
  absl::Mutex mutex_;
  std::map<std::string, std::unique_ptr<SqliteDatabase>> databases_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_SQLITE_STORE_H_
