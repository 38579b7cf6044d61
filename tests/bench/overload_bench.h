// OverloadBench: what a service still gets done when ten times as much is asked
// of it as it can do, and how it says no.
#ifndef EPILEDGER_TESTS_BENCH_OVERLOAD_BENCH_H_
#define EPILEDGER_TESTS_BENCH_OVERLOAD_BENCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct OverloadOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  int rounds = 3;
  // Payments of a sheet, which is accepted whole or not.
  int sheet = 100;
  // How often as much is asked: a clock of just ten times never quite reaches
  // them.
  double times_the_peak = 10.2;
  absl::Duration warm_up = absl::Seconds(2);
  absl::Duration duration = absl::Seconds(4);
};

// Of single payments and of sheets: the peak, with as many callers as it takes
// and no more; then ten times that rate, by a clock. The callers share the
// service's cores: where they cannot begin ten times as many, the line of what
// was asked misses its goal, and what they do is taken from the service; it may
// even do all that they ask, and then no line tells of refusals. A sheet is the
// larger work beside its call, so that ten times as many can be asked. Stops
// the program when a call fails in any way but OVERLOADED.
[[nodiscard]] std::vector<Figure> MeasureOverload(
    const OverloadOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_OVERLOAD_BENCH_H_
