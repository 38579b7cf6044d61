// Readings: what the figures of a process are at one moment.
#ifndef EPILEDGER_SERVICES_METRICS_READINGS_H_
#define EPILEDGER_SERVICES_METRICS_READINGS_H_

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "services/latencies.h"
#include "services/metrics/figures.h"

namespace epiledger::metrics {

struct Reading {
  Figure figure;
  // The value of the figure's label; empty where it has none.
  std::string label;
  // A histogram has Latencies::Counts, all others a number.
  std::variant<double, Latencies::Counts> value;
};

// What is not added is unknown, and not shown. Not thread-safe.
class Readings {
 public:
  void Add(Figure figure, std::variant<double, Latencies::Counts> value,
           std::string_view label = {}) {
    all_.push_back({figure, std::string(label), std::move(value)});
  }
  void AddCount(Figure figure, int64_t count, std::string_view label = {}) {
    Add(figure, static_cast<double>(count), label);
  }
  void AddAge(absl::Duration age, std::string_view source) {
    Add(Figure::kSourceAge, absl::ToDoubleSeconds(age), source);
  }

  [[nodiscard]] const std::vector<Reading>& all() const { return all_; }

 private:
  std::vector<Reading> all_;
};

}  // namespace epiledger::metrics

#endif  // EPILEDGER_SERVICES_METRICS_READINGS_H_
