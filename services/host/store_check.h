// StoreCheck: looks again and again whether the store answers, so that health
// says when a process is alive but not ready.
#ifndef EPILEDGER_SERVICES_HOST_STORE_CHECK_H_
#define EPILEDGER_SERVICES_HOST_STORE_CHECK_H_

#include <atomic>

#include "services/book/books.h"
#include "services/host/repeated.h"
#include "services/rpc/server.h"

namespace epiledger::host {

// Thread-safe.
class StoreCheck {
 public:
  // Sets what the health of `server` says each time that it changes. Both must
  // outlive it.
  StoreCheck(book::Books& books, rpc::Server& server);

  [[nodiscard]] bool is_ready() const { return is_ready_; }

 private:
  void Look();

  book::Books& books_;
  rpc::Server& server_;
  std::atomic<bool> is_ready_ = true;
  // Last: a look uses all of this.
  Repeated looks_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_STORE_CHECK_H_
