#include "services/host/store_check.h"

#include <string>

#include "services/host/log.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::host {

StoreCheck::StoreCheck(book::Books& books, rpc::Server& server)
    : books_(books), server_(server), thread_([this] { Run(); }) {}

StoreCheck::~StoreCheck() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  thread_.join();
}

void StoreCheck::Run() {
  while (true) {
    {
      const absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&is_stopping_),
                              limits::kStoreCheck);
      if (is_stopping_) return;
    }
    Look();
  }
}

void StoreCheck::Look() {
  const absl::Status status = books_.CheckStore();
  if (status.ok() == is_ready_) return;
  is_ready_ = status.ok();
  server_.SetServing(status.ok());
  if (status.ok()) {
    LogInfo("the store answers again");
  } else {
    LogError(Concat("not ready, the store does not answer: ",
                    std::string(status.message())));
  }
}

}  // namespace epiledger::host
