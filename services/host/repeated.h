// Repeated: something a process does again and again, from a thread of its own.
#ifndef EPILEDGER_SERVICES_HOST_REPEATED_H_
#define EPILEDGER_SERVICES_HOST_REPEATED_H_

#include <atomic>
#include <functional>
#include <thread>

#include "absl/time/time.h"
#include "services/steady.h"

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
  void Run();

  const absl::Duration pause_;
  const std::function<void()> action_;
  std::atomic<bool> is_stopping_ = false;
  SteadyWait wait_;
  std::thread thread_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_REPEATED_H_
