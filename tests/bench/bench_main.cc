// Prints the promises of the design about writes and overviews, each beside its
// baseline, and about reads, counts, growth, overload, crashes and what
// headquarters sees, each beside its goal, and what counties get in parallel,
// all measured in this one run on this machine.
#include <cstdint>
#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "services/host/program.h"
#include "services/rpc/openssl.h"
#include "tests/bench/report.h"
#include "tests/bench/short_forms.h"

namespace epiledger::bench {
namespace {

struct Flags {
  std::string json;
  std::string engine = "both";
  double seconds = 4;
  double pgbench = 0;
  Profiled profiled;
  // What alone is measured; everything where none of them is given.
  bool writes = false;
  bool reads = false;
  bool counts = false;
  bool overview = false;
  bool growth = false;
  bool parallel = false;
  bool overload = false;
  bool crash = false;
  bool is_short = false;
  int64_t largest = GrowthOptions().largest;
  int64_t largest_each = PictureGrowthOptions().largest;
  int entries = ReadOptions().entries;
  int facilities = PictureCountySize().facilities;
  int kills = CrashOptions().kills;

  [[nodiscard]] bool is_all() const {
    return !writes && !reads && !counts && !overview && !growth && !parallel &&
           !overload && !crash;
  }
};

std::string NameOf(Engine engine) {
  return engine == Engine::kSqlite ? "sqlite" : "mariadb";
}

// Everything that is asked for, of one engine, one mode after the other.
class Modes {
 public:
  Modes(const Flags& flags, Engine engine) : flags_(flags), engine_(engine) {}

  std::vector<Figure> Measure() {
    WriteOptions writes = Of<WriteOptions>();
    writes.pgbench = flags_.pgbench;
    writes.duration = absl::Seconds(flags_.seconds);
    Run(flags_.writes, writes, &MeasureWrites);
    ReadOptions reads = Of<ReadOptions>();
    reads.entries = flags_.entries;
    Run(flags_.reads, reads, &MeasureReads);
    Run(flags_.counts, Of<CountOptions>(), &MeasureCounts);
    OverviewOptions overview = Of<OverviewOptions>();
    overview.size.facilities = flags_.facilities;
    overview.duration = absl::Seconds(flags_.seconds);
    Run(flags_.overview, overview, &MeasureOverview);
    GrowthOptions growth = Of<GrowthOptions>();
    growth.largest = flags_.largest;
    Run(flags_.growth, growth, &MeasureGrowth);
    PictureGrowthOptions picture = Of<PictureGrowthOptions>();
    picture.size.facilities = flags_.facilities;
    picture.largest = flags_.largest_each;
    Run(flags_.growth, picture, &MeasurePictureGrowth);
    ParallelOptions parallel = Of<ParallelOptions>();
    parallel.duration = absl::Seconds(flags_.seconds);
    Run(flags_.parallel, parallel, &MeasureParallel);
    OverloadOptions overload = Of<OverloadOptions>();
    overload.duration = absl::Seconds(flags_.seconds);
    Run(flags_.overload, overload, &MeasureOverload);
    CrashOptions crash = Of<CrashOptions>();
    crash.kills = flags_.kills;
    Run(flags_.crash, crash, &MeasureCrashes);
    return std::move(figures_);
  }

 private:
  template <typename Options>
  [[nodiscard]] Options Of() const {
    Options options;
    options.engine = engine_;
    options.engine_name = NameOf(engine_);
    return options;
  }

  template <typename Options>
  void Run(bool is_asked_for, Options options,
           std::vector<Figure> (*measure)(const Options&)) {
    if (!is_asked_for && !flags_.is_all()) return;
    if (flags_.is_short) Shorten(options);
    std::vector<Figure> figures = measure(options);
    // At once: others take long, and may stop the program.
    Print(figures, std::cout);
    std::move(figures.begin(), figures.end(), std::back_inserter(figures_));
  }

  const Flags& flags_;
  const Engine engine_;
  std::vector<Figure> figures_;
};

void Profile(const Flags& flags, Engine engine) {
  WriteOptions writes;
  writes.engine = engine;
  writes.duration = absl::Seconds(flags.seconds);
  ProfileWrites(writes, flags.profiled);
}

int Run(const Flags& flags) {
  std::vector<Figure> figures;
  for (const Engine engine : {Engine::kSqlite, Engine::kMariadb}) {
    if (flags.engine != "both" && flags.engine != NameOf(engine)) continue;
    if (flags.profiled.calls > 0) {
      Profile(flags, engine);
      continue;
    }
    std::vector<Figure> measured = Modes(flags, engine).Measure();
    std::move(measured.begin(), measured.end(), std::back_inserter(figures));
  }
  if (!flags.json.empty() && !WriteJson(figures, flags.json)) {
    std::cerr << "cannot write " << flags.json << "\n";
    return 1;
  }
  return 0;
}

int Main(int argc, char** argv) {
  host::StopLookingForLockCycles();
  rpc::KeepOpensslToTheEnd();
  CLI::App program("The promises, each beside its baseline or its goal.");
  Flags flags;
  program.add_option("--json", flags.json, "also write the figures to a file");
  program.add_option("--engine", flags.engine)
      ->check(CLI::IsMember({"sqlite", "mariadb", "both"}));
  program.add_option("--seconds", flags.seconds,
                     "how long each figure is measured");
  program.add_option("--pgbench", flags.pgbench,
                     "transactions a second of pgbench TPC-B, measured by run");
  program.add_option("--profile", flags.profiled.calls,
                     "only the service, with so many calls in flight");
  program.add_option("--batch", flags.profiled.batch,
                     "with --profile: payments a call");
  program.add_option("--allocations", flags.profiled.allocations,
                     "with --profile");
  program.add_flag("--writes", flags.writes,
                   "only the payments beside their baselines");
  program.add_flag("--reads", flags.reads, "only the reads");
  program.add_flag("--counts", flags.counts, "only the counts");
  program.add_flag("--overview", flags.overview, "only headquarters' overview");
  program.add_flag("--growth", flags.growth, "only what books that grow cost");
  program.add_flag("--parallel", flags.parallel,
                   "only counties and processes side by side");
  program.add_flag("--overload", flags.overload,
                   "only ten times as many calls as can be served");
  program.add_flag("--crash", flags.crash,
                   "only processes that are killed under writes");
  program.add_flag("--short", flags.is_short,
                   "everything so small that its figures mean nothing");
  program.add_option("--largest", flags.largest,
                     "entries of funding's book that grows by tens");
  program.add_option("--largest-each", flags.largest_each,
                     "entries of each of the three books that grow together");
  program.add_option("--entries", flags.entries,
                     "of the statement whose pages are read");
  program.add_option("--facilities", flags.facilities,
                     "of the county whose overview is read");
  program.add_option("--kills", flags.kills, "of each process");
  CLI11_PARSE(program, argc, argv);
  return Run(flags);
}

}  // namespace
}  // namespace epiledger::bench

int main(int argc, char** argv) {
  try {
    return epiledger::bench::Main(argc, argv);
  } catch (const std::exception& exception) {
    (void)std::fprintf(stderr, "bench: %s\n", exception.what());
  } catch (...) {
    (void)std::fputs("bench: ended by an unknown exception\n", stderr);
  }
  return 1;
}
