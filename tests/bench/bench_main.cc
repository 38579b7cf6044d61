// Prints the promises of the design about writes and overviews, each beside its
// baseline, and about reads, counts, growth, overload and what headquarters
// sees, each beside its goal, and what counties get in parallel, all measured
// in this one run on this machine.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_format.h"
#include "services/host/program.h"
#include "services/rpc/openssl.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/count_bench.h"
#include "tests/bench/growth_bench.h"
#include "tests/bench/overload_bench.h"
#include "tests/bench/overview_bench.h"
#include "tests/bench/parallel_bench.h"
#include "tests/bench/read_bench.h"
#include "tests/bench/report.h"
#include "tests/bench/workload.h"

namespace epiledger::bench {
namespace {

// Odd, so that there is a median. The rounds of figures that are compared
// alternate: what else the machine does meets both.
constexpr int kRounds = 3;
constexpr int kAllocations = 1'000;
constexpr int kCalls = 256;
constexpr int kBatch = 500;
constexpr int kBatchesInFlight = 8;
constexpr int kBareCommits = 2'000;
constexpr double kOverPgbench = 3;

struct Goals {
  std::string name;
  double over_a;
  std::optional<double> over_b;
  double batch_over_a;
  std::optional<double> batch_over_b;
  // Milliseconds.
  double alone;
  // Payments a second.
  double verified;
};

Goals GoalsOf(Engine engine) {
  if (engine == Engine::kSqlite) {
    return {"sqlite", 7, {}, 25, {}, 0.4, 300'000};
  }
  return {"mariadb", 10, 3, 20, 6, 0.6, 150'000};
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// Of this process, so far.
absl::Duration ProcessorTime() {
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  return absl::DurationFromTimeval(used.ru_utime) +
         absl::DurationFromTimeval(used.ru_stime);
}

class Bench {
 public:
  Bench(Engine engine, absl::Duration duration)
      : engine_(engine), goals_(GoalsOf(engine)), duration_(duration) {}

  void Compare(double pgbench) {
    const int a_connections = BestConnections(Way::kPerRequest);
    const int b_connections = BestConnections(Way::kRowLocks);
    std::vector<double> uniform;
    std::vector<double> hot;
    std::vector<double> batches;
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> b_in_text;
    const bool has_text = engine_ == Engine::kMariadb;
    for (int round = 0; round < kRounds; ++round) {
      uniform.push_back(Rate({engine_, Way::kService, 0, kAllocations}));
      a.push_back(
          Rate({engine_, Way::kPerRequest, a_connections, kAllocations}));
      b.push_back(Rate({engine_, Way::kRowLocks, b_connections, kAllocations}));
      if (has_text) {
        b_in_text.push_back(Rate({engine_, Way::kRowLocks, b_connections,
                                  kAllocations, Sent::kText}));
      }
      hot.push_back(Rate({engine_, Way::kService, 0, 1}));
      batches.push_back(
          Rate({engine_, Way::kService, 0, kAllocations}, kBatch));
    }
    const double ours = Median(uniform);
    Add(RateOver(Named("256 calls in flight, against A"), ours, Median(a),
                 goals_.over_a));
    Add(RateOver(Named("256 calls in flight, against B"), ours, Median(b),
                 goals_.over_b));
    if (has_text) {
      Add(RateOver(Named("256 calls in flight, against B in packets of text"),
                   ours, Median(b_in_text), {}));
    }
    Add(RateOver(Named("one hot allocation, against 1,000"), Median(hot), ours,
                 1));
    Add(AgainstPgbench(ours, pgbench));
    Add(RateOver(Named("batches of 500, against A"), Median(batches), Median(a),
                 goals_.batch_over_a));
    Add(RateOver(Named("batches of 500, against B"), Median(batches), Median(b),
                 goals_.batch_over_b));
    Alone();
  }

  // One workload on the service, to look at it with a profiler.
  void Profile(int calls, int batch, int allocations) {
    BenchServer server({engine_, Way::kService, 0, allocations});
    const absl::Duration before = ProcessorTime();
    const int64_t first = server.NextNumber();
    const WorkloadResult result = Measure(server, calls, batch, allocations);
    const auto payments = static_cast<double>(server.NextNumber() - first);
    absl::PrintF(
        "%.0f payments/s, p50 %.3f ms, p99 %.3f ms, %.1f µs of processor time "
        "each, client included\n",
        result.per_second, result.median, result.p99,
        absl::ToDoubleMicroseconds(ProcessorTime() - before) / payments);
  }

  [[nodiscard]] const std::vector<Figure>& figures() const { return figures_; }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  [[nodiscard]] Figure AgainstPgbench(double ours, double pgbench) const {
    const std::string name =
        Named("256 calls in flight, against pgbench TPC-B");
    if (pgbench > 0) return RateOver(name, ours, pgbench, kOverPgbench);
    return RateAlone(name, ours, kOverPgbench,
                     "pgbench was not measured; see tests/bench/README.md");
  }

  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  [[nodiscard]] std::string Named(const std::string& what) const {
    return goals_.name + ": " + what;
  }

  WorkloadResult Measure(BenchServer& server, int calls, int batch,
                         int allocations) {
    WorkloadOptions options;
    options.in_flight = calls;
    options.batch = batch;
    options.allocations = allocations;
    options.duration = duration_;
    const WorkloadResult result = RunWorkload(server, options);
    Note(result);
    return result;
  }

  void Note(const WorkloadResult& result) {
    if (result.failed == 0) return;
    failed_ = true;
    std::cerr << result.failed << " payments failed: " << result.failure
              << "\n";
  }

  double Rate(const BenchOptions& options, int batch = 1) {
    BenchServer server(options);
    return Measure(server, batch == 1 ? kCalls : kBatchesInFlight, batch,
                   options.allocations)
        .per_second;
  }

  int BestConnections(Way way) {
    int best = 0;
    double best_rate = 0;
    for (const int connections : {8, 16, 32}) {
      const double rate = Rate({engine_, way, connections, kAllocations});
      if (rate <= best_rate) continue;
      best = connections;
      best_rate = rate;
    }
    return best;
  }

  // The median time of a lone writer's call, after all allocations were seen.
  double AloneTime(Way way) {
    BenchServer server({engine_, way, 1, kAllocations});
    WorkloadOptions warm_up;
    warm_up.duration = absl::Seconds(1);
    Note(RunWorkload(server, warm_up));
    return Measure(server, 1, 1, kAllocations).median;
  }

  void Alone() {
    std::vector<double> ours;
    std::vector<double> a;
    std::vector<double> bare;
    for (int round = 0; round < kRounds; ++round) {
      bare.push_back(
          BenchServer({engine_, Way::kService, 0, 1}).BareCommit(kBareCommits));
      ours.push_back(AloneTime(Way::kService));
      a.push_back(AloneTime(Way::kPerRequest));
    }
    Add(TimeOver(Named("one writer alone, p50, against a bare commit"),
                 Median(ours), Median(bare), goals_.alone));
    Add(TimeOver(Named("one writer alone, p50, against A"), Median(ours),
                 Median(a), 0));
  }

  const Engine engine_;
  const Goals goals_;
  const absl::Duration duration_;
  std::vector<Figure> figures_;
  bool failed_ = false;
};

struct Flags {
  std::string json;
  std::string engine = "both";
  double seconds = 4;
  double pgbench = 0;
  int calls = 0;
  int batch = 1;
  int allocations = kAllocations;
  // What alone is measured; everything where none of them is given.
  bool reads = false;
  bool counts = false;
  bool overview = false;
  bool growth = false;
  bool parallel = false;
  bool overload = false;
  int64_t largest = GrowthOptions().largest;
  int entries = ReadOptions().entries;
  int facilities = PictureCountySize().facilities;

  [[nodiscard]] bool is_all() const {
    return !reads && !counts && !overview && !growth && !parallel && !overload;
  }
};

// What is not compared with a baseline of writes.
std::vector<std::vector<Figure>> Others(const Flags& flags, Engine engine) {
  std::vector<std::vector<Figure>> figures;
  if (flags.is_all() || flags.reads) {
    ReadOptions reads{engine, GoalsOf(engine).name};
    reads.entries = flags.entries;
    figures.push_back(MeasureReads(reads));
  }
  if (flags.is_all() || flags.counts) {
    figures.push_back(MeasureCounts({engine, GoalsOf(engine).name}));
  }
  if (flags.is_all() || flags.overview) {
    OverviewOptions overview;
    overview.engine = engine;
    overview.engine_name = GoalsOf(engine).name;
    overview.size.facilities = flags.facilities;
    overview.duration = absl::Seconds(flags.seconds);
    figures.push_back(MeasureOverview(overview));
  }
  if (flags.is_all() || flags.growth) {
    GrowthOptions growth{engine, GoalsOf(engine).name,
                         GoalsOf(engine).verified};
    growth.largest = flags.largest;
    figures.push_back(MeasureGrowth(growth));
  }
  if (flags.is_all() || flags.parallel) {
    ParallelOptions parallel{engine, GoalsOf(engine).name};
    parallel.duration = absl::Seconds(flags.seconds);
    figures.push_back(MeasureParallel(parallel));
  }
  if (flags.is_all() || flags.overload) {
    OverloadOptions overload{engine, GoalsOf(engine).name};
    overload.duration = absl::Seconds(flags.seconds);
    figures.push_back(MeasureOverload(overload));
  }
  return figures;
}

int Run(const Flags& flags) {
  std::vector<Figure> figures;
  bool failed = false;
  for (const Engine engine : {Engine::kSqlite, Engine::kMariadb}) {
    if (flags.engine == (engine == Engine::kSqlite ? "mariadb" : "sqlite")) {
      continue;
    }
    Bench bench(engine, absl::Seconds(flags.seconds));
    if (!flags.is_all()) {
      // No writes to compare.
    } else if (flags.calls > 0) {
      bench.Profile(flags.calls, flags.batch, flags.allocations);
    } else {
      bench.Compare(flags.pgbench);
    }
    figures.insert(figures.end(), bench.figures().begin(),
                   bench.figures().end());
    failed |= bench.failed();
    if (flags.calls > 0) continue;
    for (std::vector<Figure>& others : Others(flags, engine)) {
      std::move(others.begin(), others.end(), std::back_inserter(figures));
    }
  }
  if (!figures.empty()) Print(figures, std::cout);
  if (failed) {
    std::cerr << "the figures mean nothing\n";
    return 1;
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
  program.add_option("--engine", flags.engine, "sqlite, mariadb or both");
  program.add_option("--seconds", flags.seconds,
                     "how long each figure is measured");
  program.add_option("--pgbench", flags.pgbench,
                     "transactions a second of pgbench TPC-B, measured by run");
  program.add_option("--profile", flags.calls,
                     "only the service, with so many calls in flight");
  program.add_option("--batch", flags.batch, "with --profile: payments a call");
  program.add_option("--allocations", flags.allocations, "with --profile");
  program.add_flag("--reads", flags.reads, "only the reads");
  program.add_flag("--counts", flags.counts, "only the counts");
  program.add_flag("--overview", flags.overview, "only headquarters' overview");
  program.add_flag("--growth", flags.growth, "only what grows with a book");
  program.add_flag("--parallel", flags.parallel,
                   "only counties and processes side by side");
  program.add_flag("--overload", flags.overload,
                   "only far more callers than can be served");
  program.add_option("--largest", flags.largest,
                     "entries of the book that grows, from 10000 on by tens");
  program.add_option("--entries", flags.entries,
                     "of the statement whose pages are read");
  program.add_option("--facilities", flags.facilities,
                     "of the county whose overview is read");
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
