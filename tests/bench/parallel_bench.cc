#include "tests/bench/parallel_bench.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <utility>

#include "services/rpc/channel.h"
#include "services/text.h"
#include "tests/bench/middle.h"
#include "tests/bench/workload.h"
#include "tests/faults/credentials.h"
#include "tests/faults/funding_server.h"

namespace epiledger::bench {
namespace {

constexpr std::array kCounties = {1, 2, 4, 8};
constexpr int kCountiesOfReplicas = 2;

class ParallelBench {
 public:
  explicit ParallelBench(const ParallelOptions& options) : options_(options) {}

  std::vector<Figure> Run() {
    Counties();
    // A folder of SQLite files belongs to one process.
    if (options_.engine == Engine::kMariadb) Replicas();
    return std::move(figures_);
  }

 private:
  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ": ", what);
  }
  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  double Rate(const std::vector<Door>& doors, std::atomic<int64_t>& numbers) {
    WorkloadOptions workload;
    workload.in_flight = options_.in_flight;
    workload.warm_up = std::min(absl::Seconds(1), options_.duration);
    workload.duration = options_.duration;
    const WorkloadResult result = RunWorkload(doors, numbers, workload);
    if (result.failed == 0) return result.per_second;
    (void)std::fprintf(stderr, "%s\n", result.failure.c_str());
    std::abort();
  }

  void Counties() {
    std::map<int, std::vector<double>> rates;
    for (int round = 0; round < options_.rounds; ++round) {
      for (const int counties : kCounties) {
        BenchOptions served;
        served.engine = options_.engine;
        served.counties = counties;
        BenchServer server(served);
        rates[counties].push_back(Rate(server.Doors(), server.numbers()));
      }
    }
    const double one = Middle(rates[kCounties.front()]);
    Add(RateAtLeast(Named("payments of one county"), one, {}));
    for (const int counties : kCounties) {
      if (counties == kCounties.front()) continue;
      Add(RateOver(
          Named(Concat("payments of ", counties, " counties, against one")),
          Middle(rates[counties]), one, {}));
    }
  }

  void Replicas() {
    std::vector<double> alone;
    std::vector<double> together;
    for (int round = 0; round < options_.rounds; ++round) {
      alone.push_back(RateOfProcesses(1));
      together.push_back(RateOfProcesses(2));
    }
    Add(RateAtLeast(Named("payments of two counties, in a process"),
                    Middle(alone), {}));
    Add(RateOver(Named("the same in two processes, against one"),
                 Middle(together), Middle(alone), {}));
  }

  // Each county is written by one of so many processes on one database.
  double RateOfProcesses(size_t processes) {
    BenchOptions served;
    served.engine = options_.engine;
    served.counties = kCountiesOfReplicas;
    served.store = NewStoreUrl(options_.engine, BenchBook().service, "");
    // Makes the counties, and goes.
    { const BenchServer maker(served); }
    std::vector<std::unique_ptr<faults::FundingServer>> servers;
    for (size_t i = 0; i < processes; ++i) {
      servers.push_back(OrDie(
          faults::FundingServer::Start(credentials_, {served.store, ""})));
    }
    std::vector<Door> doors;
    for (int county = 0; county < kCountiesOfReplicas; ++county) {
      const int port = servers[static_cast<size_t>(county) % processes]->port();
      doors.push_back({[this, port] { return ConnectTo(port); }, county,
                       credentials_.FinanceToken(CountyId(county))});
    }
    std::atomic<int64_t> numbers = 0;
    const double rate = Rate(doors, numbers);
    for (const auto& server : servers) OrDie(server->Stop());
    return rate;
  }

  std::shared_ptr<grpc::Channel> ConnectTo(int port) {
    rpc::ChannelOptions options;
    options.target = Concat("127.0.0.1:", port);
    options.tls = credentials_.edge();
    options.own_connection = true;
    return OrDie(rpc::OpenChannel(options));
  }

  const ParallelOptions options_;
  const faults::Credentials credentials_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureParallel(const ParallelOptions& options) {
  return ParallelBench(options).Run();
}

}  // namespace epiledger::bench
