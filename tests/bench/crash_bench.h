// CrashBench: processes of a whole deployment that are killed under writes, how
// soon they answer again, and what became of the writes.
#ifndef EPILEDGER_TESTS_BENCH_CRASH_BENCH_H_
#define EPILEDGER_TESTS_BENCH_CRASH_BENCH_H_

#include <string>
#include <vector>

#include "tests/bench/report.h"
#include "tests/bench/served_store.h"

namespace epiledger::bench {

struct CrashOptions {
  Engine engine = Engine::kSqlite;
  // How figures are named.
  std::string engine_name;
  // Of each process.
  int kills = 10;
};

// Runs crash_rounds.py of this room, which has the built programs on free
// ports. Stops the program when that fails, as it does where a process does not
// come back, a caller cannot get over what it is told, or a verifier finds
// anything.
[[nodiscard]] std::vector<Figure> MeasureCrashes(const CrashOptions& options);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_CRASH_BENCH_H_
