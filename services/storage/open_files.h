// OpenFiles: how many connections the SQLite files of one store have open
// together; beyond the limit those least recently used are closed.
//
// Threads: any.
#ifndef EPILEDGER_SERVICES_STORAGE_OPEN_FILES_H_
#define EPILEDGER_SERVICES_STORAGE_OPEN_FILES_H_

#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/limits.h"

namespace epiledger::storage {

class SqliteDatabase;

class OpenFiles {
 public:
  explicit OpenFiles(int most = limits::kSqliteMaxConnections) : most_(most) {}

  // `database` takes part until the end.
  void Add(SqliteDatabase& database) ABSL_LOCKS_EXCLUDED(mutex_);

  // Closes idle connections so that one more may be opened. Those in use stay,
  // so the limit may be passed for as long as they are.
  void MakeRoom() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  const int most_;
  absl::Mutex mutex_;
  std::vector<SqliteDatabase*> databases_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_OPEN_FILES_H_
