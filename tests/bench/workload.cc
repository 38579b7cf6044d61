#include "tests/bench/workload.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/rpc/channel.h"

namespace epiledger::bench {
namespace {

using funding::v1::BatchCreatePaymentsRequest;
using funding::v1::BatchCreatePaymentsResponse;
using funding::v1::CreatePaymentRequest;
using funding::v1::CreatePaymentResponse;

// Through one door.
constexpr int kConnections = 4;
// Coprime to the number of allocations: neighbours in time are far apart.
constexpr int64_t kStride = 7'919;

// What the senders of a run share.
struct RunningWorkload {
  std::atomic<int64_t>* numbers = nullptr;
  WorkloadOptions options;
  absl::Time measure_from;
  absl::Time end;
  absl::BlockingCounter* finished = nullptr;
  absl::Mutex mutex;
  int64_t failed ABSL_GUARDED_BY(mutex) = 0;
  std::string failure ABSL_GUARDED_BY(mutex);

  void Fail(int64_t payments, const std::string& why) {
    const absl::MutexLock lock(&mutex);
    if (failed == 0) failure = why;
    failed += payments;
  }
};

// One of the calls in flight: sends, and sends again when answered.
class Sender {
 public:
  // Both must outlive the sender.
  Sender(RunningWorkload& run, const Door& door, FundingStub& stub)
      : run_(run), door_(door), stub_(stub) {}

  void Send() {
    context_ = std::make_unique<grpc::ClientContext>();
    rpc::CallSettings settings;
    settings.token = door_.token;
    rpc::Prepare(settings, *context_);
    if (run_.options.batch == 1) {
      SendOne();
    } else {
      SendBatch();
    }
  }

  [[nodiscard]] const std::vector<float>& latencies() const {
    return latencies_;
  }

 private:
  [[nodiscard]] CreatePaymentRequest Next() const {
    const int64_t number = run_.numbers->fetch_add(1);
    return BenchServer::Payment(
        static_cast<int>(number * kStride % run_.options.allocations), number,
        door_.county);
  }

  void SendOne() {
    request_ = Next();
    sent_ = absl::Now();
    stub_.async()->CreatePayment(context_.get(), &request_, &response_,
                                 [this](const grpc::Status& status) {
                                   if (!status.ok())
                                     run_.Fail(1, status.error_message());
                                   Answered();
                                 });
  }

  void SendBatch() {
    batch_.Clear();
    for (int i = 0; i < run_.options.batch; ++i)
      *batch_.add_requests() = Next();
    batch_.set_parent(batch_.requests(0).parent());
    batch_.set_all_or_nothing(run_.options.all_or_nothing);
    sent_ = absl::Now();
    stub_.async()->BatchCreatePayments(
        context_.get(), &batch_, &results_, [this](const grpc::Status& status) {
          if (!status.ok()) {
            run_.Fail(run_.options.batch, status.error_message());
          } else {
            CountFailed();
          }
          Answered();
        });
  }

  void CountFailed() {
    for (const auto& result : results_.results()) {
      if (!result.has_response()) run_.Fail(1, result.error().message());
    }
  }

  void Answered() {
    const absl::Time now = absl::Now();
    if (now >= run_.measure_from && now < run_.end) {
      latencies_.push_back(
          static_cast<float>(absl::ToDoubleMilliseconds(now - sent_)));
    }
    if (now < run_.end) return Send();
    run_.finished->DecrementCount();
  }

  RunningWorkload& run_;
  const Door& door_;
  FundingStub& stub_;
  CreatePaymentRequest request_;
  CreatePaymentResponse response_;
  BatchCreatePaymentsRequest batch_;
  BatchCreatePaymentsResponse results_;
  std::unique_ptr<grpc::ClientContext> context_;
  absl::Time sent_;
  std::vector<float> latencies_;
};

WorkloadResult ResultOf(RunningWorkload& run, std::vector<float> latencies) {
  WorkloadResult result;
  {
    const absl::MutexLock lock(&run.mutex);
    result.failed = run.failed;
    result.failure = run.failure;
  }
  if (latencies.empty()) return result;
  std::sort(latencies.begin(), latencies.end());
  result.per_second = static_cast<double>(latencies.size()) *
                      run.options.batch /
                      absl::ToDoubleSeconds(run.options.duration);
  result.median = static_cast<double>(latencies[latencies.size() / 2]);
  result.p99 = static_cast<double>(latencies[latencies.size() * 99 / 100]);
  return result;
}

}  // namespace

WorkloadResult RunWorkload(const std::vector<Door>& doors,
                           std::atomic<int64_t>& numbers,
                           const WorkloadOptions& options) {
  std::vector<std::unique_ptr<FundingStub>> stubs;
  const int connections = std::min(
      kConnections * static_cast<int>(doors.size()), options.in_flight);
  for (size_t i = 0; i < static_cast<size_t>(connections); ++i) {
    stubs.push_back(
        std::make_unique<FundingStub>(doors[i % doors.size()].connect()));
  }
  absl::BlockingCounter finished(options.in_flight);
  RunningWorkload run;
  run.numbers = &numbers;
  run.options = options;
  run.measure_from = absl::Now() + options.warm_up;
  run.end = run.measure_from + options.duration;
  run.finished = &finished;
  std::vector<std::unique_ptr<Sender>> senders;
  senders.reserve(static_cast<size_t>(options.in_flight));
  for (size_t i = 0; i < static_cast<size_t>(options.in_flight); ++i) {
    // As many stubs as senders, or so many for each door: their doors agree.
    senders.push_back(std::make_unique<Sender>(run, doors[i % doors.size()],
                                               *stubs[i % stubs.size()]));
  }
  for (const auto& sender : senders) sender->Send();
  finished.Wait();
  std::vector<float> latencies;
  for (const auto& sender : senders) {
    latencies.insert(latencies.end(), sender->latencies().begin(),
                     sender->latencies().end());
  }
  return ResultOf(run, std::move(latencies));
}

WorkloadResult RunWorkload(BenchServer& server,
                           const WorkloadOptions& options) {
  return RunWorkload(server.Doors(), server.numbers(), options);
}

}  // namespace epiledger::bench
