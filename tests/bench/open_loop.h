// OpenLoop: calls that begin by a clock, whatever came back of those before.
#ifndef EPILEDGER_TESTS_BENCH_OPEN_LOOP_H_
#define EPILEDGER_TESTS_BENCH_OPEN_LOOP_H_

#include <vector>

#include "absl/time/time.h"
#include "tests/bench/bench_server.h"

namespace epiledger::bench {

struct OpenLoopOptions {
  // Calls a second that the clock begins.
  double per_second = 0;
  // Payments of a call; more than one are a sheet, accepted whole or not.
  int batch = 1;
  // Counted from then on, or from the first refusal if that is later, for so
  // long; where nobody is refused for long, without one.
  absl::Duration warm_up = absl::Seconds(2);
  absl::Duration duration = absl::Seconds(4);
};

// Calls a second, but for the refusals.
struct OpenLoopResult {
  // Less than was to be, where the clients could not begin as many.
  double asked = 0;
  double done = 0;
  double refused = 0;
  // Of a hundred refusals, how many said when to come back; 100 of none.
  double told_when = 0;
  // Milliseconds until each refusal, in order.
  std::vector<float> refusals;
};

// Returns when the last call has its answer. What was refused is asked again
// when the clock comes to it, not when the refusal says. Stops the program when
// a call ends in any way other than done or OVERLOADED.
[[nodiscard]] OpenLoopResult RunOpenLoop(BenchServer& server,
                                         const OpenLoopOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_OPEN_LOOP_H_
