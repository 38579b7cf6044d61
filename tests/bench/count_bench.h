// CountBench: the promises about counts, in a county of many stores.
#ifndef EPILEDGER_TESTS_BENCH_COUNT_BENCH_H_
#define EPILEDGER_TESTS_BENCH_COUNT_BENCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct CountOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  // Each of a facility of its own, with a line of every item.
  int stores = 300;
  int items = 100;
  // All stores at once, so many times.
  int rounds = 3;
  // How long counts go on and on, and how many are in flight.
  absl::Duration duration = absl::Seconds(10);
  int in_flight = 32;
  int reads = 300;
};

// Of counts all stores send at once, of counts that go on, and of one item over
// all stores. Stops the program when a call fails, or when a store shows
// something other than what was counted there last.
[[nodiscard]] std::vector<Figure> MeasureCounts(const CountOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_COUNT_BENCH_H_
