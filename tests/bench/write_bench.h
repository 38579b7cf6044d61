// WriteBench: the promises about payments, beside their baselines.
#ifndef EPILEDGER_TESTS_BENCH_WRITE_BENCH_H_
#define EPILEDGER_TESTS_BENCH_WRITE_BENCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct WriteOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  // Transactions a second of pgbench TPC-B; 0 where it was not measured.
  double pgbench = 0;
  // Odd, so that there is a median. The rounds of figures that are compared
  // alternate: what else the machine does meets both.
  int rounds = 3;
  // Of a baseline, of which the best is taken.
  std::vector<int> connections = {8, 16, 32};
  int bare_commits = 2'000;
  absl::Duration duration = absl::Seconds(4);
};

// Stops the program when a payment fails: the figures would mean nothing.
[[nodiscard]] std::vector<Figure> MeasureWrites(const WriteOptions& options);

// One workload on the service, to look at it with a profiler; prints what it
// did.
struct Profiled {
  int calls = 0;
  int batch = 1;
  int allocations = 1'000;
};
void ProfileWrites(const WriteOptions& options, const Profiled& profiled);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_WRITE_BENCH_H_
