#include "services/rpc/raw_service.h"

#include <utility>

namespace epiledger::rpc {
namespace {

using grpc::internal::RpcMethod;
using grpc::internal::RpcServiceMethod;
using Unary =
    grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>;
using ServerStream =
    grpc::internal::CallbackServerStreamingHandler<grpc::ByteBuffer,
                                                   grpc::ByteBuffer>;

}  // namespace

UnaryEnd::UnaryEnd(UnaryEnd&& other) noexcept
    : reactor_(std::exchange(other.reactor_, nullptr)),
      response_(other.response_) {}

UnaryEnd::~UnaryEnd() {
  if (reactor_ == nullptr) return;
  reactor_->Finish(
      grpc::Status(grpc::StatusCode::INTERNAL, "the call was not answered"));
}

void UnaryEnd::Finish(grpc::Status status, grpc::ByteBuffer response) {
  grpc::ServerUnaryReactor* const reactor = std::exchange(reactor_, nullptr);
  if (reactor == nullptr) return;
  response_->Swap(&response);
  reactor->Finish(std::move(status));
}

RawService::RawService(std::shared_ptr<StreamSet> streams)
    : streams_(std::move(streams)) {}

const char* RawService::Path(const google::protobuf::MethodDescriptor* method) {
  return paths_
      .emplace_back("/" + method->service()->full_name() + "/" + method->name())
      .c_str();
}

// gRPC's Service takes ownership of what these two functions allocate.
void RawService::AddUnary(const google::protobuf::MethodDescriptor* method,
                          UnaryFunction function) {
  AddMethod(std::make_unique<RpcServiceMethod>(Path(method),
                                               RpcMethod::NORMAL_RPC, nullptr)
                .release());
  auto handler = std::make_unique<Unary>(
      [function = std::move(function)](grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) {
        grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
        function(*context, *request, UnaryEnd(reactor, response));
        return reactor;
      });
  MarkMethodRawCallback(methods_++, handler.release());
}

void RawService::AddStream(const google::protobuf::MethodDescriptor* method,
                           StreamFunction function) {
  AddMethod(std::make_unique<RpcServiceMethod>(
                Path(method), RpcMethod::SERVER_STREAMING, nullptr)
                .release());
  auto handler = std::make_unique<ServerStream>(
      [function = std::move(function), streams = streams_](
          grpc::CallbackServerContext* context,
          const grpc::ByteBuffer* request) {
        const OpenedStream opened = OpenStream(context, streams);
        function(*context, *request, opened.stream);
        return opened.reactor;
      });
  MarkMethodRawCallback(methods_++, handler.release());
}

}  // namespace epiledger::rpc
