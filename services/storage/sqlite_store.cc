#include "services/storage/sqlite_store.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

constexpr char kFileEnding[] = ".db";

absl::StatusOr<std::vector<std::string>> ListNames(
    const std::string& directory) {
  std::error_code error;
  std::filesystem::directory_iterator entry(directory, error);
  std::vector<std::string> names;
  for (; !error && entry != std::filesystem::directory_iterator();
       entry.increment(error)) {
    if (entry->path().extension() != kFileEnding) continue;
    names.push_back(entry->path().stem().string());
  }
  if (error) return SystemError(error.value(), "list " + directory);
  std::sort(names.begin(), names.end());
  return names;
}

// Looked at before the lock, which would make its file.
absl::Status CheckExists(const std::string& directory) {
  std::error_code unreadable;
  const absl::Status nothing =
      absl::NotFoundError("no database in " + directory);
  if (!std::filesystem::is_directory(directory, unreadable)) return nothing;
  const absl::StatusOr<std::vector<std::string>> names = ListNames(directory);
  if (!names.ok()) return names.status();
  return names->empty() ? nothing : absl::OkStatus();
}

}  // namespace

SqliteStore::SqliteStore(std::string directory, const StoreOptions& options,
                         DirectoryLock lock)
    : directory_(std::move(directory)),
      options_(options),
      lock_(std::move(lock)) {}

absl::StatusOr<std::unique_ptr<Store>> SqliteStore::Open(
    const std::string& directory, const StoreOptions& options) {
  if (options.must_exist) {
    if (absl::Status s = CheckExists(directory); !s.ok()) return s;
  }
  absl::StatusOr<DirectoryLock> lock = DirectoryLock::Acquire(directory);
  if (!lock.ok()) return lock.status();
  return std::unique_ptr<Store>(
      new SqliteStore(directory, options, *std::move(lock)));
}

absl::StatusOr<Database*> SqliteStore::OpenDatabaseImpl(std::string_view name) {
  const absl::MutexLock lock(&mutex_);
  std::unique_ptr<SqliteDatabase>& database = databases_[std::string(name)];
  if (database == nullptr) {
    absl::StatusOr<std::unique_ptr<SqliteDatabase>> opened =
        SqliteDatabase::Open(directory_ + "/" + std::string(name) + kFileEnding,
                             options_);
    if (!opened.ok()) return opened.status();
    database = *std::move(opened);
  }
  return database.get();
}

absl::StatusOr<std::vector<std::string>> SqliteStore::ListDatabasesImpl() {
  return ListNames(directory_);
}

}  // namespace epiledger::storage
