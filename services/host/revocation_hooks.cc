#include "services/host/revocation_hooks.h"

#include <memory>
#include <string>

#include "services/host/log.h"
#include "services/host/revocations.h"
#include "services/rpc/channel.h"

namespace epiledger::host {

ServiceHooks RevocationHooks() {
  struct State {
    std::string readiness;
    std::string file;
    std::unique_ptr<RevocationFollower> follower;
  };
  const auto state = std::make_shared<State>();
  ServiceHooks hooks;
  hooks.add_flags = [state](CLI::App& serve) {
    AddFlag(serve, "--readiness", state->readiness,
            "host and port of readiness, which knows the revoked tokens");
    AddFlag(serve, "--revocation-list", state->file,
            "where their last list is kept for a restart");
  };
  hooks.started = [state](Process& process,
                          const ProcessOptions& options) -> absl::Status {
    if (state->readiness.empty()) {
      LogError("without --readiness revoked tokens hold until they end");
      return absl::OkStatus();
    }
    rpc::ChannelOptions channel_options;
    channel_options.target = state->readiness;
    channel_options.tls = options.tls;
    const auto channel = rpc::OpenChannel(channel_options);
    if (!channel.ok()) return channel.status();
    state->follower = std::make_unique<RevocationFollower>(
        AskReadiness(*channel), process.tokens(), process.books().clock(),
        state->file);
    return absl::OkStatus();
  };
  hooks.add_figures = [state](metrics::Readings& readings) {
    if (state->follower == nullptr) return;
    state->follower->AddFigures(readings);
  };
  hooks.stopping = [state] { state->follower.reset(); };
  return hooks;
}

}  // namespace epiledger::host
