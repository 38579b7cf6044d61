#include "tests/bench/workload.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"
#include "services/rpc/channel.h"

namespace epiledger::bench {
namespace {

constexpr int kConnections = 4;
// Coprime to the number of allocations: neighbours in time are far apart.
constexpr int64_t kStride = 7'919;

// One of the calls in flight: sends, and sends again when answered.
class Sender {
 public:
  struct Shared {
    const BenchServer* server;
    WorkloadOptions options;
    absl::Time measure_from;
    absl::Time end;
    std::atomic<int64_t> next{0};
    std::atomic<int64_t> failed{0};
    absl::BlockingCounter* finished;
  };

  Sender(Shared& shared, BenchServer::Stub& stub)
      : shared_(shared), stub_(stub) {}

  void Send() {
    const int64_t number = shared_.next.fetch_add(1);
    request_ = BenchServer::Payment(
        static_cast<int>(number * kStride % shared_.options.allocations),
        number);
    context_ = std::make_unique<grpc::ClientContext>();
    rpc::CallSettings settings;
    settings.token = shared_.server->token();
    rpc::Prepare(settings, *context_);
    sent_ = absl::Now();
    stub_.async()->CreatePayment(
        context_.get(), &request_, &response_,
        [this](const grpc::Status& status) { Answered(status); });
  }

  [[nodiscard]] const std::vector<float>& latencies() const {
    return latencies_;
  }

 private:
  void Answered(const grpc::Status& status) {
    const absl::Time now = absl::Now();
    if (!status.ok()) ++shared_.failed;
    if (now >= shared_.measure_from && now < shared_.end) {
      latencies_.push_back(
          static_cast<float>(absl::ToDoubleSeconds(now - sent_)));
    }
    if (now < shared_.end) return Send();
    shared_.finished->DecrementCount();
  }

  Shared& shared_;
  BenchServer::Stub& stub_;
  funding::v1::CreatePaymentRequest request_;
  funding::v1::CreatePaymentResponse response_;
  std::unique_ptr<grpc::ClientContext> context_;
  absl::Time sent_;
  std::vector<float> latencies_;
};

}  // namespace

WorkloadResult RunWorkload(BenchServer& server,
                           const WorkloadOptions& options) {
  const auto stubs = server.Connect(std::min(kConnections, options.in_flight));
  absl::BlockingCounter finished(options.in_flight);
  Sender::Shared shared{.server = &server,
                        .options = options,
                        .measure_from = absl::Now() + options.warm_up,
                        .end = absl::Now() + options.warm_up + options.duration,
                        .finished = &finished};
  std::vector<std::unique_ptr<Sender>> senders;
  for (int i = 0; i < options.in_flight; ++i) {
    senders.push_back(std::make_unique<Sender>(
        shared, *stubs[static_cast<size_t>(i) % stubs.size()]));
  }
  for (const auto& sender : senders) sender->Send();
  finished.Wait();
  std::vector<float> all;
  for (const auto& sender : senders) {
    all.insert(all.end(), sender->latencies().begin(),
               sender->latencies().end());
  }
  std::sort(all.begin(), all.end());
  WorkloadResult result;
  result.failed = shared.failed;
  if (all.empty()) return result;
  result.per_second =
      static_cast<double>(all.size()) / absl::ToDoubleSeconds(options.duration);
  result.median = static_cast<double>(all[all.size() / 2]);
  result.p99 = static_cast<double>(all[all.size() * 99 / 100]);
  return result;
}

}  // namespace epiledger::bench
