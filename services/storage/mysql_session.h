// How a session of a MySQL or MariaDB server is to be, and how that is checked.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_SESSION_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_SESSION_H_

#include <cppconn/connection.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/storage/store_url.h"

namespace epiledger::storage {

// Settings by their lower-case names, as the server gives them.
using SessionFacts = std::map<std::string, std::string>;

// With whom, how and for how long to connect. FAILED_PRECONDITION: the
// password file is missing or others may read it.
[[nodiscard]] absl::StatusOr<sql::ConnectOptionsMap> LoginOptions(
    const StoreUrl& url, int timeout_milliseconds);

// What is set in a new session, in order.
[[nodiscard]] std::vector<std::string> SessionStatements(
    bool read_only, int timeout_milliseconds);

// Give the facts of a session as (name, value).
extern const std::string_view kSelectSession;
extern const std::string_view kShowCipher;

// FAILED_PRECONDITION names the setting that is not as it should be.
[[nodiscard]] absl::Status CheckSession(const SessionFacts& facts,
                                        bool read_only, bool tls);

// Gives the server's settings that durability depends on, as (name, value).
extern const std::string_view kShowDurability;

// FAILED_PRECONDITION names the setting with which what was acknowledged, or
// what was read, may be gone after a power cut; its value and the right one.
[[nodiscard]] absl::Status CheckDurability(const SessionFacts& facts);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_SESSION_H_
