// DurableLog: lines of a file that are on the disk when Append returns, so that
// they outlive whatever is killed. Lines of many threads share one sync.
//
// Threads: any.
#ifndef EPILEDGER_TESTS_FAULTS_DURABLE_LOG_H_
#define EPILEDGER_TESTS_FAULTS_DURABLE_LOG_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace epiledger::faults {

class DurableLog {
 public:
  // Opens the file at `path` for lines behind those it has.
  static absl::StatusOr<std::unique_ptr<DurableLog>> Open(
      const std::string& path);

  DurableLog(const DurableLog&) = delete;
  DurableLog& operator=(const DurableLog&) = delete;
  ~DurableLog();

  // Writes whole lines, and waits until they are on the disk.
  absl::Status Append(std::string_view lines) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  explicit DurableLog(int file) : file_(file) {}

  // Writes all that is pending, for everybody.
  void Sync() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const int file_;
  absl::Mutex mutex_;
  std::string pending_ ABSL_GUARDED_BY(mutex_);
  int64_t appended_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t synced_ ABSL_GUARDED_BY(mutex_) = 0;
  bool is_syncing_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_DURABLE_LOG_H_
