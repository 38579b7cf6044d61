// Upstream: one service behind the gateway, reached over two connections: as
// `edge` for persons, whose token must be on every call, and as `gateway` for
// the gateway's own questions.
//
// Thread-safe; nothing blocks. May go away while calls are under way.
#ifndef EPILEDGER_SERVICES_GATEWAY_UPSTREAM_H_
#define EPILEDGER_SERVICES_GATEWAY_UPSTREAM_H_

#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"
#include "services/rpc/raw_method.h"
#include "services/rpc/tls.h"

namespace epiledger::gateway {

struct UpstreamOptions {
  // `funding`, `supplies` or `readiness`.
  std::string name;
  // Host and port; the service's certificate must name the host.
  std::string target;
  // The certificates of `edge` and of `gateway`.
  rpc::TlsFiles edge;
  rpc::TlsFiles gateway;
};

// How a call to a service ended.
struct UpstreamAnswer {
  grpc::Status status;
  // Empty unless the status is OK.
  grpc::ByteBuffer response;
  // False when it is certain that the service never heard of the call, since
  // there was no connection to send it on.
  bool may_have_arrived = true;
};

class Upstream {
 public:
  // Called once, on a thread of gRPC; must not block.
  using Done = absl::AnyInvocable<void(UpstreamAnswer) &&>;

  // Connects when it is first used. See rpc::CheckTlsFiles.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Upstream>> Open(
      const UpstreamOptions& options);

  [[nodiscard]] const std::string& name() const { return name_; }

  // The connection as `gateway`.
  [[nodiscard]] const std::shared_ptr<grpc::Channel>& gateway_channel() const {
    return gateway_;
  }

  // Passes a person's call on: bytes, deadline, token and language as they
  // came. `path` is `/package.Service/Method`.
  void Forward(const std::string& path, const rpc::RawCall& call,
               const grpc::ByteBuffer& request, Done done);

  // Asks as `gateway`.
  void Ask(const std::string& path, const google::protobuf::Message& request,
           absl::Time deadline, Done done);

 private:
  struct Call;

  Upstream(const UpstreamOptions& options, std::shared_ptr<grpc::Channel> edge,
           std::shared_ptr<grpc::Channel> gateway);

  void Start(grpc::GenericStub& stub, const std::string& path,
             absl::Time deadline, std::shared_ptr<Call> call);

  const std::string name_;
  const std::string target_;
  const std::shared_ptr<grpc::Channel> gateway_;
  grpc::GenericStub edge_stub_;
  grpc::GenericStub gateway_stub_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_UPSTREAM_H_
