// GrowthBench: what a payment and a summary cost as funding's book grows, how
// soon funding serves with that book, and how fast it is verified.
#ifndef EPILEDGER_TESTS_BENCH_GROWTH_BENCH_H_
#define EPILEDGER_TESTS_BENCH_GROWTH_BENCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct GrowthOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  // The book is measured from so many entries on, at each power of ten up to
  // here.
  int64_t fewest = 10'000;
  int64_t largest = 1'000'000;
  int rounds = 3;
  // Of each round. What is paid meanwhile stays in the book: rounds
  // are short so that the first stage stays near its size.
  absl::Duration duration = absl::Milliseconds(500);
  int summaries = 40;
};

// Of one store that grows. Service and client share this process, but for what
// is said of a service's start, memory and verifier: that is the built program,
// on the store as it was left. Stops the program when a call fails, or when the
// verifier finds anything.
[[nodiscard]] std::vector<Figure> MeasureGrowth(const GrowthOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_GROWTH_BENCH_H_
