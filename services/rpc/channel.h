// Channels: the client's side, for services calling each other, the gateway,
// the command line and tests.
#ifndef EPILEDGER_SERVICES_RPC_CHANNEL_H_
#define EPILEDGER_SERVICES_RPC_CHANNEL_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "services/limits.h"
#include "services/rpc/caller.h"
#include "services/rpc/tls.h"

namespace epiledger::rpc {

struct ChannelOptions {
  // `host:port`; the server's certificate must name the host.
  std::string target;
  // `ca` is needed; certificate and key where the server asks for them.
  TlsFiles tls;
  size_t max_response_bytes = limits::kMaxResponseBytes;
  // A connection of its own; otherwise channels that are alike share one.
  bool own_connection = false;
};

// A channel that connects when it is first used. See CheckTlsFiles.
[[nodiscard]] absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(
    const ChannelOptions& options);

// What a call says of itself.
struct CallSettings {
  // A person's token; empty to call as the certificate's service.
  std::string token;
  Language language = Language::kEnglish;
  absl::Duration timeout = limits::kDefaultDeadline;
};

// As gRPC's arguments want a duration.
[[nodiscard]] inline int ToMilliseconds(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

// Puts `settings` on a call that is about to be made.
void Prepare(const CallSettings& settings, grpc::ClientContext& context);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_CHANNEL_H_
