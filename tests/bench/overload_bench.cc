#include "tests/bench/overload_bench.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "services/limits.h"
#include "services/text.h"
#include "tests/bench/bench_server.h"
#include "tests/bench/middle.h"
#include "tests/bench/open_loop.h"
#include "tests/bench/workload.h"

namespace epiledger::bench {
namespace {

constexpr double kTimesThePeak = 10;
constexpr double kOfPeak = 0.9;
// Calls in flight at the peak.
constexpr int kPayers = 256;
constexpr int kClerks = 16;

class OverloadBench {
 public:
  explicit OverloadBench(const OverloadOptions& options) : options_(options) {}

  std::vector<Figure> Run() {
    Ask("payments", 1, kPayers);
    Ask(Concat("sheets of ", options_.sheet), options_.sheet, kClerks);
    return std::move(figures_);
  }

 private:
  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  // Calls a second at the peak.
  double PeakOf(BenchServer& server, int batch, int callers) const {
    WorkloadOptions workload;
    workload.in_flight = callers;
    workload.batch = batch;
    workload.all_or_nothing = batch > 1;
    workload.warm_up = options_.warm_up / 2;
    workload.duration = options_.duration;
    const WorkloadResult result = RunWorkload(server, workload);
    if (result.failed == 0 && result.per_second > 0) {
      return result.per_second / batch;
    }
    (void)std::fprintf(stderr, "no peak: %s\n", result.failure.c_str());
    std::abort();
  }

  void Ask(const std::string& what, int batch, int callers) {
    std::vector<double> peaks;
    std::vector<double> asked;
    std::vector<double> done;
    std::vector<double> refused;
    std::vector<double> told_when;
    std::vector<float> times;
    for (int round = 0; round < options_.rounds; ++round) {
      BenchOptions served;
      served.engine = options_.engine;
      BenchServer server(served);
      peaks.push_back(PeakOf(server, batch, callers));
      const OpenLoopResult result =
          RunOpenLoop(server, {options_.times_the_peak * peaks.back(), batch,
                               options_.warm_up, options_.duration});
      asked.push_back(result.asked);
      done.push_back(result.done);
      refused.push_back(result.refused);
      told_when.push_back(result.told_when);
      times.insert(times.end(), result.refusals.begin(), result.refusals.end());
    }
    const std::string name = Concat(options_.engine_name, ": ", what, ", ");
    const double peak = Middle(std::move(peaks));
    Add(RateAtLeast(name + "at the peak", peak, {}));
    Add(RateOver(name + "asked", Middle(std::move(asked)), peak,
                 kTimesThePeak));
    Add(RateOver(name + "done", Middle(std::move(done)), peak, kOfPeak));
    Add(RateAtLeast(name + "refused", Middle(std::move(refused)), {}));
    // All that the callers could ask was done.
    if (times.empty()) return;
    AddRefusals(name, std::move(times));
    Add(ShareAtLeast(name + "refusals that say when to come back",
                     *std::min_element(told_when.begin(), told_when.end()),
                     100));
  }

  // A refusal is quick that comes sooner than it asks to be asked again.
  void AddRefusals(const std::string& name, std::vector<float> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&times](size_t percent) {
      return static_cast<double>(times[times.size() * percent / 100]);
    };
    Add(TimeWithin(name + "refused, p50", at(50), {}));
    Add(TimeWithin(name + "refused, p99", at(99),
                   absl::ToDoubleMilliseconds(limits::kOverloadRetry)));
  }

  const OverloadOptions options_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureOverload(const OverloadOptions& options) {
  return OverloadBench(options).Run();
}

}  // namespace epiledger::bench
