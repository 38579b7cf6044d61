// Server streams: what a handler of a streaming method writes to.
//
// Messages are queued, at most limits::kMaxStreamBacklog; a client that reads
// slower than that is cut off with CANCELLED and reconnects. Where a message
// makes those before it worthless, SendNewest lets it take their place.
//
// Thread-safe; nothing blocks.
#ifndef EPILEDGER_SERVICES_RPC_STREAM_H_
#define EPILEDGER_SERVICES_RPC_STREAM_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"
#include "services/rpc/caller.h"

namespace epiledger::rpc {

// The stream as bytes, with gRPC's own statuses.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // Queues a message. False when the stream has ended, or ends now because the
  // client reads too slowly.
  virtual bool Send(grpc::ByteBuffer message) = 0;

  // Queues a message in place of all that wait, so that a slow client gets the
  // newest alone; what is being written is written to its end. The bytes are
  // shared with whoever else sends the same buffer. False as Send, and when
  // the client has not taken the message before for limits::kMaxWriteWait.
  virtual bool SendNewest(const grpc::ByteBuffer& message) = 0;

  // Ends the stream after what is queued; later calls change nothing.
  virtual void Finish(grpc::Status status) = 0;

  // Calls `on_end` once, when the stream has ended for whatever reason; at
  // once when it already has, but never from within Send or Finish. One
  // function a stream.
  virtual void OnEnd(std::function<void()> on_end) = 0;
};

// The stream of a method behind dispatch: serialised responses, and errors
// made with error.h.
class ResponseStream {
 public:
  virtual ~ResponseStream() = default;
  virtual bool Send(std::string response) = 0;
  virtual bool SendNewest(const grpc::ByteBuffer& response) = 0;
  // OK ends the stream normally.
  virtual void Finish(absl::Status status) = 0;
  virtual void OnEnd(std::function<void()> on_end) = 0;
};

// Runs a stream whose caller is allowed and whose request is well formed. Must
// not block; keeps `stream` and sends from any thread, and lets go of it when
// it has ended: a server that drains waits for that. When the last reference
// goes away unfinished, the stream ends with INTERNAL. `context.deadline` is
// the end of the stream's life.
using StreamHandler =
    std::function<void(const CallContext& context,
                       std::shared_ptr<const google::protobuf::Message> request,
                       std::shared_ptr<ResponseStream> stream)>;

struct StreamMethod {
  const google::protobuf::MethodDescriptor* descriptor;
  StreamHandler handler;
};

using StreamTable = std::vector<StreamMethod>;

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_STREAM_H_
