// Workload: payments sent with a fixed number of calls in flight, for a fixed
// time.
#ifndef EPILEDGER_TESTS_BENCH_WORKLOAD_H_
#define EPILEDGER_TESTS_BENCH_WORKLOAD_H_

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/bench_server.h"

namespace epiledger::bench {

struct WorkloadOptions {
  // Calls, each of `batch` payments: CreatePayment for 1, BatchCreatePayments
  // for more.
  int in_flight = 256;
  int batch = 1;
  // Whether batches are accepted whole or not at all.
  bool all_or_nothing = false;
  // Payments go to allocations 0 … allocations − 1 of each county in turn, far
  // apart.
  int allocations = 1'000;
  absl::Duration warm_up = absl::Seconds(1);
  absl::Duration duration = absl::Seconds(4);
};

struct WorkloadResult {
  // Payments.
  double per_second = 0;
  // Of a call, in milliseconds.
  double median = 0;
  double p99 = 0;
  // Payments that were not recorded, and why the first was not. Must be 0, or
  // the figures mean nothing.
  int64_t failed = 0;
  std::string failure;
};

// Through all of the doors alike; `numbers` gives the payments theirs.
[[nodiscard]] WorkloadResult RunWorkload(const std::vector<Door>& doors,
                                         std::atomic<int64_t>& numbers,
                                         const WorkloadOptions& options);
// Through the doors of `server`.
[[nodiscard]] WorkloadResult RunWorkload(BenchServer& server,
                                         const WorkloadOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_WORKLOAD_H_
