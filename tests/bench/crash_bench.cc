#include "tests/bench/crash_bench.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "services/text.h"
#include "tests/testing/child_process.h"

namespace epiledger::bench {
namespace {

constexpr double kBackGoal = 5'000;

// What a line of crash_rounds.py says: `back funding 0.42` of one kill, and
// afterwards `writes 812`, `lost 0` and `doubled 0` of all.
struct Told {
  // By process, in the order they were killed first: seconds.
  std::vector<std::pair<std::string, std::vector<double>>> back;
  double writes = 0;
  double lost = 0;
  double doubled = 0;
};

std::vector<double>& BackOf(const std::string& process, Told& told) {
  for (auto& [name, seconds] : told.back) {
    if (name == process) return seconds;
  }
  return told.back.emplace_back(process, std::vector<double>()).second;
}

void ReadLine(const std::string& line, Told& told) {
  std::istringstream words(line);
  std::string kind;
  words >> kind;
  if (kind == "back") {
    std::string process;
    double seconds = 0;
    words >> process >> seconds;
    BackOf(process, told).push_back(seconds);
  }
  if (kind == "writes") words >> told.writes;
  if (kind == "lost") words >> told.lost;
  if (kind == "doubled") words >> told.doubled;
}

Told RunRounds(const CrashOptions& options) {
  const std::string output = OrDie(testing::RunProcess(
      {"env", "EPILEDGER_BIN=" + testing::ProgramFolder(),
       EPILEDGER_BENCH_FOLDER "/crash_rounds.py",
       options.engine == Engine::kSqlite ? "sqlite" : "mysql",
       Concat(options.kills)}));
  Told told;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) ReadLine(line, told);
  // Otherwise nothing was at stake.
  if (told.back.empty() || told.writes == 0) std::abort();
  return told;
}

}  // namespace

std::vector<Figure> MeasureCrashes(const CrashOptions& options) {
  Told told = RunRounds(options);
  const std::string name = options.engine_name + ": ";
  std::vector<Figure> figures;
  for (auto& [process, seconds] : told.back) {
    std::sort(seconds.begin(), seconds.end());
    figures.push_back(TimeWithin(Concat(name, process, " killed, back, p50"),
                                 1'000 * seconds[seconds.size() / 2], {}));
    figures.push_back(
        TimeWithin(Concat(name, process, " killed, back, longest"),
                   1'000 * seconds.back(), kBackGoal));
  }
  figures.push_back(
      CountWithin(name + "writes acknowledged meanwhile", told.writes, {}));
  figures.push_back(CountWithin(name + "of them lost", told.lost, 0));
  figures.push_back(CountWithin(name + "of them doubled", told.doubled, 0));
  return figures;
}

}  // namespace epiledger::bench
