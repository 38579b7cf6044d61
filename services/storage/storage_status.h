// Storage status: the one place where the drivers' errors become absl::Status.
//
// Every Status made here says what was being done and what the driver said.
// What a code alone cannot tell travels as payloads: that a transaction lost
// against another one and may be tried again, that a connection is of no more
// use, that nobody answered, and that the outcome of a COMMIT is unknown.
//
// Threads: pure functions.
#ifndef EPILEDGER_SERVICES_STORAGE_STORAGE_STATUS_H_
#define EPILEDGER_SERVICES_STORAGE_STORAGE_STATUS_H_

#include <string_view>

#include "absl/status/status.h"

namespace epiledger::storage {

// `extended_code` as sqlite3_extended_errcode() gives it.
[[nodiscard]] absl::Status SqliteError(int extended_code,
                                       std::string_view doing,
                                       std::string_view message);

// `code` as the server or the client library gives it (1062, 2013, …).
[[nodiscard]] absl::Status MysqlError(int code, std::string_view doing,
                                      std::string_view message);

// An error of the operating system, by `errno`.
[[nodiscard]] absl::Status SystemError(int error_number,
                                       std::string_view doing);

// A statement that had to match one row matched another number: a conflict.
[[nodiscard]] absl::Status NotOneRow(std::string_view sql);

// True when the transaction was undone because another one won; the same work
// may succeed when it is done again.
[[nodiscard]] bool IsConflict(const absl::Status& status);

// True when the connection used is of no more use: nobody answers on it, or the
// server said that it ends, or that it takes no writes.
[[nodiscard]] bool IsConnectionLost(const absl::Status& status);

// True when the server gave no answer that could be read, so that what was sent
// may have been carried out.
[[nodiscard]] bool IsAnswerLost(const absl::Status& status);

// UNAVAILABLE with the text of `cause`; IsCommitOutcomeUnknown() is true of it.
[[nodiscard]] absl::Status CommitOutcomeUnknown(const absl::Status& cause);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_STORAGE_STATUS_H_
