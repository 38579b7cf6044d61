#include "tests/bench/write_bench.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "absl/strings/str_format.h"
#include "services/text.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/middle.h"
#include "tests/bench/workload.h"

namespace epiledger::bench {
namespace {

constexpr int kAllocations = 1'000;
constexpr int kCalls = 256;
constexpr int kBatch = 500;
constexpr int kBatchesInFlight = 8;
constexpr double kOverPgbench = 3;
constexpr absl::Duration kWarmUp = absl::Seconds(1);

struct Goals {
  double over_a;
  std::optional<double> over_b;
  double batch_over_a;
  std::optional<double> batch_over_b;
  // Milliseconds.
  double alone;
};

Goals GoalsOf(Engine engine) {
  if (engine == Engine::kSqlite) return {7, {}, 25, {}, 0.4};
  return {10, 3, 20, 6, 0.6};
}

// Of this process, so far.
absl::Duration ProcessorTime() {
  rusage used = {};
  getrusage(RUSAGE_SELF, &used);
  return absl::DurationFromTimeval(used.ru_utime) +
         absl::DurationFromTimeval(used.ru_stime);
}

WorkloadResult Checked(const WorkloadResult& result) {
  if (result.failed == 0) return result;
  absl::FPrintF(stderr, "%d payments failed: %s\n", result.failed,
                result.failure);
  std::abort();
}

class WriteBench {
 public:
  explicit WriteBench(const WriteOptions& options)
      : options_(options), goals_(GoalsOf(options.engine)) {}

  std::vector<Figure> Run() {
    Compare();
    Alone();
    return std::move(figures_);
  }

  WorkloadResult Measure(BenchServer& server, int calls, int batch,
                         int allocations) const {
    WorkloadOptions workload;
    workload.in_flight = calls;
    workload.batch = batch;
    workload.allocations = allocations;
    workload.warm_up = std::min(kWarmUp, options_.duration);
    workload.duration = options_.duration;
    return Checked(RunWorkload(server, workload));
  }

 private:
  void Compare() {
    const int a_connections = BestConnections(Way::kPerRequest);
    const int b_connections = BestConnections(Way::kRowLocks);
    const Engine engine = options_.engine;
    std::vector<double> uniform;
    std::vector<double> hot;
    std::vector<double> batches;
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> b_in_text;
    const bool has_text = engine == Engine::kMariadb;
    for (int round = 0; round < options_.rounds; ++round) {
      uniform.push_back(Rate({engine, Way::kService, 0, kAllocations}));
      a.push_back(
          Rate({engine, Way::kPerRequest, a_connections, kAllocations}));
      b.push_back(Rate({engine, Way::kRowLocks, b_connections, kAllocations}));
      if (has_text) {
        b_in_text.push_back(Rate({engine, Way::kRowLocks, b_connections,
                                  kAllocations, Sent::kText}));
      }
      hot.push_back(Rate({engine, Way::kService, 0, 1}));
      batches.push_back(Rate({engine, Way::kService, 0, kAllocations}, kBatch));
    }
    const double ours = Middle(uniform);
    Add(RateOver(Named("256 calls in flight, against A"), ours, Middle(a),
                 goals_.over_a));
    Add(RateOver(Named("256 calls in flight, against B"), ours, Middle(b),
                 goals_.over_b));
    if (has_text) {
      Add(RateOver(Named("256 calls in flight, against B in packets of text"),
                   ours, Middle(b_in_text), {}));
    }
    Add(RateOver(Named("one hot allocation, against 1,000"), Middle(hot), ours,
                 1));
    Add(AgainstPgbench(ours));
    Add(RateOver(Named("batches of 500, against A"), Middle(batches), Middle(a),
                 goals_.batch_over_a));
    Add(RateOver(Named("batches of 500, against B"), Middle(batches), Middle(b),
                 goals_.batch_over_b));
  }

  [[nodiscard]] Figure AgainstPgbench(double ours) const {
    const std::string name =
        Named("256 calls in flight, against pgbench TPC-B");
    if (options_.pgbench > 0) {
      return RateOver(name, ours, options_.pgbench, kOverPgbench);
    }
    return RateAlone(name, ours, kOverPgbench,
                     "pgbench was not measured; see tests/bench/README.md");
  }

  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ": ", what);
  }

  double Rate(const BenchOptions& served, int batch = 1) {
    BenchServer server(served);
    return Measure(server, batch == 1 ? kCalls : kBatchesInFlight, batch,
                   served.allocations)
        .per_second;
  }

  int BestConnections(Way way) {
    int best = 0;
    double best_rate = -1;
    for (const int connections : options_.connections) {
      const double rate =
          Rate({options_.engine, way, connections, kAllocations});
      if (rate <= best_rate) continue;
      best = connections;
      best_rate = rate;
    }
    return best;
  }

  // The median time of a lone writer's call, after all allocations were seen.
  double AloneTime(Way way) {
    BenchServer server({options_.engine, way, 1, kAllocations});
    WorkloadOptions warm_up;
    warm_up.warm_up = std::min(kWarmUp, options_.duration);
    warm_up.duration = warm_up.warm_up;
    Checked(RunWorkload(server, warm_up));
    return Measure(server, 1, 1, kAllocations).median;
  }

  void Alone() {
    std::vector<double> ours;
    std::vector<double> a;
    std::vector<double> bare;
    for (int round = 0; round < options_.rounds; ++round) {
      bare.push_back(BenchServer({options_.engine, Way::kService, 0, 1})
                         .BareCommit(options_.bare_commits));
      ours.push_back(AloneTime(Way::kService));
      a.push_back(AloneTime(Way::kPerRequest));
    }
    Add(TimeOver(Named("one writer alone, p50, against a bare commit"),
                 Middle(ours), Middle(bare), goals_.alone));
    Add(TimeOver(Named("one writer alone, p50, against A"), Middle(ours),
                 Middle(a), 0));
  }

  const WriteOptions options_;
  const Goals goals_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureWrites(const WriteOptions& options) {
  return WriteBench(options).Run();
}

void ProfileWrites(const WriteOptions& options, const Profiled& profiled) {
  BenchServer server({options.engine, Way::kService, 0, profiled.allocations});
  const absl::Duration before = ProcessorTime();
  const int64_t first = server.NextNumber();
  const WorkloadResult result = WriteBench(options).Measure(
      server, profiled.calls, profiled.batch, profiled.allocations);
  const auto payments = static_cast<double>(server.NextNumber() - first);
  absl::PrintF(
      "%.0f payments/s, p50 %.3f ms, p99 %.3f ms, %.1f µs of processor time "
      "each, client included\n",
      result.per_second, result.median, result.p99,
      absl::ToDoubleMicroseconds(ProcessorTime() - before) / payments);
}

}  // namespace epiledger::bench
