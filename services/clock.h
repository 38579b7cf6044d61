// Clock: where the time comes from; tests bring their own.
#ifndef EPILEDGER_SERVICES_CLOCK_H_
#define EPILEDGER_SERVICES_CLOCK_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace epiledger {

// Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual absl::Time Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] absl::Time Now() const override { return absl::Now(); }
};

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_CLOCK_H_
