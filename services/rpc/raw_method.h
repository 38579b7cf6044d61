// RawMethod: a method that is served without being judged. Dispatch sees to
// deadline and size alone; the handler gets the bytes as they came, and whoever
// it passes them to decides. The gateway forwards with these; being in the
// server's table, they are listed by reflection like any other.
#ifndef EPILEDGER_SERVICES_RPC_RAW_METHOD_H_
#define EPILEDGER_SERVICES_RPC_RAW_METHOD_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"
#include "services/rpc/stream.h"

namespace epiledger::rpc {

// What is known of a call that nobody has judged.
struct RawCall {
  const google::protobuf::MethodDescriptor* method;
  // The person's token as it came, unverified; empty when there is none.
  std::string token;
  // The metadata `accept-language` as it came.
  std::string accept_language;
  // As in CallContext.
  absl::Time deadline;
  absl::Time received;
};

// Ends a raw call, exactly once, from any thread. Not OK: the buffer is
// ignored, and the status goes out with its details byte for byte.
using RawRespond =
    absl::AnyInvocable<void(grpc::Status status, grpc::ByteBuffer response) &&>;

// Must not block.
using RawHandler = std::function<void(
    const RawCall& call, grpc::ByteBuffer request, RawRespond respond)>;

// As RawHandler, for a server stream.
using RawStreamHandler =
    std::function<void(const RawCall& call, grpc::ByteBuffer request,
                       std::shared_ptr<ByteStream> stream)>;

struct RawMethod {
  const google::protobuf::MethodDescriptor* descriptor;
  // For a unary method.
  RawHandler handler;
  // For a server-streaming method.
  RawStreamHandler stream_handler;
};

using RawMethodTable = std::vector<RawMethod>;

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_RAW_METHOD_H_
