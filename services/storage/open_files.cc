#include "services/storage/open_files.h"

#include <algorithm>

#include "services/storage/sqlite_database.h"

namespace epiledger::storage {

void OpenFiles::Add(SqliteDatabase& database) {
  const absl::MutexLock lock(&mutex_);
  databases_.push_back(&database);
}

void OpenFiles::MakeRoom() {
  const absl::MutexLock lock(&mutex_);
  int open = 0;
  for (const SqliteDatabase* database : databases_) {
    open += database->connections();
  }
  if (open < most_) return;
  std::sort(databases_.begin(), databases_.end(),
            [](const SqliteDatabase* a, const SqliteDatabase* b) {
              return a->last_used() < b->last_used();
            });
  for (SqliteDatabase* database : databases_) {
    if (open < most_) return;
    open -= database->connections();
    database->CloseIdle();
    open += database->connections();
  }
}

}  // namespace epiledger::storage
