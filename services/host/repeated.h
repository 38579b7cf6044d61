// Repeated: something a process does again and again, from a thread of its own.
#ifndef EPILEDGER_SERVICES_HOST_REPEATED_H_
#define EPILEDGER_SERVICES_HOST_REPEATED_H_

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace epiledger::host {

class Repeated {
 public:
  // Calls `action` after each `pause`, until this ends.
  Repeated(absl::Duration pause, std::function<void()> action);
  // Waits for the call under way.
  ~Repeated();
  Repeated(const Repeated&) = delete;
  Repeated& operator=(const Repeated&) = delete;

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);

  const absl::Duration pause_;
  const std::function<void()> action_;
  absl::Mutex mutex_;
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_REPEATED_H_
