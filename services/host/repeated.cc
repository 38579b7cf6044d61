#include "services/host/repeated.h"

#include <utility>

namespace epiledger::host {

Repeated::Repeated(absl::Duration pause, std::function<void()> action)
    : pause_(pause), action_(std::move(action)), thread_([this] { Run(); }) {}

Repeated::~Repeated() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  thread_.join();
}

void Repeated::Run() {
  while (true) {
    {
      const absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&is_stopping_), pause_);
      if (is_stopping_) return;
    }
    action_();
  }
}

}  // namespace epiledger::host
