// Tells ThreadSanitizer what Abseil's locks do, in the preset tsan alone.
//
// Debian's libabsl_synchronization is compiled without ThreadSanitizer, which
// therefore sees neither its atomics nor its futexes and would report every
// access guarded by an absl::Mutex. The library calls its own functions by
// name, as libgrpc does: those defined here come before the library's in the
// search for a name, so that every lock of the process passes through them.
// Each does what the library's does, between annotations.
//
// Between the annotations of one call nothing is watched. A condition is
// evaluated there, by whichever thread unlocks, so races inside the condition
// functions themselves stay unseen. `Await` is taken to hold the writer's lock.

#include <sanitizer/tsan_interface.h>

#include <type_traits>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "tests/sanitizers/original.h"

// The names of members of this version of the library.
#define EPILEDGER_ABSEIL(mangled) "_ZN4absl7debian3" mangled
#define EPILEDGER_ABSEIL_CONST(mangled) "_ZNK4absl7debian3" mangled

namespace {

using epiledger::sanitizers::Original;

// Constructors are inline and not annotated, so each lock says how it was made.
constexpr unsigned kCreation = __tsan_mutex_not_static;

// How many of these functions this thread is in: the library reaches some of
// them through others, and only the outermost is annotated.
thread_local int depth = 0;

// A call that takes the lock.
class Taking {
 public:
  Taking(void* mutex, unsigned flags) : mutex_(mutex), flags_(flags) {
    if (depth++ == 0) __tsan_mutex_pre_lock(mutex_, flags_ | kCreation);
  }
  Taking(const Taking&) = delete;
  Taking& operator=(const Taking&) = delete;
  ~Taking() {
    if (--depth == 0) __tsan_mutex_post_lock(mutex_, flags_ | kCreation, 0);
  }
  // Says whether trying took it.
  bool Took(bool took) {
    if (!took) flags_ |= __tsan_mutex_try_lock_failed;
    return took;
  }

 private:
  void* const mutex_;
  unsigned flags_;
};

// A call that gives the lock back.
class Giving {
 public:
  Giving(void* mutex, unsigned flags) : mutex_(mutex), flags_(flags) {
    if (depth++ == 0) __tsan_mutex_pre_unlock(mutex_, flags_);
  }
  Giving(const Giving&) = delete;
  Giving& operator=(const Giving&) = delete;
  ~Giving() {
    if (--depth == 0) __tsan_mutex_post_unlock(mutex_, flags_);
  }

 private:
  void* const mutex_;
  const unsigned flags_;
};

// A call that gives the lock back and takes it again.
class Waiting {
 public:
  explicit Waiting(void* mutex) : given_(Give(mutex)), taking_(mutex, 0) {}

 private:
  static bool Give(void* mutex) {
    const Giving giving(mutex, 0);
    return true;
  }
  const bool given_;
  const Taking taking_;
};

}  // namespace

namespace absl {
ABSL_NAMESPACE_BEGIN

Mutex::~Mutex() {
  static const Original<void(Mutex*)> original(EPILEDGER_ABSEIL("5MutexD1Ev"));
  // gRPC counts references with atomics that nobody sees: whoever destroys
  // a lock is taken to come after whoever gave it back last.
  __tsan_acquire(this);
  __tsan_mutex_destroy(this, kCreation);
  original(this);
}

void Mutex::Lock() {
  static const Original<void(Mutex*)> original(
      EPILEDGER_ABSEIL("5Mutex4LockEv"));
  const Taking taking(this, 0);
  original(this);
}

bool Mutex::TryLock() {
  static const Original<bool(Mutex*)> original(
      EPILEDGER_ABSEIL("5Mutex7TryLockEv"));
  Taking taking(this, __tsan_mutex_try_lock);
  return taking.Took(original(this));
}

void Mutex::Unlock() {
  static const Original<void(Mutex*)> original(
      EPILEDGER_ABSEIL("5Mutex6UnlockEv"));
  const Giving giving(this, 0);
  original(this);
}

void Mutex::ReaderLock() {
  static const Original<void(Mutex*)> original(
      EPILEDGER_ABSEIL("5Mutex10ReaderLockEv"));
  const Taking taking(this, __tsan_mutex_read_lock);
  original(this);
}

bool Mutex::ReaderTryLock() {
  static const Original<bool(Mutex*)> original(
      EPILEDGER_ABSEIL("5Mutex13ReaderTryLockEv"));
  Taking taking(this, __tsan_mutex_try_read_lock);
  return taking.Took(original(this));
}

void Mutex::ReaderUnlock() {
  static const Original<void(Mutex*)> original(
      EPILEDGER_ABSEIL("5Mutex12ReaderUnlockEv"));
  const Giving giving(this, __tsan_mutex_read_lock);
  original(this);
}

void Mutex::LockWhen(const Condition& condition) {
  static const Original<void(Mutex*, const Condition*)> original(
      EPILEDGER_ABSEIL("5Mutex8LockWhenERKNS0_9ConditionE"));
  const Taking taking(this, 0);
  original(this, &condition);
}

bool Mutex::LockWhenWithTimeout(const Condition& condition, Duration timeout) {
  static const Original<bool(Mutex*, const Condition*, Duration)> original(
      EPILEDGER_ABSEIL(
          "5Mutex19LockWhenWithTimeoutERKNS0_9ConditionENS0_8DurationE"));
  const Taking taking(this, 0);
  return original(this, &condition, timeout);
}

bool Mutex::LockWhenWithDeadline(const Condition& condition, Time deadline) {
  static const Original<bool(Mutex*, const Condition*, Time)> original(
      EPILEDGER_ABSEIL(
          "5Mutex20LockWhenWithDeadlineERKNS0_9ConditionENS0_4TimeE"));
  const Taking taking(this, 0);
  return original(this, &condition, deadline);
}

void Mutex::ReaderLockWhen(const Condition& condition) {
  static const Original<void(Mutex*, const Condition*)> original(
      EPILEDGER_ABSEIL("5Mutex14ReaderLockWhenERKNS0_9ConditionE"));
  const Taking taking(this, __tsan_mutex_read_lock);
  original(this, &condition);
}

void Mutex::Await(const Condition& condition) {
  static const Original<void(Mutex*, const Condition*)> original(
      EPILEDGER_ABSEIL("5Mutex5AwaitERKNS0_9ConditionE"));
  const Waiting waiting(this);
  original(this, &condition);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  static const Original<bool(Mutex*, const Condition*, Duration)> original(
      EPILEDGER_ABSEIL(
          "5Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE"));
  const Waiting waiting(this);
  return original(this, &condition, timeout);
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  static const Original<bool(Mutex*, const Condition*, Time)> original(
      EPILEDGER_ABSEIL(
          "5Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE"));
  const Waiting waiting(this);
  return original(this, &condition, deadline);
}

void CondVar::Wait(Mutex* mutex) {
  static const Original<void(CondVar*, Mutex*)> original(
      EPILEDGER_ABSEIL("7CondVar4WaitEPNS0_5MutexE"));
  const Waiting waiting(mutex);
  original(this, mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  static const Original<bool(CondVar*, Mutex*, Duration)> original(
      EPILEDGER_ABSEIL("7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE"));
  const Waiting waiting(mutex);
  return original(this, mutex, timeout);
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  static const Original<bool(CondVar*, Mutex*, Time)> original(
      EPILEDGER_ABSEIL("7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE"));
  const Waiting waiting(mutex);
  return original(this, mutex, deadline);
}

// These two also synchronise through an atomic, without their lock.
void Notification::Notify() {
  static const Original<void(Notification*)> original(
      EPILEDGER_ABSEIL("12Notification6NotifyEv"));
  __tsan_release(this);
  original(this);
}

void Notification::WaitForNotification() const {
  static const Original<void(const Notification*)> original(
      EPILEDGER_ABSEIL_CONST("12Notification19WaitForNotificationEv"));
  original(this);
  __tsan_acquire(const_cast<Notification*>(this));
}

bool Notification::WaitForNotificationWithTimeout(Duration timeout) const {
  static const Original<bool(const Notification*, Duration)> original(
      EPILEDGER_ABSEIL_CONST(
          "12Notification30WaitForNotificationWithTimeoutENS0_8DurationE"));
  const bool notified = original(this, timeout);
  if (notified) __tsan_acquire(const_cast<Notification*>(this));
  return notified;
}

bool BlockingCounter::DecrementCount() {
  static const Original<bool(BlockingCounter*)> original(
      EPILEDGER_ABSEIL("15BlockingCounter14DecrementCountEv"));
  __tsan_release(this);
  const bool is_last = original(this);
  if (is_last) __tsan_acquire(this);
  return is_last;
}

void BlockingCounter::Wait() {
  static const Original<void(BlockingCounter*)> original(
      EPILEDGER_ABSEIL("15BlockingCounter4WaitEv"));
  original(this);
  __tsan_acquire(this);
}

ABSL_NAMESPACE_END
}  // namespace absl
