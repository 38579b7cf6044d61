#include "services/host/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "services/text.h"

namespace epiledger::host {
namespace {

bool WriteAll(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written <= 0) return false;
    content.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

bool WriteDraft(const std::string& draft, std::string_view content,
                mode_t mode) {
  unlink(draft.c_str());
  const int file =
      open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return false;
  // Not narrowed by the process's umask.
  const bool written =
      fchmod(file, mode) == 0 && WriteAll(file, content) && fsync(file) == 0;
  return close(file) == 0 && written;
}

// Makes the new name durable.
bool SyncFolderOf(const std::string& path) {
  const std::filesystem::path parent =
      std::filesystem::path(path).parent_path();
  const std::string folder =
      parent.empty() ? std::string(".") : parent.string();
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = fsync(file) == 0;
  return close(file) == 0 && synced;
}

}  // namespace

absl::Status WriteWholeFile(const std::string& path, std::string_view content,
                            mode_t mode) {
  const std::string draft = path + ".draft";
  if (WriteDraft(draft, content, mode) &&
      rename(draft.c_str(), path.c_str()) == 0 && SyncFolderOf(path)) {
    return absl::OkStatus();
  }
  const std::string cause = std::generic_category().message(errno);
  unlink(draft.c_str());
  return absl::UnavailableError(Concat("cannot write ", path, ": ", cause));
}

}  // namespace epiledger::host
