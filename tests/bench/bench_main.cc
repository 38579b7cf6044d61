// Prints the write promises of the design, each beside its baseline, all
// measured in this one run on this machine.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/workload.h"

namespace epiledger::bench {
namespace {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  double baseline = 0;
  // What the goal is about: value ÷ baseline, or baseline + what is allowed.
  double ratio = 0;
  double goal = 0;
  bool met = false;
};

class Bench {
 public:
  Bench(absl::Duration duration, double pgbench)
      : duration_(duration), pgbench_(pgbench) {}

  void RunEngine(Engine engine, const std::string& name, double goal_a,
                 double allowed_alone_ms) {
    const double uniform = Service(engine, 1'000, 256).per_second;
    const double hot = Service(engine, 1, 256).per_second;
    const double a = BestBaseline(engine, Way::kPerRequest);
    const double b = BestBaseline(engine, Way::kRowLocks);
    Ratio(name + ": payments, 256 in flight, over A", uniform, a, goal_a);
    if (engine == Engine::kMariadb) {
      Ratio(name + ": payments, 256 in flight, over B", uniform, b, 3);
    } else {
      Ratio(name + ": payments, 256 in flight, over B", uniform, b, 0);
    }
    Ratio(name + ": one hot allocation, over uniform", hot, uniform, 1);
    if (pgbench_ > 0) {
      Ratio(name + ": payments over pgbench TPC-B", uniform, pgbench_, 3);
    }
    Alone(engine, name, allowed_alone_ms);
  }

  void Print() const {
    for (const Figure& f : figures_) {
      absl::PrintF(
          "%-52s %10.5g %-4s baseline %10.5g  ratio %6.2f  goal %5.2f  %s\n",
          f.name, f.value, f.unit, f.baseline, f.ratio, f.goal,
          f.met ? "met" : "NOT MET");
    }
  }

  void WriteJson(const std::string& file) const {
    std::vector<std::string> rows;
    for (const Figure& f : figures_) {
      rows.push_back(absl::StrFormat(
          "  {\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\", "
          "\"baseline\": %.6g, \"ratio\": %.4g, \"goal\": %.4g, \"met\": %s}",
          f.name, f.value, f.unit, f.baseline, f.ratio, f.goal,
          f.met ? "true" : "false"));
    }
    std::ofstream(file) << "[\n" << absl::StrJoin(rows, ",\n") << "\n]\n";
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  WorkloadResult Measure(const BenchOptions& server_options, int in_flight) {
    BenchServer server(server_options);
    WorkloadOptions options;
    options.in_flight = in_flight;
    options.allocations = server_options.allocations;
    options.duration = duration_;
    const WorkloadResult result = RunWorkload(server, options);
    failed_ |= result.failed > 0;
    return result;
  }

  WorkloadResult Service(Engine engine, int allocations, int in_flight) {
    return Measure({engine, Way::kService, 0, allocations}, in_flight);
  }

  double BestBaseline(Engine engine, Way way) {
    double best = 0;
    for (const int connections : {8, 16, 32}) {
      best = std::max(
          best, Measure({engine, way, connections, 1'000}, 256).per_second);
    }
    return best;
  }

  void Alone(Engine engine, const std::string& name, double allowed_ms) {
    constexpr int kRounds = 2'000;
    constexpr double kMilliseconds = 1'000;
    const double alone = Service(engine, 1'000, 1).median * kMilliseconds;
    const double a =
        Measure({engine, Way::kPerRequest, 1, 1'000}, 1).median * kMilliseconds;
    const double bare =
        BenchServer({engine, Way::kService, 0, 1}).BareCommit(kRounds) *
        kMilliseconds;
    figures_.push_back({name + ": one writer alone, p50, over a bare commit",
                        alone, "ms", bare, alone - bare, allowed_ms,
                        alone - bare <= allowed_ms});
    figures_.push_back({name + ": one writer alone, p50, against A", alone,
                        "ms", a, alone / a, 1, alone <= a});
  }

  void Ratio(const std::string& name, double value, double baseline,
             double goal) {
    const double ratio = value / baseline;
    figures_.push_back(
        {name, value, "/s", baseline, ratio, goal, ratio >= goal});
  }

  const absl::Duration duration_;
  const double pgbench_;
  std::vector<Figure> figures_;
  bool failed_ = false;
};

int Main(int argc, char** argv) {
  CLI::App program("The write promises, each beside its baseline.");
  std::string json;
  std::string engine = "both";
  double seconds = 5;
  double pgbench = 0;
  program.add_option("--json", json, "also write the figures to this file");
  program.add_option("--engine", engine, "sqlite, mariadb or both");
  program.add_option("--seconds", seconds, "how long each figure is measured");
  program.add_option("--pgbench", pgbench,
                     "transactions a second of pgbench TPC-B, measured by run");
  CLI11_PARSE(program, argc, argv);
  Bench bench(absl::Seconds(seconds), pgbench);
  if (engine != "mariadb") {
    bench.RunEngine(Engine::kSqlite, "sqlite", 7, 0.4);
  }
  if (engine != "sqlite") {
    bench.RunEngine(Engine::kMariadb, "mariadb", 10, 0.6);
  }
  bench.Print();
  if (!json.empty()) bench.WriteJson(json);
  if (bench.failed()) {
    std::fprintf(stderr, "calls failed: the figures mean nothing\n");
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace epiledger::bench

int main(int argc, char** argv) { return epiledger::bench::Main(argc, argv); }
