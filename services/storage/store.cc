#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/storage/database.h"
#include "services/storage/mysql_store.h"
#include "services/storage/sqlite_store.h"

namespace epiledger::storage {
namespace {

bool IsDatabaseName(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= limits::kMaxDatabaseNameLength &&
         std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const StoreUrl& url,
                                                   StoreOptions options) {
  if (options.timeout_milliseconds < 1 || options.max_connections < 1) {
    return absl::InvalidArgumentError(
        "a store needs a timeout and a number of connections above zero");
  }
  if (url.engine == Engine::kSqlite) {
    return SqliteStore::Open(url.directory, options);
  }
  return MysqlStore::Open(url, options);
}

absl::StatusOr<Database*> Store::OpenDatabase(std::string_view name) {
  if (!IsDatabaseName(name)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "\"", std::string(name), "\" is no name of a database: 1 to ",
        limits::kMaxDatabaseNameLength,
        " of the characters a to z, 0 to 9 and - are right"));
  }
  return OpenDatabaseImpl(name);
}

absl::StatusOr<std::vector<std::string>> Store::ListDatabases() {
  return ListDatabasesImpl();
}

}  // namespace epiledger::storage
