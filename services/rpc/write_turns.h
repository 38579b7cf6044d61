// WriteTurns: how many streams of a server write at the same time.
//
// gRPC keeps buffers for every message under way. Where hundreds of streams get
// a picture at once, it is these that make a server large; in turns they take
// the same time all together and the memory of a few.
//
// At most limits::kMaxWritesAtATime write, in the order in which they asked.
// One that takes longer than limits::kMaxWriteTurn loses its place, not its
// write: its client reads slowly, and others shall not wait for it.
//
// Thread-safe; nothing blocks.
#ifndef EPILEDGER_SERVICES_RPC_WRITE_TURNS_H_
#define EPILEDGER_SERVICES_RPC_WRITE_TURNS_H_

#include <deque>
#include <functional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace epiledger::rpc {

class WriteTurns {
 public:
  // Calls `write` when it is `writer`'s turn, from here or from another's End.
  // Every call of it is followed by End(writer), once.
  void Await(const void* writer, std::function<void()> write)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // The write is over.
  void End(const void* writer) ABSL_LOCKS_EXCLUDED(mutex_);

  // Begins the writes for which there is a place, one that a slow write has
  // lost by now among them.
  void Begin() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Turn {
    const void* writer;
    // By SteadyNow.
    absl::Duration began;
  };

  // The next one to begin; empty where there is none.
  [[nodiscard]] std::function<void()> Next() ABSL_LOCKS_EXCLUDED(mutex_);

  absl::Mutex mutex_;
  // Who writes, the earliest first.
  std::deque<Turn> writing_ ABSL_GUARDED_BY(mutex_);
  std::deque<std::pair<const void*, std::function<void()>>> waiting_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_WRITE_TURNS_H_
