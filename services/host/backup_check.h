// BackupCheck: looks again and again which entries no backup has, in a folder
// that is told of every export once that is kept safe.
#ifndef EPILEDGER_SERVICES_HOST_BACKUP_CHECK_H_
#define EPILEDGER_SERVICES_HOST_BACKUP_CHECK_H_

#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/book/books.h"
#include "services/host/repeated.h"

namespace epiledger::host {

// Thread-safe.
class BackupCheck {
 public:
  // OK where `folder` is one; FAILED_PRECONDITION, naming it, otherwise.
  [[nodiscard]] static absl::Status CheckFolder(const std::string& folder);

  // Each file of `folder` ends with the last line of an export: it is that line
  // alone, or the export. `public_key` is what signs those of the books, which
  // must outlive this.
  BackupCheck(book::Books& books, std::string folder, std::string public_key);

  // For how long the oldest entry has waited that no backup has; zero where
  // none waits. Nothing while the store did not answer the last look.
  [[nodiscard]] std::optional<absl::Duration> Age() const
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Look() ABSL_LOCKS_EXCLUDED(mutex_);

  book::Books& books_;
  const std::string folder_;
  const std::string public_key_;
  mutable absl::Mutex mutex_;
  bool is_known_ ABSL_GUARDED_BY(mutex_) = false;
  // Of the oldest that waits.
  std::optional<absl::Time> oldest_ ABSL_GUARDED_BY(mutex_);
  // Last: a look uses all of this.
  Repeated looks_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_BACKUP_CHECK_H_
