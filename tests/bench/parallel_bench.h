// ParallelBench: payments of several counties at once, in one service and in
// two that share a database.
#ifndef EPILEDGER_TESTS_BENCH_PARALLEL_BENCH_H_
#define EPILEDGER_TESTS_BENCH_PARALLEL_BENCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct ParallelOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  int rounds = 3;
  // Of all counties together.
  int in_flight = 256;
  absl::Duration duration = absl::Seconds(4);
};

// One, two, four and eight counties in a service of this process; on MariaDB
// also two counties in one and in two processes of the built program. Client,
// services and store share the machine's cores, which are what such figures
// depend on. Stops the program when a payment fails.
[[nodiscard]] std::vector<Figure> MeasureParallel(
    const ParallelOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PARALLEL_BENCH_H_
