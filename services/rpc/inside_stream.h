// InsideStream: one of InsideCalls, told message by message. Its reader says
// when it can take the next one, so no more than one is ever on its way.
//
// Thread-safe; nothing blocks.
#ifndef EPILEDGER_SERVICES_RPC_INSIDE_STREAM_H_
#define EPILEDGER_SERVICES_RPC_INSIDE_STREAM_H_

#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"

namespace epiledger::rpc {

// What comes of a call, one thing at a time, on threads of gRPC. Must not
// block.
class InsideReader {
 public:
  virtual ~InsideReader() = default;

  // A message. What follows comes after InsideStream::Next or Cancel; the end
  // may come before when the server has stopped.
  virtual void OnMessage(grpc::ByteBuffer message) = 0;

  // The end, once and last: the status as a client outside gets it, details
  // included. From within Open when the server has stopped.
  virtual void OnEnd(const grpc::Status& status) = 0;
};

class InsideStream {
 public:
  virtual ~InsideStream() = default;

  // Lets what follows a message come; once for each.
  virtual void Next() = 0;

  // The caller is gone: ends the call. OnEnd follows, with CANCELLED unless it
  // had ended before.
  virtual void Cancel() = 0;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_INSIDE_STREAM_H_
