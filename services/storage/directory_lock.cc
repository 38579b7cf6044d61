#include "services/storage/directory_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

// Makes the entries of `directory` survive a power cut.
absl::Status Sync(const std::string& directory) {
  const int file = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return SystemError(errno, "open " + directory);
  const int synced = fsync(file);
  const int error = errno;
  close(file);
  if (synced == 0) return absl::OkStatus();
  return SystemError(error, "sync " + directory);
}

absl::Status MakeDirectory(const std::filesystem::path& directory) {
  if (std::filesystem::is_directory(directory)) return absl::OkStatus();
  const std::filesystem::path parent = directory.parent_path();
  if (absl::Status s = MakeDirectory(parent); !s.ok()) return s;
  if (mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) {
    return SystemError(errno, "make the directory " + directory.string());
  }
  return Sync(parent.string());
}

std::string Holder(int file) {
  std::array<char, 32> text{};
  const ssize_t length = pread(file, text.data(), text.size() - 1, 0);
  if (length <= 0) return "another process";
  return absl::StrCat("process ", absl::StripSuffix(text.data(), "\n"));
}

}  // namespace

absl::StatusOr<DirectoryLock> DirectoryLock::Acquire(
    const std::string& directory) {
  std::error_code error;
  const std::filesystem::path absolute =
      std::filesystem::absolute(directory, error).lexically_normal();
  if (error) return SystemError(error.value(), "find " + directory);
  if (absl::Status s = MakeDirectory(
          absolute.has_filename() ? absolute : absolute.parent_path());
      !s.ok()) {
    return s;
  }
  const std::string path = (absolute / "lock").string();
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return SystemError(errno, "open " + path);
  DirectoryLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return SystemError(errno, "lock " + path);
    return absl::FailedPreconditionError(absl::StrCat(
        "the directory ", directory, " is in use by ", Holder(file),
        ": stop it first, or choose another directory"));
  }
  const std::string number = absl::StrCat(getpid(), "\n");
  // Only people read it: a lock without the number is as good.
  if (ftruncate(file, 0) != 0 ||
      pwrite(file, number.data(), number.size(), 0) < 0) {
    return lock;
  }
  return lock;
}

DirectoryLock::~DirectoryLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace epiledger::storage
