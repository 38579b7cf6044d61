// PaymentLoad: many writers that pay at once and write down, on disk, what they
// are about to send and what they were told.
//
// Threads: one starts and stops it.
#ifndef EPILEDGER_TESTS_FAULTS_PAYMENT_LOAD_H_
#define EPILEDGER_TESTS_FAULTS_PAYMENT_LOAD_H_

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "tests/faults/funding_client.h"
#include "tests/faults/history.h"
#include "tests/faults/payment_source.h"

namespace epiledger::faults {

// Writers of a load: enough that there are always kLeastInFlight calls soon.
inline constexpr int kWriters = 128;
inline constexpr int kLeastInFlight = 64;

struct LoadCounts {
  // First answers with a receipt.
  int64_t acknowledged = 0;
  // Of these, answered later after their record time than a service that lost
  // its store's answer waits before it asks again: found by asking, but for a
  // few that were slow for other reasons.
  int64_t found_later = 0;
  // Of the acknowledged, repetitions of what an earlier call had done.
  int64_t replayed = 0;
  // Answers that said nothing was decided; of these, that the service stops.
  int64_t undecided = 0;
  int64_t stopping = 0;
  // Answers that left it open or never came.
  int64_t unknown = 0;
};

class PaymentLoad {
 public:
  struct Options {
    // Each payment is sent to this client as well, at the same time.
    FundingClient* other_client = nullptr;
    // A writer sends again what was not decided or left open, until it is
    // decided; otherwise it ends there.
    bool send_again = false;
    // How long a call waits for its answer.
    absl::Duration patience = kPatience;
  };

  // All must outlive the load.
  PaymentLoad(FundingClient& client, ClientHistory& history,
              PaymentSource& source, Options options);
  ~PaymentLoad();

  // Calls that were begun and are not answered.
  [[nodiscard]] int in_flight() const { return in_flight_; }
  // Waits until kLeastInFlight are, and a moment of chance more; false when it
  // does not come to that.
  [[nodiscard]] bool WaitUntilBusy() const;
  // Waits until the next answer arrives and returns at once, while others of
  // its batch may be under way; false when it does not come to that.
  [[nodiscard]] bool WaitForNextAnswer() const;
  // Waits until `count` more decided answers have come, or more calls were left
  // open; false when it does not come to that.
  [[nodiscard]] bool WaitForAnswers(int64_t count) const {
    return WaitForMore(&LoadCounts::acknowledged, count);
  }
  [[nodiscard]] bool WaitForOpenCalls(int64_t count) const {
    return WaitForMore(&LoadCounts::unknown, count);
  }

  // Begins no call until Resume() or Stop().
  void Pause() { paused_ = true; }
  void Resume() { paused_ = false; }

  // Begins nothing new and waits for the writers.
  void Stop();

  // After Stop: what was decided, and what was not or was left open.
  [[nodiscard]] std::vector<Payment> decided_payments() const
      ABSL_LOCKS_EXCLUDED(mutex_);
  [[nodiscard]] std::vector<Payment> open_payments() const
      ABSL_LOCKS_EXCLUDED(mutex_);
  [[nodiscard]] LoadCounts counts() const ABSL_LOCKS_EXCLUDED(mutex_);
  // The first failure to write the history.
  [[nodiscard]] absl::Status status() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  [[nodiscard]] bool WaitForMore(int64_t LoadCounts::*what, int64_t count) const
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Write(int writer);
  // False when the payment stayed open.
  bool Pay(const Payment& payment, int writer);
  // Sends over one client until decided; false when it stayed open.
  bool Send(FundingClient& client, const Payment& payment, int writer);
  void Note(const Payment& payment, const Answer& answer)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Keep(const absl::Status& status) ABSL_LOCKS_EXCLUDED(mutex_);

  FundingClient& client_;
  ClientHistory& history_;
  PaymentSource& source_;
  const Options options_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> paused_ = false;
  std::atomic<int> in_flight_ = 0;
  // Calls over `client_` that ended, before anything is made of it.
  std::atomic<int64_t> ended_ = 0;
  mutable absl::Mutex mutex_;
  LoadCounts counts_ ABSL_GUARDED_BY(mutex_);
  std::vector<Payment> decided_ ABSL_GUARDED_BY(mutex_);
  std::vector<Payment> open_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> writers_;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_PAYMENT_LOAD_H_
