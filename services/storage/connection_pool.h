// ConnectionPool: up to `capacity` connections of one kind, opened when first
// needed, lent to one user at a time, kept open in between.
//
// Guarantees: a lent connection comes back when its Lease ends; one that was
// dropped is closed instead and its place is free for a new one. While the
// pool is quiet nobody holds a connection.
//
// Threads: any. A Lease belongs to one thread and ends before its pool.
#ifndef EPILEDGER_SERVICES_STORAGE_CONNECTION_POOL_H_
#define EPILEDGER_SERVICES_STORAGE_CONNECTION_POOL_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace epiledger::storage {

template <typename Connection>
class ConnectionPool {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Connection>>()>;

  class Lease {
   public:
    Lease(ConnectionPool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    Lease(Lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)),
          connection_(std::move(other.connection_)) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (pool_ != nullptr) pool_->GiveBack(std::move(connection_));
    }

    // Null after Drop().
    Connection* get() const { return connection_.get(); }
    Connection* operator->() const { return connection_.get(); }
    Connection& operator*() const { return *connection_; }

    // Closes the connection: it is not to be used again.
    void Drop() { connection_.reset(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  ConnectionPool(int capacity, Opener open)
      : capacity_(capacity), open_(std::move(open)) {}

  // Lends a connection; UNAVAILABLE when none came free within `timeout`, or
  // what opening a new one returned.
  absl::StatusOr<Lease> Take(absl::Duration timeout)
      ABSL_LOCKS_EXCLUDED(mutex_) {
    {
      absl::MutexLock lock(&mutex_);
      if (!mutex_.AwaitWithTimeout(
              absl::Condition(this, &ConnectionPool::HasRoom), timeout)) {
        return absl::UnavailableError(
            absl::StrCat("no connection to the store came free in ",
                         absl::FormatDuration(timeout)));
      }
      ++lent_;
      if (!idle_.empty()) {
        // The one used last has the warmest caches.
        std::unique_ptr<Connection> connection = std::move(idle_.back());
        idle_.pop_back();
        return Lease(this, std::move(connection));
      }
    }
    absl::StatusOr<std::unique_ptr<Connection>> opened = open_();
    if (opened.ok()) return Lease(this, *std::move(opened));
    GiveBack(nullptr);
    return opened.status();
  }

  // How many connections are open or being opened.
  int size() const ABSL_LOCKS_EXCLUDED(mutex_) {
    const absl::MutexLock lock(&mutex_);
    return lent_ + static_cast<int>(idle_.size());
  }

  // Closes the connections that nobody holds.
  void CloseIdle() ABSL_LOCKS_EXCLUDED(mutex_) {
    std::vector<std::unique_ptr<Connection>> closing;
    const absl::MutexLock lock(&mutex_);
    closing.swap(idle_);
  }

  // Keeps new users waiting and waits until all connections are back. Returns
  // false, and lets users go on, when they were not within `timeout`.
  bool Quiet(absl::Duration timeout) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    quiet_ = true;
    const bool all_back = mutex_.AwaitWithTimeout(
        absl::Condition(this, &ConnectionPool::AllBack), timeout);
    quiet_ = all_back;
    return all_back;
  }

  // Ends the quiet.
  void Resume() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    quiet_ = false;
  }

 private:
  bool HasRoom() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return !quiet_ && lent_ < capacity_;
  }
  bool AllBack() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return lent_ == 0; }
  // `connection` is null when it was dropped.
  void GiveBack(std::unique_ptr<Connection> connection)
      ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    --lent_;
    if (connection != nullptr) idle_.push_back(std::move(connection));
  }

  const int capacity_;
  const Opener open_;
  mutable absl::Mutex mutex_;
  int lent_ ABSL_GUARDED_BY(mutex_) = 0;
  bool quiet_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::unique_ptr<Connection>> idle_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_CONNECTION_POOL_H_
