#include "services/host/repeated.h"

#include <utility>

namespace epiledger::host {

Repeated::Repeated(absl::Duration pause, std::function<void()> action)
    : pause_(pause), action_(std::move(action)), thread_([this] { Run(); }) {}

Repeated::~Repeated() {
  is_stopping_ = true;
  wait_.End();
  thread_.join();
}

void Repeated::Run() {
  while (true) {
    wait_.For(pause_);
    if (is_stopping_) return;
    action_();
  }
}

}  // namespace epiledger::host
