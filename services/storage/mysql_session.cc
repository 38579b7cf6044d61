#include "services/storage/mysql_session.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {

const std::string_view kSelectSession =
    "SHOW SESSION VARIABLES WHERE Variable_name IN ('autocommit', "
    "'tx_isolation', 'transaction_isolation', 'tx_read_only', "
    "'transaction_read_only', 'sql_mode', 'time_zone', "
    "'character_set_client', 'character_set_connection', 'sql_log_bin')";
const std::string_view kShowCipher = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";
const std::string_view kShowDurability =
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN "
    "('innodb_flush_log_at_trx_commit', 'log_bin', 'sync_binlog', "
    "'binlog_format')";

namespace {

// The setting under the first of the names that the server knows. MySQL and
// later MariaDB call two of them otherwise than MariaDB 10.11.
std::string Find(const SessionFacts& facts, const char* name,
                 const char* other_name) {
  for (const char* candidate : {name, other_name}) {
    const auto fact = facts.find(candidate);
    if (fact != facts.end()) return fact->second;
  }
  return "";
}

absl::StatusOr<std::string> ReadPassword(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return SystemError(errno, "open the password file " + path);
  struct stat facts = {};
  std::array<char, limits::kMaxPasswordLength> text = {};
  const bool known = fstat(file, &facts) == 0;
  const ssize_t length = read(file, text.data(), text.size());
  const int error = errno;
  close(file);
  if (!known || length < 0) {
    return SystemError(error, "read the password file " + path);
  }
  if ((facts.st_mode & 0077) != 0) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the password file ", path,
        " may be read by others than its owner: its mode must be 0600"));
  }
  const std::string_view all(text.data(), static_cast<size_t>(length));
  return std::string(all.substr(0, all.find_first_of("\r\n")));
}

// In whole seconds, as the driver and the server want it, and never 0.
int Seconds(int milliseconds) { return (milliseconds + 999) / 1000; }

std::string Address(const StoreUrl& url) {
  if (!url.socket.empty()) return "unix://" + url.socket;
  const bool ipv6 = absl::StrContains(url.host, ':');
  return absl::StrCat("tcp://", ipv6 ? "[" : "", url.host, ipv6 ? "]" : "", ":",
                      url.port);
}

}  // namespace

absl::StatusOr<sql::ConnectOptionsMap> LoginOptions(const StoreUrl& url,
                                                    int timeout_milliseconds) {
  const absl::StatusOr<std::string> password = ReadPassword(url.password_file);
  if (!password.ok()) return password.status();
  const int seconds = Seconds(timeout_milliseconds);
  sql::ConnectOptionsMap options;
  options["hostName"] = sql::SQLString(Address(url));
  options["userName"] = sql::SQLString(url.user);
  options["password"] = sql::SQLString(*password);
  options["schema"] = sql::SQLString(url.schema);
  options["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  options["OPT_RECONNECT"] = false;
  options["CLIENT_FOUND_ROWS"] = true;
  options["CLIENT_MULTI_STATEMENTS"] = true;
  options["OPT_CONNECT_TIMEOUT"] = seconds;
  // Longer than a wait for a lock, which the server ends by itself.
  options["OPT_READ_TIMEOUT"] = 2 * seconds + 1;
  options["OPT_WRITE_TIMEOUT"] = 2 * seconds + 1;
  if (!url.ca_file.empty()) {
    // Less than both falls back to plain text without a word.
    options["sslCA"] = sql::SQLString(url.ca_file);
    options["sslVerify"] = true;
    options["sslEnforce"] = true;
  }
  return options;
}

std::vector<std::string> SessionStatements(bool read_only,
                                           int timeout_milliseconds) {
  return {
      absl::StrCat(
          "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
          "ERROR_FOR_DIVISION_BY_ZERO,ANSI_QUOTES', time_zone = '+00:00', "
          "innodb_lock_wait_timeout = ",
          Seconds(timeout_milliseconds)),
      absl::StrCat("SET SESSION TRANSACTION ISOLATION LEVEL ",
                   read_only ? "REPEATABLE READ, READ ONLY"
                             : "READ COMMITTED, READ WRITE"),
      "SET SESSION autocommit = 0",
  };
}

absl::Status CheckSession(const SessionFacts& facts, bool read_only, bool tls) {
  struct Expectation {
    const char* name;
    const char* other_name;
    const char* value;
  };
  const std::array expectations = {
      Expectation{"autocommit", "", "OFF"},
      Expectation{"transaction_isolation", "tx_isolation",
                  read_only ? "REPEATABLE-READ" : "READ-COMMITTED"},
      Expectation{"transaction_read_only", "tx_read_only",
                  read_only ? "ON" : "OFF"},
      Expectation{"time_zone", "", "+00:00"},
      Expectation{"sql_log_bin", "", "ON"},
      Expectation{"character_set_client", "", "utf8mb4"},
      Expectation{"character_set_connection", "", "utf8mb4"},
  };
  for (const auto& [name, other_name, value] : expectations) {
    const std::string found = Find(facts, name, other_name);
    if (found == value) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("the MySQL session's setting ", name, " is \"", found,
                     "\" and must be ", value));
  }
  if (!absl::StrContains(Find(facts, "sql_mode", ""), "STRICT_ALL_TABLES")) {
    return absl::FailedPreconditionError(
        "the MySQL session's sql_mode lacks STRICT_ALL_TABLES");
  }
  if (tls && Find(facts, "Ssl_cipher", "").empty()) {
    return absl::FailedPreconditionError(
        "the connection to MySQL is not encrypted although ca_file is given");
  }
  return absl::OkStatus();
}

absl::Status CheckDurability(const SessionFacts& facts) {
  struct Requirement {
    const char* what_is_wrong;
    const char* name;
    const char* value;
    const char* remedy;
  };
  const std::array requirements = {
      Requirement{"does not keep what it has acknowledged",
                  "innodb_flush_log_at_trx_commit", "1", ""},
      // Without it InnoDB makes a commit visible first and writes its log then.
      Requirement{"shows others what is not on its disk yet", "log_bin", "ON",
                  ": write log_bin = binlog and binlog_format = ROW into its "
                  "settings and start it again"},
      Requirement{"does not keep what it has acknowledged", "sync_binlog", "1",
                  ""},
  };
  for (const auto& [what_is_wrong, name, value, remedy] : requirements) {
    const std::string found = Find(facts, name, "");
    if (found == value) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("the MySQL server ", what_is_wrong, ": its setting ", name,
                     " is ", found, " and must be ", value, remedy));
  }
  if (Find(facts, "binlog_format", "") == "STATEMENT") {
    return absl::FailedPreconditionError(
        "the MySQL server's setting binlog_format is STATEMENT and must be ROW "
        "or MIXED");
  }
  return absl::OkStatus();
}

}  // namespace epiledger::storage
