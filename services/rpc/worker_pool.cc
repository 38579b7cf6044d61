#include "services/rpc/worker_pool.h"

#include <utility>

#include "absl/time/clock.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {

WorkerPool::WorkerPool(int threads, size_t queue_limit)
    : queue_limit_(queue_limit) {
  threads_.reserve(static_cast<size_t>(threads));
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Run(); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

absl::Status WorkerPool::Submit(Task task) {
  return Enqueue(task) ? absl::OkStatus() : Overloaded();
}

void WorkerPool::Answer(const CallContext& context, Respond respond,
                        Question question) {
  // Shared, because when the queue is full it is still needed here.
  auto shared = std::make_shared<Respond>(std::move(respond));
  Task task = [shared, deadline = context.deadline,
               question = std::move(question)]() mutable {
    if (absl::Now() >= deadline) {
      std::move (*shared)(absl::DeadlineExceededError("waited for a thread"));
      return;
    }
    std::move (*shared)(std::move(question)());
  };
  if (!Enqueue(task)) std::move (*shared)(Overloaded());
}

bool WorkerPool::Enqueue(Task& task) {
  const absl::MutexLock lock(&mutex_);
  if (queue_.size() >= queue_limit_) return false;
  queue_.push_back(std::move(task));
  return true;
}

void WorkerPool::Run() {
  const auto ready = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return stopping_ || !queue_.empty();
  };
  while (true) {
    Task task;
    {
      const absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(&ready));
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    std::move(task)();
  }
}

}  // namespace epiledger::rpc
