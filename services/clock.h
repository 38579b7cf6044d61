// Clock: where the time comes from; tests bring their own.
#ifndef EPILEDGER_SERVICES_CLOCK_H_
#define EPILEDGER_SERVICES_CLOCK_H_

#include <ctime>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace epiledger {

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  // The time of the world, which may be set forwards and backwards.
  [[nodiscard]] virtual absl::Time Now() const = 0;
  // The time since some moment, which nobody can set; only differences mean
  // something, and only within one process.
  [[nodiscard]] virtual absl::Duration Steady() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] absl::Time Now() const override { return absl::Now(); }
  // Also counts while the machine is suspended.
  [[nodiscard]] absl::Duration Steady() const override {
    timespec reading = {};
    clock_gettime(CLOCK_BOOTTIME, &reading);
    return absl::DurationFromTimespec(reading);
  }
};

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_CLOCK_H_
