// FakeClock: time that stands still until a test moves it.
#ifndef EPILEDGER_TESTS_TESTING_FAKE_CLOCK_H_
#define EPILEDGER_TESTS_TESTING_FAKE_CLOCK_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/clock.h"

namespace epiledger::testing {

// Thread-safe.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time now) : now_(now) {}

  // 2020-02-01 09:00 in the sample county.
  FakeClock()
      : FakeClock(absl::FromCivil(absl::CivilSecond(2020, 2, 1, 1, 0, 0),
                                  absl::UTCTimeZone())) {}

  [[nodiscard]] absl::Time Now() const override {
    const absl::MutexLock lock(&mutex_);
    return now_;
  }
  [[nodiscard]] absl::Duration Steady() const override {
    const absl::MutexLock lock(&mutex_);
    return steady_;
  }
  // Lets time pass until it is `now`.
  void Set(absl::Time now) {
    const absl::MutexLock lock(&mutex_);
    steady_ += now - now_;
    now_ = now;
  }
  // Lets time pass.
  void Advance(absl::Duration by) {
    const absl::MutexLock lock(&mutex_);
    steady_ += by;
    now_ += by;
  }
  // Sets the clock of the world alone; no time passes.
  void Jump(absl::Duration by) {
    const absl::MutexLock lock(&mutex_);
    now_ += by;
  }

 private:
  mutable absl::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
  absl::Duration steady_ ABSL_GUARDED_BY(mutex_) = absl::ZeroDuration();
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_FAKE_CLOCK_H_
