#include "services/host/store_check.h"

#include <string>

#include "services/host/log.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::host {

StoreCheck::StoreCheck(book::Books& books, rpc::Server& server)
    : books_(books),
      server_(server),
      looks_(limits::kStoreCheck, [this] { Look(); }) {}

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
