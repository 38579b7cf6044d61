#include "services/storage/storage_status.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "services/storage/database.h"
#include "services/storage/sql_text.h"

namespace epiledger::storage {
namespace {

constexpr char kConflict[] = "epiledger.storage/conflict";
constexpr char kConnectionLost[] = "epiledger.storage/connection-lost";
constexpr char kAnswerLost[] = "epiledger.storage/answer-lost";
constexpr char kOutcomeUnknown[] = "epiledger.storage/commit-outcome-unknown";

struct Rule {
  int code;
  absl::StatusCode status;
  // A payload, or null.
  const char* mark;
};

// What is not listed is a wrong statement: INTERNAL.
constexpr std::array kSqliteExtendedRules = {
    Rule{SQLITE_CONSTRAINT_PRIMARYKEY, absl::StatusCode::kAlreadyExists,
         nullptr},
    Rule{SQLITE_CONSTRAINT_UNIQUE, absl::StatusCode::kAlreadyExists, nullptr},
    Rule{SQLITE_CONSTRAINT_ROWID, absl::StatusCode::kAlreadyExists, nullptr},
};
constexpr std::array kSqlitePrimaryRules = {
    Rule{SQLITE_BUSY, absl::StatusCode::kAborted, kConflict},
    Rule{SQLITE_LOCKED, absl::StatusCode::kAborted, kConflict},
    Rule{SQLITE_FULL, absl::StatusCode::kResourceExhausted, nullptr},
    Rule{SQLITE_NOMEM, absl::StatusCode::kResourceExhausted, nullptr},
    Rule{SQLITE_IOERR, absl::StatusCode::kUnavailable, nullptr},
    Rule{SQLITE_CANTOPEN, absl::StatusCode::kUnavailable, nullptr},
    Rule{SQLITE_PROTOCOL, absl::StatusCode::kUnavailable, nullptr},
    Rule{SQLITE_READONLY, absl::StatusCode::kFailedPrecondition, nullptr},
    Rule{SQLITE_PERM, absl::StatusCode::kFailedPrecondition, nullptr},
    Rule{SQLITE_CORRUPT, absl::StatusCode::kDataLoss, nullptr},
    Rule{SQLITE_NOTADB, absl::StatusCode::kDataLoss, nullptr},
};
constexpr std::array kMysqlRules = {
    Rule{1062, absl::StatusCode::kAlreadyExists, nullptr},  // duplicate key
    Rule{1586, absl::StatusCode::kAlreadyExists, nullptr},  // the same, named
    Rule{1213, absl::StatusCode::kAborted, kConflict},      // deadlock
    Rule{1205, absl::StatusCode::kAborted, kConflict},      // lock wait
    Rule{1020, absl::StatusCode::kAborted, kConflict},  // changed since read
    Rule{2006, absl::StatusCode::kUnavailable, kConnectionLost},  // gone away
    Rule{2013, absl::StatusCode::kUnavailable, kConnectionLost},  // lost
    Rule{2055, absl::StatusCode::kUnavailable, kConnectionLost},  // lost
    Rule{2002, absl::StatusCode::kUnavailable, kConnectionLost},  // no socket
    Rule{2003, absl::StatusCode::kUnavailable, kConnectionLost},  // no host
    Rule{2005, absl::StatusCode::kUnavailable, kConnectionLost},  // no name
    Rule{2026, absl::StatusCode::kUnavailable, kConnectionLost},  // TLS
    Rule{4031, absl::StatusCode::kUnavailable, kConnectionLost},  // idle
    Rule{1053, absl::StatusCode::kUnavailable, kConnectionLost},  // stopping
    Rule{1927, absl::StatusCode::kUnavailable, kConnectionLost},  // killed
    Rule{1047, absl::StatusCode::kUnavailable, kConnectionLost},  // no primary
    Rule{1290, absl::StatusCode::kUnavailable, kConnectionLost},  // read-only
    Rule{1836, absl::StatusCode::kUnavailable, kConnectionLost},  // read-only
    Rule{1040, absl::StatusCode::kUnavailable, nullptr},  // connections used up
    Rule{1203, absl::StatusCode::kUnavailable, nullptr},  // the same, a user's
    Rule{1317, absl::StatusCode::kUnavailable, nullptr},  // interrupted
    Rule{1969, absl::StatusCode::kUnavailable, nullptr},  // statement time
    Rule{1030, absl::StatusCode::kUnavailable, nullptr},  // storage engine
    Rule{1021, absl::StatusCode::kResourceExhausted, nullptr},   // disk full
    Rule{1114, absl::StatusCode::kResourceExhausted, nullptr},   // table full
    Rule{1026, absl::StatusCode::kResourceExhausted, nullptr},   // write failed
    Rule{1037, absl::StatusCode::kResourceExhausted, nullptr},   // memory
    Rule{1041, absl::StatusCode::kResourceExhausted, nullptr},   // memory
    Rule{1044, absl::StatusCode::kFailedPrecondition, nullptr},  // no right
    Rule{1045, absl::StatusCode::kFailedPrecondition, nullptr},  // login
    Rule{1698, absl::StatusCode::kFailedPrecondition, nullptr},  // login
    Rule{1049, absl::StatusCode::kFailedPrecondition, nullptr},  // no schema
    Rule{1142, absl::StatusCode::kFailedPrecondition, nullptr},  // no right
};

template <size_t N>
const Rule* Find(const std::array<Rule, N>& rules, int code) {
  const auto rule = std::find_if(
      rules.begin(), rules.end(),
      [code](const Rule& candidate) { return candidate.code == code; });
  return rule == rules.end() ? nullptr : &*rule;
}

absl::Status Make(const Rule* rule, int code, const char* driver,
                  std::string_view doing, std::string_view message) {
  const std::string text =
      absl::StrCat(std::string(doing), ": ", std::string(message), " (", driver,
                   " ", code, ")");
  if (rule == nullptr) return absl::InternalError(text);
  absl::Status status(rule->status, text);
  if (rule->mark != nullptr) status.SetPayload(rule->mark, absl::Cord());
  return status;
}

}  // namespace

absl::Status SqliteError(int extended_code, std::string_view doing,
                         std::string_view message) {
  const Rule* rule = Find(kSqliteExtendedRules, extended_code);
  if (rule == nullptr) rule = Find(kSqlitePrimaryRules, extended_code & 0xff);
  return Make(rule, extended_code, "SQLite", doing, message);
}

absl::Status MysqlError(int code, std::string_view doing,
                        std::string_view message) {
  absl::Status status =
      Make(Find(kMysqlRules, code), code, "MySQL", doing, message);
  // Only the server's own word tells how far it came.
  const bool is_clients = code == 0 || (code >= 2000 && code < 3000);
  if (is_clients) status.SetPayload(kAnswerLost, absl::Cord());
  return status;
}

absl::Status SystemError(int error_number, std::string_view doing) {
  const std::string text = absl::StrCat(
      std::string(doing), ": ", std::generic_category().message(error_number));
  if (error_number == ENOSPC || error_number == EDQUOT) {
    return absl::ResourceExhaustedError(text);
  }
  if (error_number == EACCES || error_number == EPERM ||
      error_number == ENOTDIR || error_number == EROFS ||
      error_number == ENOENT) {
    return absl::FailedPreconditionError(text);
  }
  return absl::UnavailableError(text);
}

absl::Status NotOneRow(std::string_view sql) {
  absl::Status status = absl::AbortedError(absl::StrCat(
      "what was read is out of date, not one row matched: ", Excerpt(sql)));
  status.SetPayload(kConflict, absl::Cord());
  return status;
}

bool IsConflict(const absl::Status& status) {
  return status.GetPayload(kConflict).has_value();
}

bool IsConnectionLost(const absl::Status& status) {
  return status.GetPayload(kConnectionLost).has_value() || IsAnswerLost(status);
}

bool IsAnswerLost(const absl::Status& status) {
  return status.GetPayload(kAnswerLost).has_value();
}

bool IsCommitOutcomeUnknown(const absl::Status& status) {
  return status.GetPayload(kOutcomeUnknown).has_value();
}

absl::Status CommitOutcomeUnknown(const absl::Status& cause) {
  absl::Status status = absl::UnavailableError(
      absl::StrCat("the outcome of COMMIT is unknown: ", cause.message()));
  status.SetPayload(kOutcomeUnknown, absl::Cord());
  return status;
}

}  // namespace epiledger::storage
