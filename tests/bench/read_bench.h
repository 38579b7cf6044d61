// ReadBench: the promises about reads, on a county that has grown.
#ifndef EPILEDGER_TESTS_BENCH_READ_BENCH_H_
#define EPILEDGER_TESTS_BENCH_READ_BENCH_H_

#include <string>
#include <vector>

#include "tests/bench/bench_server.h"
#include "tests/bench/report.h"

namespace epiledger::bench {

struct ReadOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  int allocations = 10'000;
  // Of one allocation, over 300 days.
  int entries = 1'000'000;
  int lists = 200;
  int summaries = 40;
  int pages = 1'000;
};

// Each twice: in the service, which is what is promised, and over TLS with the
// client on the same cores. Stops the program when a call fails.
[[nodiscard]] std::vector<Figure> MeasureReads(const ReadOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_READ_BENCH_H_
