#include "services/host/backup_check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "services/book/backed_up.h"
#include "services/journal/checkpoint_line.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

// The last line of a file; what is not ended by a line feed is none.
std::string LastLineOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file.tellg();
  if (!file || size <= 0) return "";
  const auto last = std::min<std::streamoff>(size, limits::kBackupLineBytes);
  file.seekg(-last, std::ios::end);
  std::string end(static_cast<size_t>(last), '\0');
  file.read(end.data(), static_cast<std::streamsize>(end.size()));
  if (!file || end.back() != '\n') return "";
  end.pop_back();
  const size_t begin = end.rfind('\n');
  return begin == std::string::npos ? end : end.substr(begin + 1);
}

std::vector<journal::StatedCheckpoint> CheckpointsIn(
    const std::string& folder) {
  std::vector<journal::StatedCheckpoint> found;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  while (!error && entry != std::filesystem::directory_iterator()) {
    auto stated = journal::ReadCheckpointLine(LastLineOf(entry->path()));
    if (stated.has_value()) found.push_back(*std::move(stated));
    entry.increment(error);
  }
  return found;
}

}  // namespace

absl::Status BackupCheck::CheckFolder(const std::string& folder) {
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Concat("there is no folder ", folder, " for backups"));
}

BackupCheck::BackupCheck(book::Books& books, std::string folder,
                         std::string public_key)
    : books_(books),
      folder_(std::move(folder)),
      public_key_(std::move(public_key)),
      looks_(limits::kBackupLook, [this] { Look(); }) {}

std::optional<absl::Duration> BackupCheck::Age() const {
  const absl::MutexLock lock(&mutex_);
  if (!is_known_) return std::nullopt;
  if (!oldest_.has_value()) return absl::ZeroDuration();
  return std::max(absl::ZeroDuration(), books_.clock().Now() - *oldest_);
}

void BackupCheck::Look() {
  const auto oldest =
      book::OldestWithoutBackup(books_, public_key_, CheckpointsIn(folder_));
  const absl::MutexLock lock(&mutex_);
  is_known_ = oldest.ok();
  oldest_ = oldest.value_or(std::nullopt);
}

}  // namespace epiledger::host
