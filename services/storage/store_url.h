// StoreUrl: where a service keeps its data.
//
//   sqlite:var/funding
//   mysql://user@host:3306/funding?password_file=…&ca_file=…
//   mysql://user@/funding?socket=…&password_file=…
//
// A password never stands in the URL, only the path of a file (mode 0600) that
// holds it. Over TCP `ca_file` is required unless the host is loopback.
#ifndef EPILEDGER_SERVICES_STORAGE_STORE_URL_H_
#define EPILEDGER_SERVICES_STORAGE_STORE_URL_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace epiledger::storage {

enum class Engine { kSqlite, kMysql };

struct StoreUrl {
  Engine engine = Engine::kSqlite;
  std::string directory;  // SQLite
  std::string user;       // MySQL, all below
  std::string host;
  int port = 3306;
  std::string schema;
  std::string socket;
  std::string password_file;
  std::string ca_file;
};

// INVALID_ARGUMENT names the part that does not fit, and never prints a
// password.
[[nodiscard]] absl::StatusOr<StoreUrl> ParseStoreUrl(std::string_view text);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_STORE_URL_H_
