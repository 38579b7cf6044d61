#include "tests/faults/durable_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace epiledger::faults {
namespace {

absl::Status WriteThrough(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written <= 0) return absl::InternalError("cannot write the history");
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (fdatasync(file) == 0) return absl::OkStatus();
  return absl::InternalError("cannot sync the history");
}

}  // namespace

absl::StatusOr<std::unique_ptr<DurableLog>> DurableLog::Open(
    const std::string& path) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return absl::InternalError("cannot open " + path);
  return std::unique_ptr<DurableLog>(new DurableLog(file));
}

DurableLog::~DurableLog() { close(file_); }

absl::Status DurableLog::Append(std::string_view lines) {
  const absl::MutexLock lock(&mutex_);
  pending_.append(lines);
  const int64_t mine = ++appended_;
  const auto my_turn = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return synced_ >= mine || !is_syncing_;
  };
  mutex_.Await(absl::Condition(&my_turn));
  if (synced_ < mine) Sync();
  return status_;
}

void DurableLog::Sync() {
  is_syncing_ = true;
  const std::string bytes = std::exchange(pending_, "");
  const int64_t last = appended_;
  mutex_.Unlock();
  const absl::Status status = WriteThrough(file_, bytes);
  mutex_.Lock();
  if (status_.ok()) status_ = status;
  synced_ = last;
  is_syncing_ = false;
}

}  // namespace epiledger::faults
