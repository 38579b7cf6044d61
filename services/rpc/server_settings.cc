#include "services/rpc/server_settings.h"

#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/call_once.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "google/protobuf/stubs/logging.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/impl/server_builder_option.h"
#include "services/limits.h"
#include "services/rpc/channel.h"

namespace epiledger::rpc {
namespace {

// gRPC's reflection library adds itself to every server of a process that
// links it; this leaves it to those that want it.
class ReflectionOption final : public grpc::ServerBuilderOption {
 public:
  explicit ReflectionOption(bool wanted) : wanted_(wanted) {}

  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>*
                         plugins) override {
    auto reflection =
        std::make_unique<grpc::reflection::ProtoServerReflectionPlugin>();
    std::erase_if(*plugins, [&](const auto& plugin) {
      return plugin->name() == reflection->name();
    });
    if (wanted_) plugins->push_back(std::move(reflection));
  }

 private:
  const bool wanted_;
};

void WriteSeldom(google::protobuf::LogLevel level, const char* file, int line,
                 const std::string& message) {
  static absl::Mutex mutex(absl::kConstInit);
  static absl::Time minute = absl::InfinitePast();
  static int lines = 0;
  const absl::MutexLock lock(&mutex);
  const absl::Time now = absl::Now();
  if (now - minute > absl::Minutes(1)) {
    minute = now;
    lines = 0;
  }
  if (level < google::protobuf::LOGLEVEL_FATAL &&
      ++lines > limits::kMaxLibraryLinesPerMinute) {
    return;
  }
  (void)std::fprintf(stderr, "protobuf %s:%d: %s\n", file, line,
                     message.c_str());
}

}  // namespace

void ApplyLimits(const ServerOptions& options, grpc::ServerBuilder& builder) {
  // gRPC's own limit cuts the call off without a word of explanation; ours
  // explains, so it comes first.
  builder.SetMaxReceiveMessageSize(
      static_cast<int>(2 * options.max_request_bytes));
  builder.SetMaxSendMessageSize(-1);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  struct Argument {
    const char* name;
    int value;
  };
  const Argument arguments[] = {
      {GRPC_ARG_ALLOW_REUSEPORT, 0},
      {GRPC_ARG_MAX_CONCURRENT_STREAMS, limits::kMaxStreamsPerConnection},
      {GRPC_ARG_MAX_METADATA_SIZE, limits::kMaxMetadataBytes},
      {GRPC_ARG_KEEPALIVE_TIME_MS, ToMilliseconds(limits::kKeepaliveTime)},
      {GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
       ToMilliseconds(limits::kKeepaliveTimeout)},
      {GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
       ToMilliseconds(limits::kMinPingInterval)},
      {GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1},
      {GRPC_ARG_MAX_CONNECTION_IDLE_MS,
       ToMilliseconds(limits::kMaxConnectionIdle)},
      {GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
       ToMilliseconds(limits::kHandshakeTimeout)},
  };
  for (const Argument& argument : arguments) {
    builder.AddChannelArgument(argument.name, argument.value);
  }
}

void SetReflection(bool wanted, grpc::ServerBuilder& builder) {
  builder.SetOption(std::make_unique<ReflectionOption>(wanted));
}

void QuietProtobuf() {
  static absl::once_flag once;
  absl::call_once(once, [] { google::protobuf::SetLogHandler(WriteSeldom); });
}

}  // namespace epiledger::rpc
