// The gRPC side of server streams: a ByteStream on a write reactor, and the set
// of those that are open, so that a draining server can end them and that not
// all of them write at the same time.
#ifndef EPILEDGER_SERVICES_RPC_RAW_STREAM_H_
#define EPILEDGER_SERVICES_RPC_RAW_STREAM_H_

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "services/rpc/stream.h"
#include "services/rpc/write_turns.h"

namespace epiledger::rpc {

class StreamReactor;

// Thread-safe.
class StreamSet {
 public:
  // Ends every open stream, and each that is opened later, with `status`.
  void FinishAll(const grpc::Status& status);

 private:
  friend class StreamReactor;
  void Add(const std::shared_ptr<StreamReactor>& stream);
  void Remove(const std::shared_ptr<StreamReactor>& stream);

  absl::Mutex mutex_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::Status status_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::shared_ptr<StreamReactor>> open_
      ABSL_GUARDED_BY(mutex_);
  WriteTurns turns_;
};

struct OpenedStream {
  // For gRPC; owns itself until the call is over.
  grpc::ServerWriteReactor<grpc::ByteBuffer>* reactor;
  // For the handler. When its last reference goes away unfinished, the stream
  // ends with INTERNAL.
  std::shared_ptr<ByteStream> stream;
};

// Opens the stream of a call, which lives at most limits::kMaxStreamLife.
[[nodiscard]] OpenedStream OpenStream(grpc::CallbackServerContext* context,
                                      std::shared_ptr<StreamSet> set);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_RAW_STREAM_H_
