// Latencies: how long something took, again and again, counted in classes.
#ifndef EPILEDGER_SERVICES_LATENCIES_H_
#define EPILEDGER_SERVICES_LATENCIES_H_

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace epiledger {

// Time since it was made, by a clock that nobody sets.
class Stopwatch {
 public:
  [[nodiscard]] absl::Duration Elapsed() const {
    return absl::FromChrono(std::chrono::steady_clock::now() - began_);
  }

 private:
  std::chrono::steady_clock::time_point began_ =
      std::chrono::steady_clock::now();
};

// Thread-safe; without a lock, so that one more costs no call anything.
class Latencies {
 public:
  // Seconds that each class reaches up to; the last class has no end.
  static constexpr std::array<double, 13> kBounds = {
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
      0.1,    0.25,  0.5,    1,     2.5,  10};

  struct Counts {
    std::array<int64_t, kBounds.size() + 1> classes{};
    // Of all together.
    double seconds = 0;
  };

  void Add(absl::Duration took) {
    const auto reaches = std::lower_bound(kBounds.begin(), kBounds.end(),
                                          absl::ToDoubleSeconds(took)) -
                         kBounds.begin();
    classes_[static_cast<size_t>(reaches)].fetch_add(1,
                                                     std::memory_order_relaxed);
    nanoseconds_.fetch_add(absl::ToInt64Nanoseconds(took),
                           std::memory_order_relaxed);
  }

  // Not of one instant: what is added meanwhile may be in one part alone.
  [[nodiscard]] Counts counts() const {
    Counts counts;
    for (size_t i = 0; i < classes_.size(); ++i) {
      counts.classes[i] = classes_[i].load(std::memory_order_relaxed);
    }
    constexpr double kPerSecond = 1e9;
    counts.seconds =
        static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) /
        kPerSecond;
    return counts;
  }

 private:
  std::array<std::atomic<int64_t>, kBounds.size() + 1> classes_{};
  std::atomic<int64_t> nanoseconds_ = 0;
};

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_LATENCIES_H_
