// StreamClient: reads a server stream as bytes.
#ifndef EPILEDGER_SERVICES_RPC_TESTING_STREAM_CLIENT_H_
#define EPILEDGER_SERVICES_RPC_TESTING_STREAM_CLIENT_H_

#include <memory>
#include <optional>
#include <string>

#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/sync_stream.h"
#include "services/rpc/bytes.h"
#include "services/rpc/channel.h"

namespace epiledger::testing {

class StreamClient {
 public:
  StreamClient(std::shared_ptr<grpc::Channel> channel, const std::string& path,
               const std::string& request, const rpc::CallSettings& settings)
      : channel_(std::move(channel)),
        path_(path),
        method_(path_.c_str(), grpc::internal::RpcMethod::SERVER_STREAMING) {
    rpc::Prepare(settings, context_);
    reader_.reset(grpc::internal::ClientReaderFactory<grpc::ByteBuffer>::Create(
        channel_.get(), method_, &context_, rpc::ToBuffer(request)));
  }

  // The next message; nothing at the end.
  std::optional<std::string> Read() {
    grpc::ByteBuffer message;
    if (!reader_->Read(&message)) return std::nullopt;
    return rpc::ToBytes(message);
  }

  grpc::Status Finish() { return reader_->Finish(); }

  void Cancel() { context_.TryCancel(); }

 private:
  const std::shared_ptr<grpc::Channel> channel_;
  const std::string path_;
  const grpc::internal::RpcMethod method_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<grpc::ByteBuffer>> reader_;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_SERVICES_RPC_TESTING_STREAM_CLIENT_H_
