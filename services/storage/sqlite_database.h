// SqliteDatabase: one SQLite file with one writing connection and a pool of
// reading ones.
//
// A writer never waits for a reader nor a reader for a writer, but for this:
// when the write-ahead log has grown to limits::kWalMaxPages because readers
// always overlapped, new readers wait for a moment so that it can start anew.
// A single long reader holds the log up for as long as it reads.
//
// After an I/O error at COMMIT every connection is closed and opened again, so
// that the file alone tells what happened. What a log held that nobody closed
// is in the file, on the disk, before anybody reads it: SQLite takes up what it
// finds there, written or not. Until then nothing is read: UNAVAILABLE.
//
// Threads: any.
#ifndef EPILEDGER_SERVICES_STORAGE_SQLITE_DATABASE_H_
#define EPILEDGER_SERVICES_STORAGE_SQLITE_DATABASE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/storage/connection_pool.h"
#include "services/storage/database.h"
#include "services/storage/open_files.h"
#include "services/storage/sqlite_connection.h"

namespace epiledger::storage {

// How long the write-ahead log may become, in pages.
struct LogLimits {
  // It is copied back into the file from here on…
  int checkpoint = limits::kWalCheckpointPages;
  // … and again after so many more, when readers held the copying up.
  int step = limits::kWalCheckpointStepPages;
  // New readers wait from here on so that it can start anew.
  int most = limits::kWalMaxPages;
};

class SqliteDatabase final : public Database {
 public:
  // Opens the file, which is created when it does not exist.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(
      std::string path, const StoreOptions& options,
      const LogLimits& log_limits = {}, OpenFiles* open_files = nullptr);

  [[nodiscard]] Engine engine() const override { return Engine::kSqlite; }

  // Connections that are open, and a number that is higher the later the last
  // transaction began.
  [[nodiscard]] int connections() const;
  [[nodiscard]] int64_t last_used() const { return last_used_; }

  // Closes the connections that nobody uses; they are opened again on demand.
  void CloseIdle();

 private:
  using Pool = ConnectionPool<SqliteConnection>;

  SqliteDatabase(std::string path, const StoreOptions& options,
                 const LogLimits& log_limits, OpenFiles* open_files);

  absl::Status WriteOnceImpl(
      absl::FunctionRef<absl::Status(WriteTransaction&)> body,
      WriteOptions options) override;
  absl::Status ReadImpl(
      absl::FunctionRef<absl::Status(ReadTransaction&)> body) override;

  Pool::Opener Opener(SqliteConnection::Role role);
  // Copies what the log holds into the file, where that was not done since the
  // log was taken up.
  absl::Status Settle(SqliteConnection& connection);
  absl::StatusOr<Pool::Lease> TakeWriter();
  // Commits, or rolls back and says why not.
  absl::Status Commit(Pool::Lease& writer);
  void RollBack(Pool::Lease& writer, const absl::Status& why);
  // Keeps the write-ahead log within its bound.
  void LimitLog(Pool::Lease& writer);
  // Closes all connections; false when a reader did not end in time.
  bool CloseAll(Pool::Lease& writer);

  // Notes that a transaction begins.
  void Use();

  const std::string path_;
  const int timeout_milliseconds_;
  const absl::Duration timeout_;
  const LogLimits log_limits_;
  // Null when the connections are not counted.
  OpenFiles* const open_files_;
  std::atomic<int64_t> last_used_ = 0;
  absl::Mutex settling_;
  // All that the log held when it was taken up is in the file.
  bool settled_ ABSL_GUARDED_BY(settling_) = false;
  // The one writing connection.
  Pool writer_;
  Pool readers_;
  // Length of the log at which to check it next; guarded by holding the writer.
  int next_checkpoint_pages_ = 0;
  // All connections must be closed before the next transaction; guarded alike.
  bool close_all_first_ = false;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_SQLITE_DATABASE_H_
