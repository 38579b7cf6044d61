#include "tests/bench/growth_bench.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "services/text.h"
#include "tests/bench/middle.h"
#include "tests/bench/payment_filler.h"
#include "tests/bench/served_alone.h"
#include "tests/bench/workload.h"
#include "tests/faults/credentials.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::bench {
namespace {

constexpr int kGrowthAllocations = 1'000;
// No more than so many times what it was with the fewest entries.
constexpr double kFlat = 1.25;
// What is promised of a start is of so many entries at most, and of the
// verifier of so many at least.
constexpr int64_t kPromisedEntries = 1'000'000;
constexpr char kGrownCounty[] = "counties/990101";

// Payments a second that an auditor's verifier is promised to look at.
double VerifiedGoal(Engine engine) {
  return engine == Engine::kSqlite ? 300'000 : 150'000;
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
    for (int64_t size = options_.fewest; size <= options_.largest; size *= 10) {
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
    for (int round = 0; round < options_.rounds; ++round) {
      const WorkloadResult result = RunWorkload(server, workload);
      if (result.failed > 0 || result.per_second == 0) {
        (void)std::fprintf(stderr, "%s\n", result.failure.c_str());
        std::abort();
      }
      values.push_back(value(result));
    }
    return Middle(std::move(values));
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
    return Middle(server.TakeTimes("GetCountySummary"));
  }

  // --- The built program, on the store as it is now.

  void ServeAndVerify() {
    const ServedAlone served =
        ServeAlone(credentials_, gateway::SourceId::kFunding, store_);
    const absl::Time verify_start = absl::Now();
    (void)OrDie(served.server->VerifyOffline());
    const double verified = static_cast<double>(entries_) /
                            absl::ToDoubleSeconds(absl::Now() - verify_start);
    // In a small book the program's start takes longer than its work.
    std::optional<double> verified_goal;
    if (size_ >= kPromisedEntries) {
      verified_goal = VerifiedGoal(options_.engine);
    }
    AddServedAlone(served, Named(""), size_ <= kPromisedEntries, figures_);
    Add(RateAtLeast(Named("payments verified"), verified, verified_goal));
    // Other data lies in the files of a server.
    if (options_.engine == Engine::kSqlite) {
      Add(SizeWithin(Named("files"), StoredMegabytes(folder_.path()), {}));
    }
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
