// The middle of what was measured in several rounds.
#ifndef EPILEDGER_TESTS_BENCH_MIDDLE_H_
#define EPILEDGER_TESTS_BENCH_MIDDLE_H_

#include <algorithm>
#include <vector>

namespace epiledger::bench {

// Of at least one value; of an even number the upper one.
[[nodiscard]] inline double Middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_MIDDLE_H_
