#include "tests/faults/payment_load.h"

#include <utility>

#include "absl/random/random.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/limits.h"

namespace epiledger::faults {
namespace {

constexpr absl::Duration kPausedPoll = absl::Milliseconds(1);
constexpr absl::Duration kBusyTimeout = absl::Seconds(20);

absl::Duration Moment() {
  absl::BitGen random;
  return absl::Microseconds(absl::Uniform(random, 0, 8'000));
}

}  // namespace

PaymentLoad::PaymentLoad(FundingClient& client, ClientHistory& history,
                         PaymentSource& source, Options options)
    : client_(client), history_(history), source_(source), options_(options) {
  for (int i = 0; i < kWriters; ++i) {
    writers_.emplace_back([this, i] { Write(i); });
  }
}

PaymentLoad::~PaymentLoad() { Stop(); }

void PaymentLoad::Stop() {
  stopping_ = true;
  for (std::thread& writer : writers_) writer.join();
  writers_.clear();
}

bool PaymentLoad::WaitUntilBusy() const {
  const absl::Time give_up = absl::Now() + kBusyTimeout;
  while (absl::Now() < give_up) {
    absl::SleepFor(Moment());
    if (in_flight_ >= kLeastInFlight) return true;
  }
  return false;
}

// Awake all the time: a timer or a lock would come too late.
bool PaymentLoad::WaitForNextAnswer() const {
  const absl::Time give_up = absl::Now() + kBusyTimeout;
  const int64_t before = ended_;
  while (ended_ == before) {
    if (absl::Now() > give_up) return false;
    std::this_thread::yield();
  }
  return true;
}

bool PaymentLoad::WaitForMore(int64_t LoadCounts::*what, int64_t count) const {
  const absl::MutexLock lock(&mutex_);
  const int64_t wanted = counts_.*what + count;
  const auto have_come = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return counts_.*what >= wanted;
  };
  return mutex_.AwaitWithTimeout(absl::Condition(&have_come), kBusyTimeout);
}

void PaymentLoad::Write(int writer) {
  while (!stopping_) {
    const Payment payment = source_.Next();
    const absl::Status noted = history_.NoteSending({payment});
    if (!noted.ok()) return Keep(noted);
    while (paused_ && !stopping_) absl::SleepFor(kPausedPoll);
    const bool decided = Pay(payment, writer);
    const absl::MutexLock lock(&mutex_);
    (decided ? decided_ : open_).push_back(payment);
    if (!decided) return;
  }
}

bool PaymentLoad::Pay(const Payment& payment, int writer) {
  FundingClient* const other = options_.other_client;
  Answer other_answer;
  absl::Notification other_answered;
  if (other != nullptr) {
    ++in_flight_;
    other->Start(
        payment, writer,
        [&](Answer answer) {
          other_answer = std::move(answer);
          other_answered.Notify();
        },
        options_.patience);
  }
  bool decided = Send(client_, payment, writer);
  if (other == nullptr) return decided;
  other_answered.WaitForNotification();
  --in_flight_;
  Note(payment, other_answer);
  if (other_answer.kind == Answer::Kind::kAcknowledged) return decided;
  return options_.send_again && Send(*other, payment, writer) && decided;
}

bool PaymentLoad::Send(FundingClient& client, const Payment& payment,
                       int writer) {
  const absl::Time give_up = absl::Now() + kRetryTime;
  for (;;) {
    ++in_flight_;
    const Answer answer = client.Pay(payment, writer, options_.patience);
    ++ended_;
    --in_flight_;
    Note(payment, answer);
    if (answer.kind == Answer::Kind::kAcknowledged) return true;
    if (!options_.send_again || absl::Now() > give_up) return false;
    absl::SleepFor(kRetryPause);
  }
}

void PaymentLoad::Note(const Payment& payment, const Answer& answer) {
  if (answer.kind == Answer::Kind::kAcknowledged) {
    Keep(history_.NoteAnswers({{payment.id, answer.acknowledgement}}));
  }
  const absl::MutexLock lock(&mutex_);
  switch (answer.kind) {
    case Answer::Kind::kAcknowledged:
      ++counts_.acknowledged;
      counts_.replayed += answer.replayed;
      counts_.found_later +=
          answer.time -
              absl::FromUnixMicros(answer.acknowledgement.record_micros) >=
          limits::kReconnectPause;
      break;
    case Answer::Kind::kUndecided:
      ++counts_.undecided;
      counts_.stopping += answer.error.reason == "SERVICE_STOPPING";
      break;
    case Answer::Kind::kUnknown:
      ++counts_.unknown;
      break;
  }
}

void PaymentLoad::Keep(const absl::Status& status) {
  if (status.ok()) return;
  const absl::MutexLock lock(&mutex_);
  if (status_.ok()) status_ = status;
}

std::vector<Payment> PaymentLoad::decided_payments() const {
  const absl::MutexLock lock(&mutex_);
  return decided_;
}

std::vector<Payment> PaymentLoad::open_payments() const {
  const absl::MutexLock lock(&mutex_);
  return open_;
}

LoadCounts PaymentLoad::counts() const {
  const absl::MutexLock lock(&mutex_);
  return counts_;
}

absl::Status PaymentLoad::status() const {
  const absl::MutexLock lock(&mutex_);
  return status_;
}

}  // namespace epiledger::faults
