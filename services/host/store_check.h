// StoreCheck: looks again and again whether the store answers, so that health
// says when a process is alive but not ready.
#ifndef EPILEDGER_SERVICES_HOST_STORE_CHECK_H_
#define EPILEDGER_SERVICES_HOST_STORE_CHECK_H_

#include <atomic>
#include <thread>

#include "services/book/books.h"
#include "services/rpc/server.h"
#include "services/steady.h"

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
  void Run();
  void Look();

  book::Books& books_;
  rpc::Server& server_;
  std::atomic<bool> is_ready_ = true;
  std::atomic<bool> is_stopping_ = false;
  SteadyWait wait_;
  std::thread thread_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_STORE_CHECK_H_
