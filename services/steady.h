// Time that nobody sets: for pauses and for what is due again.
//
// absl's timed waits end by the clock of the world. Set back by an hour amid
// one, it would make the wait an hour longer.
#ifndef EPILEDGER_SERVICES_STEADY_H_
#define EPILEDGER_SERVICES_STEADY_H_

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "absl/time/time.h"

namespace epiledger {

// Since some moment; only differences mean something, within one process.
[[nodiscard]] inline absl::Duration SteadyNow() {
  return absl::FromChrono(std::chrono::steady_clock::now().time_since_epoch());
}

// A wait of one thread that others end. Thread-safe.
class SteadyWait {
 public:
  // Ends the wait under way, or else the next one as it begins.
  void End() {
    {
      const std::lock_guard lock(mutex_);
      is_ended_ = true;
    }
    ended_.notify_all();
  }

  // Waits until it is ended, so long at most, and never over an hour: the
  // caller looks whether there is something to do.
  void For(absl::Duration longest) {
    std::unique_lock lock(mutex_);
    ended_.wait_for(
        lock, absl::ToChronoNanoseconds(std::min(longest, absl::Hours(1))),
        [this] { return is_ended_; });
    is_ended_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ended_ = false;
};

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_STEADY_H_
