#include "services/rpc/channel.h"

#include <chrono>

#include "absl/time/clock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/support/channel_arguments.h"

namespace epiledger::rpc {
absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(
    const ChannelOptions& options) {
  absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> credentials =
      ClientTls(options.tls);
  if (!credentials.ok()) return credentials.status();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(
      static_cast<int>(options.max_response_bytes));
  arguments.SetInt(GRPC_ARG_MAX_METADATA_SIZE, limits::kMaxMetadataBytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS,
                   ToMilliseconds(limits::kKeepaliveTime));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                   ToMilliseconds(limits::kKeepaliveTimeout));
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS,
                   ToMilliseconds(limits::kFirstReconnect));
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS,
                   ToMilliseconds(limits::kHandshakeTimeout));
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS,
                   ToMilliseconds(limits::kMaxReconnect));
  // The address says where to call; a proxy for the web in the environment,
  // which gRPC would use even on loopback, does not lead there.
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // A call that failed is repeated by who made it, with its request id, and by
  // nobody else.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL,
                   options.own_connection ? 1 : 0);
  return grpc::CreateCustomChannel(options.target, *credentials, arguments);
}

void Prepare(const CallSettings& settings, grpc::ClientContext& context) {
  if (!settings.token.empty()) {
    context.AddMetadata("authorization", "Bearer " + settings.token);
  }
  context.AddMetadata("accept-language", settings.language == Language::kChinese
                                             ? "zh-CN"
                                             : "en-US");
  context.set_deadline(std::chrono::system_clock::now() +
                       absl::ToChronoMilliseconds(settings.timeout));
}

}  // namespace epiledger::rpc
