// OverloadBench: what a service still gets done when far more is asked of it
// than it can do, and how it says no.
#ifndef EPILEDGER_TESTS_BENCH_OVERLOAD_BENCH_H_
#define EPILEDGER_TESTS_BENCH_OVERLOAD_BENCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/limits.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct OverloadOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  int rounds = 3;
  // Callers with whom the service is at its peak.
  int peak_callers = 256;
  // Ten times as many, none of whom need be refused; and so many that half of
  // them find no place. Who is refused comes back when the refusal says.
  int many_callers = 2'560;
  int most_callers = 2 * limits::kMaxCallsInFlight;
  absl::Duration duration = absl::Seconds(4);
};

// Payments a second beside the peak, and how quickly those without a place are
// told. The callers share the service's cores: what they do to be refused is
// taken from it. Stops the program when a payment fails, or is refused in any
// other way than OVERLOADED with the time to come back.
[[nodiscard]] std::vector<Figure> MeasureOverload(
    const OverloadOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_OVERLOAD_BENCH_H_
