#include "tests/bench/growth_bench.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "services/text.h"
#include "tests/bench/payment_filler.h"
#include "tests/bench/workload.h"
#include "tests/faults/credentials.h"
#include "tests/faults/funding_client.h"
#include "tests/faults/funding_server.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::bench {
namespace {

constexpr int64_t kFewest = 10'000;
constexpr int kGrowthRounds = 3;
constexpr int kGrowthAllocations = 1'000;
// No more than so many times what it was with the fewest entries.
constexpr double kFlat = 1.25;
// Promised of a book of so many entries, and of a service that has nothing to
// do.
constexpr int64_t kPromisedEntries = 1'000'000;
constexpr double kReadyGoal = 2'000;
constexpr double kIdleGoal = 64;
constexpr absl::Duration kIdle = absl::Seconds(2);
constexpr char kGrownCounty[] = "counties/990101";

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// What a process holds in memory, in megabytes.
double ResidentMegabytes(pid_t process) {
  constexpr double kKibibytesPerMegabyte = 1'000'000.0 / 1'024;
  std::ifstream status(Concat("/proc/", process, "/status"));
  for (std::string word; status >> word;) {
    double kibibytes = 0;
    if (word == "VmRSS:" && status >> kibibytes) {
      return kibibytes / kKibibytesPerMegabyte;
    }
  }
  (void)std::fprintf(stderr, "no memory is told of process %d\n", process);
  std::abort();
}

// What lies in a folder, in megabytes.
double StoredMegabytes(const std::string& folder) {
  uintmax_t bytes = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return static_cast<double>(bytes) / 1'000'000;
}

class GrowthBench {
 public:
  explicit GrowthBench(const GrowthOptions& options)
      : options_(options),
        store_(
            NewStoreUrl(options.engine, BenchBook().service, folder_.path())) {}

  std::vector<Figure> Run() {
    for (int64_t size = kFewest; size <= options_.largest; size *= 10) {
      size_ = size;
      GrowAndWrite();
      ServeAndVerify();
    }
    return std::move(figures_);
  }

 private:
  [[nodiscard]] std::string Named(const std::string& what) const {
    return Concat(options_.engine_name, ", 10^",
                  std::lround(std::log10(static_cast<double>(size_))),
                  " entries: ", what);
  }
  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  // A time that is to stay what it was with the fewest entries.
  void AddFlat(const std::string& what, double time) {
    const auto [first, is_first] = first_.emplace(what, time);
    if (is_first) return Add(TimeWithin(Named(what), time, {}));
    Add(TimeGrown(Named(what), time, first->second, kFlat));
  }

  // --- In this process, on the store as it grows.

  void GrowAndWrite() {
    BenchOptions served;
    served.engine = options_.engine;
    served.allocations = kGrowthAllocations;
    served.store = store_;
    served.first_number = next_number_;
    BenchServer server(served);
    Fill(server, size_ - server.Entries(), [&server](int64_t i) {
      const int64_t number = server.NextNumber();
      auto request = BenchServer::Payment(
          static_cast<int>(i % kGrowthAllocations), number);
      request.mutable_payment()->set_payee(Concat("示范药房", number % 1'000));
      return request;
    });
    AddFlat("one writer alone, p50",
            Measure(server, 1, [](const WorkloadResult& result) {
              return result.median;
            }));
    AddFlat("summary of the county, p50", Summary(server));
    AddFlat("a payment, of 256 in flight",
            Measure(server, 256, [](const WorkloadResult& result) {
              return 1'000 / result.per_second;
            }));
    entries_ = server.Entries();
    next_number_ = server.NextNumber();
  }

  // The middle of some rounds, after one to warm up.
  template <typename Value>
  double Measure(BenchServer& server, int in_flight, Value value) {
    WorkloadOptions workload;
    workload.in_flight = in_flight;
    workload.allocations = kGrowthAllocations;
    workload.warm_up = options_.duration / 2;
    workload.duration = options_.duration;
    std::vector<double> values;
    for (int round = 0; round < kGrowthRounds; ++round) {
      const WorkloadResult result = RunWorkload(server, workload);
      if (result.failed > 0 || result.per_second == 0) {
        (void)std::fprintf(stderr, "%s\n", result.failure.c_str());
        std::abort();
      }
      values.push_back(value(result));
    }
    return MedianOf(std::move(values));
  }

  // Milliseconds in the service, a payment after each other.
  double Summary(BenchServer& server) {
    const auto stub = std::move(server.Connect(1).front());
    funding::v1::GetCountySummaryRequest request;
    request.set_name(kGrownCounty);
    for (int i = 0; i <= options_.summaries; ++i) {
      (void)CallOrDie(*stub, &FundingStub::CreatePayment, server.token(),
                      BenchServer::Payment(0, server.NextNumber()));
      (void)CallOrDie(*stub, &FundingStub::GetCountySummary, server.token(),
                      request);
      // The first reads what the book holds, the others what has changed.
      if (i == 0) (void)server.TakeTimes("GetCountySummary");
    }
    return MedianOf(server.TakeTimes("GetCountySummary"));
  }

  // --- The built program, on the store as it is now.

  void ServeAndVerify() {
    const absl::Time start = absl::Now();
    const auto server =
        OrDie(faults::FundingServer::Start(credentials_, {store_, ""}));
    FirstSummary(server->port());
    const double ready = absl::ToDoubleMilliseconds(absl::Now() - start);
    absl::SleepFor(kIdle);
    const double idle = ResidentMegabytes(server->process());
    OrDie(server->Stop());

    const absl::Time verify_start = absl::Now();
    (void)OrDie(server->VerifyOffline());
    const double verified = static_cast<double>(entries_) /
                            absl::ToDoubleSeconds(absl::Now() - verify_start);
    std::optional<double> ready_goal;
    if (size_ <= kPromisedEntries) ready_goal = kReadyGoal;
    // In a small book the program's start takes longer than its work.
    std::optional<double> verified_goal;
    if (size_ >= kPromisedEntries) verified_goal = options_.verified;
    Add(TimeWithin(Named("started, first summary"), ready, ready_goal));
    Add(SizeWithin(Named("memory, idle"), idle, kIdleGoal));
    Add(RateAtLeast(Named("payments verified"), verified, verified_goal));
    // Other data lies in the files of a server.
    if (options_.engine == Engine::kSqlite) {
      Add(SizeWithin(Named("files"), StoredMegabytes(folder_.path()), {}));
    }
  }

  void FirstSummary(int port) {
    const auto client =
        OrDie(faults::FundingClient::Connect(credentials_, port, 1));
    funding::v1::GetCountySummaryRequest request;
    request.set_name(kGrownCounty);
    funding::v1::CountySummary response;
    OrDie(client->Call(&FundingStub::GetCountySummary,
                       credentials_.clerk_token(0), request, response));
  }

  const GrowthOptions options_;
  const testing::TemporaryDirectory folder_;
  const faults::Credentials credentials_;
  const std::string store_;
  int64_t size_ = 0;
  int64_t entries_ = 0;
  int64_t next_number_ = 0;
  // Times with the fewest entries, by what was measured.
  std::map<std::string, double> first_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureGrowth(const GrowthOptions& options) {
  return GrowthBench(options).Run();
}

}  // namespace epiledger::bench
