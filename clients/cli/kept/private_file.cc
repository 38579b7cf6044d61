#include "clients/cli/kept/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr mode_t kFolderMode = 0700;
constexpr mode_t kFileMode = 0600;

absl::Status Failed(std::string_view reason, const std::string& path) {
  return Usage(reason, {{"path", path},
                        {"cause", std::generic_category().message(errno)}});
}

// A file that closes itself.
class File {
 public:
  File(const std::string& path, int flags)
      : descriptor_(open(path.c_str(), flags | O_CLOEXEC, kFileMode)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

  [[nodiscard]] bool Write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t size = write(descriptor_, bytes.data(), bytes.size());
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(size));
    }
    return true;
  }
  [[nodiscard]] bool Sync() const { return fsync(descriptor_) == 0; }

 private:
  const int descriptor_;
};

absl::Status SyncFolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const File file(folder, O_RDONLY | O_DIRECTORY);
  if (file.is_open() && file.Sync()) return absl::OkStatus();
  return Failed("CANNOT_WRITE", folder);
}

// Whether the last byte of a file that has any is no line feed.
bool IsCutShort(const File& file) {
  const off_t size = lseek(file.descriptor(), 0, SEEK_END);
  char last = '\n';
  return size > 0 && pread(file.descriptor(), &last, 1, size - 1) == 1 &&
         last != '\n';
}

}  // namespace

absl::Status MakePrivateFolder(const std::string& path) {
  for (size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    const std::string folder = path.substr(0, slash);
    if (mkdir(folder.c_str(), kFolderMode) != 0 && errno != EEXIST) {
      return Failed("CANNOT_WRITE", folder);
    }
    if (slash == std::string::npos) break;
  }
  struct stat info {};
  if (stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
    return Failed("CANNOT_WRITE", path);
  }
  if ((info.st_mode & 077U) == 0) return absl::OkStatus();
  return Usage("FOLDER_OPEN_TO_OTHERS", {{"path", path}});
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) {
    // An empty file gives nothing to stream, and is no failure.
    if (file && bytes.str().empty()) return std::string();
    return Failed("CANNOT_READ", path);
  }
  return bytes.str();
}

absl::Status WriteWholeFile(const std::string& path, std::string_view bytes) {
  const std::string other = Concat(path, ".", getpid(), ".new");
  {
    const File file(other, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.is_open() || !file.Write(bytes) || !file.Sync()) {
      const absl::Status status = Failed("CANNOT_WRITE", path);
      unlink(other.c_str());
      return status;
    }
  }
  if (rename(other.c_str(), path.c_str()) != 0) {
    return Failed("CANNOT_WRITE", path);
  }
  return SyncFolderOf(path);
}

absl::Status AppendLine(const std::string& path, std::string_view line) {
  const File file(path, O_RDWR | O_CREAT | O_APPEND);
  if (file.is_open()) {
    // In one write, so that lines of two processes do not mix.
    const std::string bytes = Concat(IsCutShort(file) ? "\n" : "", line, "\n");
    if (file.Write(bytes) && file.Sync()) return SyncFolderOf(path);
  }
  return Failed("CANNOT_WRITE", path);
}

absl::Status RemoveFile(const std::string& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT) {
    return Failed("CANNOT_WRITE", path);
  }
  return SyncFolderOf(path);
}

}  // namespace epiledger::cli
