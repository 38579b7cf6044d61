// RawService: one proto service registered with gRPC method by method as raw
// bytes, so that what cannot be parsed still reaches us, and reflection lists
// the service under its own name.
#ifndef EPILEDGER_SERVICES_RPC_RAW_SERVICE_H_
#define EPILEDGER_SERVICES_RPC_RAW_SERVICE_H_

#include <functional>
#include <list>
#include <memory>
#include <string>

#include "google/protobuf/descriptor.h"
#include "grpcpp/impl/codegen/server_callback_handlers.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "services/rpc/raw_stream.h"
#include "services/rpc/stream.h"

namespace epiledger::rpc {

// Ends a unary call; one that goes away unused ends it with INTERNAL, so that
// no client waits for what nobody will answer.
class UnaryEnd {
 public:
  UnaryEnd(grpc::ServerUnaryReactor* reactor, grpc::ByteBuffer* response)
      : reactor_(reactor), response_(response) {}
  UnaryEnd(UnaryEnd&& other) noexcept;
  UnaryEnd& operator=(UnaryEnd&&) = delete;
  ~UnaryEnd();

  // From any thread, once.
  void Finish(grpc::Status status, grpc::ByteBuffer response);

 private:
  grpc::ServerUnaryReactor* reactor_;
  grpc::ByteBuffer* const response_;
};

// Called on a gRPC thread; must not block. `context` and `request` are there
// until the function returns.
using UnaryFunction =
    std::function<void(const grpc::CallbackServerContext& context,
                       const grpc::ByteBuffer& request, UnaryEnd end)>;
using StreamFunction = std::function<void(
    const grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
    std::shared_ptr<ByteStream> stream)>;

class RawService final : public grpc::Service {
 public:
  // `streams` gets the service's open streams.
  explicit RawService(std::shared_ptr<StreamSet> streams);

  void AddUnary(const google::protobuf::MethodDescriptor* method,
                UnaryFunction function);
  void AddStream(const google::protobuf::MethodDescriptor* method,
                 StreamFunction function);

 private:
  // `/epiledger.funding.v1.FundingService/CreateFund`, kept for gRPC.
  const char* Path(const google::protobuf::MethodDescriptor* method);

  const std::shared_ptr<StreamSet> streams_;
  std::list<std::string> paths_;
  int methods_ = 0;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_RAW_SERVICE_H_
