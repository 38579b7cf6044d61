// PictureGrowthBench: what headquarters' overview, and the writes that are seen
// in it, cost as the books of all three services grow, and how soon supplies
// and readiness serve with theirs.
#ifndef EPILEDGER_TESTS_BENCH_PICTURE_GROWTH_BENCH_H_
#define EPILEDGER_TESTS_BENCH_PICTURE_GROWTH_BENCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/picture_county.h"
#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct PictureGrowthOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  // The county, whose facilities and stores stay as many; a count has a line of
  // every item, so that many counts take their time.
  PictureCountySize size = {300, 5, 1, 1};
  // Each service's book is measured with so many entries, and at each power of
  // ten up to here: funding's payments, counts of whole stores, reports of past
  // days.
  int64_t fewest = 10'000;
  int64_t largest = 100'000;
  // Of each kind, each waited for until a watcher sees it; after each an
  // overview is read.
  int writes = 60;
};

// Of one county that grows, through one gateway. The built programs of supplies
// and readiness are then started on the stores as they were left. Stops the
// program when a call fails.
[[nodiscard]] std::vector<Figure> MeasurePictureGrowth(
    const PictureGrowthOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PICTURE_GROWTH_BENCH_H_
