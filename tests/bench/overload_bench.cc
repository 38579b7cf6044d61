#include "tests/bench/overload_bench.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "grpcpp/alarm.h"
#include "services/rpc/status.h"
#include "services/text.h"
#include "tests/bench/bench_server.h"

namespace epiledger::bench {
namespace {

constexpr int kPayees = 1'000;
constexpr double kOfPeak = 0.9;
constexpr absl::Duration kBeforeLoad = absl::Seconds(2);
constexpr absl::Duration kCallerTimeout = absl::Seconds(30);

// What all callers of a run share.
struct Crowd {
  BenchServer* server = nullptr;
  absl::Time measure_from;
  absl::Time end;
  absl::BlockingCounter* gone = nullptr;
};

// Pays and pays again; comes back later when there was no place.
class CrowdCaller {
 public:
  CrowdCaller(Crowd& crowd, FundingStub& stub) : crowd_(crowd), stub_(stub) {}

  void Pay() {
    const int64_t number = crowd_.server->NextNumber();
    request_ = BenchServer::Payment(static_cast<int>(number % kPayees), number);
    Send();
  }

  [[nodiscard]] int64_t paid() const { return paid_; }
  [[nodiscard]] int64_t refused() const { return refused_; }
  // Milliseconds.
  [[nodiscard]] const std::vector<float>& refusals() const { return refusals_; }

 private:
  void Send() {
    context_ = std::make_unique<grpc::ClientContext>();
    rpc::CallSettings settings;
    settings.token = crowd_.server->token();
    settings.timeout = kCallerTimeout;
    rpc::Prepare(settings, *context_);
    sent_ = absl::Now();
    stub_.async()->CreatePayment(
        context_.get(), &request_, &response_,
        [this](const grpc::Status& status) { Answered(status); });
  }

  void Answered(const grpc::Status& status) {
    const absl::Time now = absl::Now();
    const bool is_counted = now >= crowd_.measure_from && now < crowd_.end;
    if (status.ok()) {
      if (is_counted) ++paid_;
      if (now < crowd_.end) return Pay();
      return Leave();
    }
    const rpc::Error error = rpc::FromGrpcStatus(status);
    if (error.reason != "OVERLOADED" || !error.retry_after.has_value()) {
      (void)std::fprintf(stderr, "%s\n", status.error_message().c_str());
      std::abort();
    }
    if (is_counted) {
      ++refused_;
      refusals_.push_back(
          static_cast<float>(absl::ToDoubleMilliseconds(now - sent_)));
    }
    if (now >= crowd_.end) return Leave();
    // The same payment: it was not decided. The last alarm may still ring.
    alarm_ = std::make_unique<grpc::Alarm>();
    alarm_->Set(absl::ToChronoTime(now + *error.retry_after),
                [this](bool) { Send(); });
  }

  // The caller may be gone when this returns.
  void Leave() { crowd_.gone->DecrementCount(); }

  Crowd& crowd_;
  FundingStub& stub_;
  funding::v1::CreatePaymentRequest request_;
  funding::v1::CreatePaymentResponse response_;
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::Alarm> alarm_;
  absl::Time sent_;
  int64_t paid_ = 0;
  int64_t refused_ = 0;
  std::vector<float> refusals_;
};

// Of one run.
struct CrowdResult {
  double paid_per_second = 0;
  double asked_per_second = 0;
  std::vector<float> refusals;
};

class OverloadBench {
 public:
  explicit OverloadBench(const OverloadOptions& options) : options_(options) {}

  std::vector<Figure> Run() {
    std::vector<double> peak;
    std::vector<double> many;
    std::vector<double> most;
    std::vector<double> asked;
    std::vector<float> refusals;
    for (int round = 0; round < options_.rounds; ++round) {
      peak.push_back(Crowded(options_.peak_callers).paid_per_second);
      many.push_back(Crowded(options_.many_callers).paid_per_second);
      const CrowdResult result = Crowded(options_.most_callers);
      most.push_back(result.paid_per_second);
      asked.push_back(result.asked_per_second);
      refusals.insert(refusals.end(), result.refusals.begin(),
                      result.refusals.end());
    }
    const double best = Middle(std::move(peak));
    Add(RateOver(Named(options_.many_callers, "paid"), Middle(std::move(many)),
                 best, kOfPeak));
    Add(RateOver(Named(options_.most_callers, "paid"), Middle(std::move(most)),
                 best, kOfPeak));
    Add(RateOver(Named(options_.most_callers, "asked"),
                 Middle(std::move(asked)), best, {}));
    if (!refusals.empty()) AddRefusals(std::move(refusals));
    return std::move(figures_);
  }

 private:
  [[nodiscard]] std::string Named(int callers, const std::string& what) const {
    return Concat(options_.engine_name, ": ", callers, " callers, ", what);
  }
  void Add(Figure figure) { figures_.push_back(std::move(figure)); }

  static double Middle(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
  }

  void AddRefusals(std::vector<float> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&times](size_t percent) {
      return static_cast<double>(times[times.size() * percent / 100]);
    };
    const int callers = options_.most_callers;
    Add(TimeWithin(Named(callers, "refused, p50"), at(50), {}));
    Add(TimeWithin(Named(callers, "refused, p99"), at(99), {}));
  }

  CrowdResult Crowded(int callers) {
    BenchOptions served;
    served.engine = options_.engine;
    BenchServer server(served);
    // No more than a connection may have of streams.
    const auto stubs =
        server.Connect(4 + callers / (limits::kMaxStreamsPerConnection / 2));
    absl::BlockingCounter gone(callers);
    Crowd crowd;
    crowd.server = &server;
    crowd.measure_from = absl::Now() + kBeforeLoad;
    crowd.end = crowd.measure_from + options_.duration;
    crowd.gone = &gone;
    std::vector<std::unique_ptr<CrowdCaller>> all;
    for (size_t i = 0; i < static_cast<size_t>(callers); ++i) {
      all.push_back(
          std::make_unique<CrowdCaller>(crowd, *stubs[i % stubs.size()]));
    }
    for (const auto& caller : all) caller->Pay();
    gone.Wait();
    return ResultOf(all);
  }

  [[nodiscard]] CrowdResult ResultOf(
      const std::vector<std::unique_ptr<CrowdCaller>>& all) const {
    CrowdResult result;
    int64_t paid = 0;
    int64_t refused = 0;
    for (const auto& caller : all) {
      paid += caller->paid();
      refused += caller->refused();
      result.refusals.insert(result.refusals.end(), caller->refusals().begin(),
                             caller->refusals().end());
    }
    const double seconds = absl::ToDoubleSeconds(options_.duration);
    result.paid_per_second = static_cast<double>(paid) / seconds;
    result.asked_per_second = static_cast<double>(paid + refused) / seconds;
    return result;
  }

  const OverloadOptions options_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> MeasureOverload(const OverloadOptions& options) {
  return OverloadBench(options).Run();
}

}  // namespace epiledger::bench
