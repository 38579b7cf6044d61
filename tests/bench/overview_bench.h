// OverviewBench: the promises about headquarters' picture, in a large county.
#ifndef EPILEDGER_TESTS_BENCH_OVERVIEW_BENCH_H_
#define EPILEDGER_TESTS_BENCH_OVERVIEW_BENCH_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/picture_county.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct OverviewOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  PictureCountySize size;
  // Who asks for overviews at a time, each on a connection of its own; how long
  // each round lasts, and how many there are.
  int clients = 8;
  absl::Duration duration = absl::Seconds(4);
  int rounds = 3;
  // Writes of each kind that are waited for.
  int writes = 150;
};

// Of overviews beside an echo of the same bytes, and of writes until who
// watches sees them. Stops the program when a call fails.
[[nodiscard]] std::vector<Figure> MeasureOverview(
    const OverviewOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_OVERVIEW_BENCH_H_
