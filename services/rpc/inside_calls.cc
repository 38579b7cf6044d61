#include "services/rpc/inside_calls.h"

#include <utility>

#include "grpcpp/client_context.h"
#include "services/rpc/bytes.h"

namespace epiledger::rpc {
namespace {

void AddMetadata(const std::string& key, const std::string& value,
                 grpc::ClientContext& context) {
  if (!value.empty()) context.AddMetadata(key, value);
}

}  // namespace

struct InsideCalls::Pending {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
  Done done;
};

InsideCalls::InsideCalls(grpc::Server& server)
    : stub_(server.InProcessChannel(grpc::ChannelArguments())) {}

void InsideCalls::Call(const InsideCall& call, Done done) {
  auto pending = std::make_shared<Pending>();
  AddMetadata("authorization", call.authorization, pending->context);
  AddMetadata("accept-language", call.accept_language, pending->context);
  pending->context.set_deadline(absl::ToChronoTime(call.deadline));
  pending->request = ToBuffer(call.request);
  pending->done = std::move(done);
  ++pending_;
  Pending& started = *pending;
  stub_.UnaryCall(
      &started.context, call.path, grpc::StubOptions(), &started.request,
      &started.response,
      [this, pending = std::move(pending)](const grpc::Status& status) {
        InsideAnswer answer;
        answer.code = static_cast<absl::StatusCode>(status.error_code());
        answer.message = status.error_message();
        if (status.ok()) answer.response = ToBytes(pending->response);
        std::move(pending->done)(std::move(answer));
        --pending_;
      });
}

}  // namespace epiledger::rpc
