#include "tests/faults/resending.h"

#include <atomic>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/text.h"

namespace epiledger::faults {
namespace {

constexpr int kThreads = 64;

// Sends payments again from several threads, each taking the next.
class Resending {
 public:
  Resending(FundingClient& client, ClientHistory& history,
            const std::vector<Payment>& payments)
      : client_(client), history_(history), payments_(payments) {}

  absl::StatusOr<ReplayCounts> Run() {
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([this, i] { Work(i); });
    }
    for (std::thread& thread : threads) thread.join();
    const absl::MutexLock lock(&mutex_);
    if (!status_.ok()) return status_;
    return counts_;
  }

 private:
  void Work(int worker) {
    for (size_t i = next_++; i < payments_.size(); i = next_++) {
      const absl::Status status = Send(payments_[i], worker);
      const absl::MutexLock lock(&mutex_);
      if (status_.ok()) status_ = status;
      if (!status_.ok()) return;
    }
  }

  absl::Status Send(const Payment& payment, int worker) {
    const absl::Time give_up = absl::Now() + kRetryTime;
    Answer answer;
    while (absl::Now() < give_up) {
      answer = client_.Pay(payment, worker);
      if (answer.kind == Answer::Kind::kAcknowledged) {
        Count(answer);
        return history_.NoteAnswers({{payment.id, answer.acknowledgement}});
      }
      absl::SleepFor(kRetryPause);
    }
    return absl::UnavailableError(
        Concat(payment.id, " stays open: ", answer.error.reason));
  }

  void Count(const Answer& answer) {
    const absl::MutexLock lock(&mutex_);
    ++counts_.sent;
    ++(answer.replayed ? counts_.replayed : counts_.decided_now);
  }

  FundingClient& client_;
  ClientHistory& history_;
  const std::vector<Payment>& payments_;
  std::atomic<size_t> next_ = 0;
  absl::Mutex mutex_;
  ReplayCounts counts_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

absl::StatusOr<ReplayCounts> SendAgain(FundingClient& client,
                                       ClientHistory& history,
                                       const std::vector<Payment>& payments) {
  return Resending(client, history, payments).Run();
}

}  // namespace epiledger::faults
