// DirectoryLock: a directory that one process has for itself.
//
// The lock is the operating system's, on the file `lock` inside: it goes away
// with the process, however that ends. The file holds the process's number for
// people to read.
//
// Threads: may be moved, not shared.
#ifndef EPILEDGER_SERVICES_STORAGE_DIRECTORY_LOCK_H_
#define EPILEDGER_SERVICES_STORAGE_DIRECTORY_LOCK_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace epiledger::storage {

class DirectoryLock {
 public:
  // Creates `directory` (mode 0700) with its parents when it does not exist.
  // FAILED_PRECONDITION: somebody else holds it, or it may not be used.
  static absl::StatusOr<DirectoryLock> Acquire(const std::string& directory);

  DirectoryLock(DirectoryLock&& other) noexcept
      : file_(std::exchange(other.file_, -1)) {}
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int file) : file_(file) {}

  int file_;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_DIRECTORY_LOCK_H_
