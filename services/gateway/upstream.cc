#include "services/gateway/upstream.h"

#include <string_view>
#include <utility>

#include "grpcpp/client_context.h"
#include "services/rpc/bytes.h"
#include "services/rpc/channel.h"

namespace epiledger::gateway {
namespace {

// A call that was never given a connection has its channel's target in place
// of the other side's address, which begins with one of these.
constexpr std::string_view kAddressSchemes[] = {"ipv4:", "ipv6:", "unix:"};

bool MayHaveArrived(const std::string& peer, const std::string& target) {
  for (const std::string_view scheme : kAddressSchemes) {
    if (peer.starts_with(scheme)) return true;
  }
  return !peer.ends_with(target);
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Connect(
    const std::string& target, const rpc::TlsFiles& tls) {
  rpc::ChannelOptions options;
  options.target = target;
  options.tls = tls;
  options.own_connection = true;
  return rpc::OpenChannel(options);
}

}  // namespace

struct Upstream::Call {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
  Done done;
};

absl::StatusOr<std::unique_ptr<Upstream>> Upstream::Open(
    const UpstreamOptions& options) {
  auto edge = Connect(options.target, options.edge);
  if (!edge.ok()) return edge.status();
  auto gateway = Connect(options.target, options.gateway);
  if (!gateway.ok()) return gateway.status();
  return std::unique_ptr<Upstream>(
      new Upstream(options, *std::move(edge), *std::move(gateway)));
}

Upstream::Upstream(const UpstreamOptions& options,
                   std::shared_ptr<grpc::Channel> edge,
                   std::shared_ptr<grpc::Channel> gateway)
    : name_(options.name),
      target_(options.target),
      gateway_(std::move(gateway)),
      edge_stub_(std::move(edge)),
      gateway_stub_(gateway_) {}

void Upstream::Forward(const std::string& path, const rpc::RawCall& call,
                       const grpc::ByteBuffer& request, Done done) {
  auto forwarded = std::make_shared<Call>();
  if (!call.token.empty()) {
    forwarded->context.AddMetadata("authorization", "Bearer " + call.token);
  }
  if (!call.accept_language.empty()) {
    forwarded->context.AddMetadata("accept-language", call.accept_language);
  }
  forwarded->request = request;
  forwarded->done = std::move(done);
  Start(edge_stub_, path, call.deadline, std::move(forwarded));
}

void Upstream::Ask(const std::string& path,
                   const google::protobuf::Message& request,
                   absl::Time deadline, Done done) {
  auto question = std::make_shared<Call>();
  question->request = rpc::ToBuffer(request.SerializeAsString());
  question->done = std::move(done);
  Start(gateway_stub_, path, deadline, std::move(question));
}

void Upstream::Start(grpc::GenericStub& stub, const std::string& path,
                     absl::Time deadline, std::shared_ptr<Call> call) {
  Call& started = *call;
  started.context.set_deadline(absl::ToChronoTime(deadline));
  stub.UnaryCall(
      &started.context, path, grpc::StubOptions(), &started.request,
      &started.response,
      [call = std::move(call), target = target_](grpc::Status status) {
        UpstreamAnswer answer;
        answer.may_have_arrived = MayHaveArrived(call->context.peer(), target);
        if (status.ok()) answer.response = call->response;
        answer.status = std::move(status);
        std::move(call->done)(std::move(answer));
      });
}

}  // namespace epiledger::gateway
