#include "tests/bench/open_loop.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "google/rpc/status.pb.h"
#include "services/limits.h"
#include "services/rpc/status.h"

namespace epiledger::bench {
namespace {

constexpr int kPaidAllocations = 1'000;
constexpr int kClocks = 2;
constexpr absl::Duration kTick = absl::Milliseconds(1);
// Longer than a full queue takes on a machine that has other work too.
constexpr absl::Duration kCallTimeout = absl::Seconds(120);
// How long after the warm-up nobody may be refused until all are taken to be
// served.
constexpr absl::Duration kFirstRefusal = absl::Seconds(10);
// Calls that may be on their way: twice what a service takes, but of sheets no
// more than memory holds; a book's queue takes fewer of them.
constexpr int kMostCalls = 2 * limits::kMaxCallsInFlight;
constexpr int kMostPayments = 100'000;

class OpenLoop;

// One call on its way, or what may be sent next.
class Slot {
 public:
  Slot(OpenLoop& loop, FundingStub& stub) : loop_(loop), stub_(stub) {}

  void Send();

 private:
  void Make();
  void Answered(const grpc::Status& status);
  [[nodiscard]] grpc::Status Outcome(const grpc::Status& status) const;

  OpenLoop& loop_;
  FundingStub& stub_;
  // Whether what is to be sent was made, and not done yet.
  bool is_made_ = false;
  funding::v1::CreatePaymentRequest payment_;
  funding::v1::CreatePaymentResponse paid_;
  funding::v1::BatchCreatePaymentsRequest sheet_;
  funding::v1::BatchCreatePaymentsResponse results_;
  std::unique_ptr<grpc::ClientContext> context_;
  absl::Time sent_;
};

class OpenLoop {
 public:
  OpenLoop(BenchServer& server, const OpenLoopOptions& options)
      : server_(server), options_(options) {
    const int slots = std::min(kMostCalls, kMostPayments / options.batch);
    stubs_ = server.Connect(4 + slots / (limits::kMaxStreamsPerConnection / 2));
    for (int i = 0; i < slots; ++i) {
      slots_.push_back(std::make_unique<Slot>(
          *this, *stubs_[static_cast<size_t>(i) % stubs_.size()]));
    }
    const absl::MutexLock lock(&mutex_);
    for (const auto& slot : slots_) free_.push_back(slot.get());
  }

  OpenLoopResult Run() {
    std::vector<std::thread> clocks;
    for (int i = 0; i < kClocks; ++i) {
      clocks.emplace_back([this] { BeginByTheClock(); });
    }
    for (std::thread& clock : clocks) clock.join();
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &OpenLoop::AreAllBack));
    return Result();
  }

  [[nodiscard]] BenchServer& server() { return server_; }
  [[nodiscard]] const OpenLoopOptions& options() const { return options_; }

  void Done(Slot& slot) {
    const absl::MutexLock lock(&mutex_);
    if (IsCounted(absl::Now())) ++done_;
    free_.push_back(&slot);
  }

  void Refused(Slot& slot, absl::Time sent, bool told_when) {
    const absl::Time now = absl::Now();
    const absl::MutexLock lock(&mutex_);
    if (!IsMeasuring()) MeasureFrom(std::max(now, begin_ + options_.warm_up));
    if (IsCounted(now)) {
      told_when_ += told_when ? 1 : 0;
      refusals_.push_back(
          static_cast<float>(absl::ToDoubleMilliseconds(now - sent)));
    }
    free_.push_back(&slot);
  }

 private:
  [[nodiscard]] bool IsCounted(absl::Time now) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return now >= measure_from_ && now < end_;
  }
  [[nodiscard]] bool IsMeasuring() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return measure_from_ < absl::InfiniteFuture();
  }
  void MeasureFrom(absl::Time time) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    measure_from_ = time;
    end_ = time + options_.duration;
  }
  [[nodiscard]] bool IsOver(absl::Time now) {
    const absl::MutexLock lock(&mutex_);
    if (!IsMeasuring() && now >= begin_ + options_.warm_up + kFirstRefusal) {
      MeasureFrom(now);
    }
    return now >= end_;
  }

  [[nodiscard]] bool AreAllBack() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return free_.size() == slots_.size();
  }

  // The last to come back is the first to go: few calls keep few requests.
  Slot* Take() {
    const absl::MutexLock lock(&mutex_);
    if (free_.empty()) return nullptr;
    Slot* const slot = free_.back();
    free_.pop_back();
    if (IsCounted(absl::Now())) ++asked_;
    return slot;
  }

  void BeginByTheClock() {
    double begun = 0;
    for (absl::Time now = begin_; !IsOver(now); now = absl::Now()) {
      const double due =
          options_.per_second / kClocks * absl::ToDoubleSeconds(now - begin_);
      if (begun >= due) {
        absl::SleepFor(kTick);
        continue;
      }
      Slot* const slot = Take();
      if (slot == nullptr) {
        // These are never asked: all who could ask wait.
        begun = due;
        continue;
      }
      slot->Send();
      ++begun;
    }
  }

  OpenLoopResult Result() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const double seconds = absl::ToDoubleSeconds(options_.duration);
    const auto refused = static_cast<double>(refusals_.size());
    std::sort(refusals_.begin(), refusals_.end());
    return {static_cast<double>(asked_) / seconds,
            static_cast<double>(done_) / seconds, refused / seconds,
            refused > 0 ? 100 * static_cast<double>(told_when_) / refused : 100,
            std::move(refusals_)};
  }

  BenchServer& server_;
  const OpenLoopOptions options_;
  std::vector<std::unique_ptr<FundingStub>> stubs_;
  std::vector<std::unique_ptr<Slot>> slots_;
  const absl::Time begin_ = absl::Now();
  absl::Mutex mutex_;
  // From the first refusal on: until then the service is not yet overloaded.
  absl::Time measure_from_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  absl::Time end_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  std::vector<Slot*> free_ ABSL_GUARDED_BY(mutex_);
  int64_t asked_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t done_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t told_when_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<float> refusals_ ABSL_GUARDED_BY(mutex_);
};

void Slot::Make() {
  if (std::exchange(is_made_, true)) return;
  const auto payment = [this] {
    const int64_t number = loop_.server().NextNumber();
    return BenchServer::Payment(static_cast<int>(number % kPaidAllocations),
                                number);
  };
  if (loop_.options().batch == 1) {
    payment_ = payment();
    return;
  }
  sheet_.Clear();
  for (int i = 0; i < loop_.options().batch; ++i) {
    *sheet_.add_requests() = payment();
  }
  sheet_.set_parent(sheet_.requests(0).parent());
  sheet_.set_all_or_nothing(true);
}

void Slot::Send() {
  Make();
  context_ = std::make_unique<grpc::ClientContext>();
  rpc::CallSettings settings;
  settings.token = loop_.server().token();
  settings.timeout = kCallTimeout;
  rpc::Prepare(settings, *context_);
  sent_ = absl::Now();
  const auto answered = [this](const grpc::Status& status) {
    Answered(status);
  };
  if (loop_.options().batch == 1) {
    stub_.async()->CreatePayment(context_.get(), &payment_, &paid_, answered);
  } else {
    stub_.async()->BatchCreatePayments(context_.get(), &sheet_, &results_,
                                       answered);
  }
}

// Of a sheet each line says what became of it, of all-or-none the same.
grpc::Status Slot::Outcome(const grpc::Status& status) const {
  if (!status.ok() || results_.results().empty() ||
      results_.results(0).has_response()) {
    return status;
  }
  const google::rpc::Status& error = results_.results(0).error();
  return {static_cast<grpc::StatusCode>(error.code()), error.message(),
          error.SerializeAsString()};
}

void Slot::Answered(const grpc::Status& status) {
  const grpc::Status outcome = Outcome(status);
  if (outcome.ok()) {
    is_made_ = false;
    return loop_.Done(*this);
  }
  const rpc::Error error = rpc::FromGrpcStatus(outcome);
  if (error.reason != "OVERLOADED") {
    (void)std::fprintf(stderr, "%s %s\n", error.reason.c_str(),
                       outcome.error_message().c_str());
    std::abort();
  }
  loop_.Refused(*this, sent_, error.retry_after.has_value());
}

}  // namespace

OpenLoopResult RunOpenLoop(BenchServer& server,
                           const OpenLoopOptions& options) {
  return OpenLoop(server, options).Run();
}

}  // namespace epiledger::bench
