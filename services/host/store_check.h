// StoreCheck: looks again and again whether the store answers, so that health
// says when a process is alive but not ready.
#ifndef EPILEDGER_SERVICES_HOST_STORE_CHECK_H_
#define EPILEDGER_SERVICES_HOST_STORE_CHECK_H_

#include <atomic>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/book/books.h"
#include "services/rpc/server.h"

namespace epiledger::host {

// Thread-safe.
class StoreCheck {
 public:
  // Sets what the health of `server` says each time that it changes. Both must
  // outlive it.
  StoreCheck(book::Books& books, rpc::Server& server);
  // Waits for the look under way.
  ~StoreCheck();
  StoreCheck(const StoreCheck&) = delete;
  StoreCheck& operator=(const StoreCheck&) = delete;

  [[nodiscard]] bool is_ready() const { return is_ready_; }

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  void Look();

  book::Books& books_;
  rpc::Server& server_;
  std::atomic<bool> is_ready_ = true;
  absl::Mutex mutex_;
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_STORE_CHECK_H_
