// Short forms: what is measured made so small that every mode runs through in
// seconds. Their figures say nothing of speed: they show that each line is
// still measured, and that what a mode checks of its answers still holds.
#ifndef EPILEDGER_TESTS_BENCH_SHORT_FORMS_H_
#define EPILEDGER_TESTS_BENCH_SHORT_FORMS_H_

#include "tests/bench/count_bench.h"
#include "tests/bench/crash_bench.h"
#include "tests/bench/growth_bench.h"
#include "tests/bench/overload_bench.h"
#include "tests/bench/overview_bench.h"
#include "tests/bench/parallel_bench.h"
#include "tests/bench/picture_growth_bench.h"
#include "tests/bench/read_bench.h"
#include "tests/bench/write_bench.h"

namespace epiledger::bench {

void Shorten(WriteOptions& options);
void Shorten(ReadOptions& options);
void Shorten(CountOptions& options);
void Shorten(OverviewOptions& options);
void Shorten(GrowthOptions& options);
void Shorten(PictureGrowthOptions& options);
void Shorten(ParallelOptions& options);
void Shorten(OverloadOptions& options);
void Shorten(CrashOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_SHORT_FORMS_H_
