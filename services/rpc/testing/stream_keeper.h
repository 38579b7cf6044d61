// StreamKeeper: keeps the streams of a test and notes their ends. Thread-safe.
#ifndef EPILEDGER_SERVICES_RPC_TESTING_STREAM_KEEPER_H_
#define EPILEDGER_SERVICES_RPC_TESTING_STREAM_KEEPER_H_

#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/rpc/stream.h"

namespace epiledger::testing {

class StreamKeeper {
 public:
  rpc::StreamHandler Handler() {
    return [this](const rpc::CallContext&, auto, auto stream) {
      {
        const absl::MutexLock lock(&mutex_);
        streams_.push_back(stream);
      }
      stream->OnEnd([this] {
        const absl::MutexLock lock(&mutex_);
        ++ended_;
        streams_.clear();
      });
    };
  }
  std::shared_ptr<rpc::ResponseStream> AwaitOne() {
    const absl::MutexLock lock(&mutex_);
    const auto there = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return !streams_.empty();
    };
    mutex_.Await(absl::Condition(&there));
    return streams_.front();
  }
  bool AwaitEnd() {
    const absl::MutexLock lock(&mutex_);
    const auto over = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return ended_ > 0;
    };
    return mutex_.AwaitWithTimeout(absl::Condition(&over), absl::Seconds(10));
  }

 private:
  absl::Mutex mutex_;
  std::vector<std::shared_ptr<rpc::ResponseStream>> streams_
      ABSL_GUARDED_BY(mutex_);
  int ended_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_SERVICES_RPC_TESTING_STREAM_KEEPER_H_
