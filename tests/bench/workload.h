// Workload: payments sent with a fixed number in flight, for a fixed time.
#ifndef EPILEDGER_TESTS_BENCH_WORKLOAD_H_
#define EPILEDGER_TESTS_BENCH_WORKLOAD_H_

#include <cstdint>

#include "absl/time/time.h"
#include "tests/bench/bench_server.h"

namespace epiledger::bench {

struct WorkloadOptions {
  int in_flight = 256;
  // Payments go to allocations 0 … allocations − 1 in turn, far apart.
  int allocations = 1'000;
  absl::Duration warm_up = absl::Seconds(1);
  absl::Duration duration = absl::Seconds(5);
};

struct WorkloadResult {
  double per_second = 0;
  // Of a call, in seconds.
  double median = 0;
  double p99 = 0;
  // Must be 0, or the figures mean nothing.
  int64_t failed = 0;
};

[[nodiscard]] WorkloadResult RunWorkload(BenchServer& server,
                                         const WorkloadOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_WORKLOAD_H_
