// WorkerPool: a fixed number of threads and a bounded queue, for work that may
// block and must not run on a gRPC thread: reads, mostly.
//
// Thread-safe. The pool is destroyed after the server that feeds it; what is
// still queued then is run first, so that every call gets its answer.
#ifndef EPILEDGER_SERVICES_RPC_WORKER_POOL_H_
#define EPILEDGER_SERVICES_RPC_WORKER_POOL_H_

#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/rpc/caller.h"
#include "services/rpc/method.h"

namespace epiledger::rpc {

class WorkerPool {
 public:
  using Task = absl::AnyInvocable<void() &&>;
  using Question = absl::AnyInvocable<absl::StatusOr<std::string>() &&>;

  // `threads` ≥ 1; at most `queue_limit` tasks wait.
  WorkerPool(int threads, size_t queue_limit);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Runs `task` soon. RESOURCE_EXHAUSTED `OVERLOADED`, with the task dropped,
  // when the queue is full.
  [[nodiscard]] absl::Status Submit(Task task);

  // Runs `question` soon and responds with its answer. Responds OVERLOADED at
  // once when the queue is full, and DEADLINE_EXCEEDED without asking when the
  // call's deadline has passed by the time a thread is free.
  void Answer(const CallContext& context, Respond respond, Question question);

 private:
  void Run();
  // Queues `task` and leaves it empty, or leaves it as it is when the queue is
  // full.
  bool Enqueue(Task& task);

  const size_t queue_limit_;
  absl::Mutex mutex_;
  std::deque<Task> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_WORKER_POOL_H_
