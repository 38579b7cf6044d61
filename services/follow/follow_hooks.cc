#include "services/follow/follow_hooks.h"

#include <memory>
#include <string>
#include <utility>

#include "services/follow/entry_source.h"
#include "services/follow/follower.h"
#include "services/host/log.h"
#include "services/host/program.h"
#include "services/rpc/channel.h"
#include "services/text.h"

namespace epiledger::follow {

host::ServiceHooks FollowHooks(Following following, host::ServiceHooks hooks) {
  struct State {
    Following following;
    host::ServiceHooks others;
    std::string address;
    std::unique_ptr<Follower> follower;
  };
  const auto state = std::make_shared<State>(
      State{std::move(following), std::move(hooks), {}, {}});
  host::ServiceHooks all = state->others;
  all.add_flags = [state](CLI::App& serve) {
    if (state->others.add_flags) state->others.add_flags(serve);
    host::AddFlag(serve, Concat("--", state->following.source), state->address,
                  Concat("host and port of ", state->following.source,
                         ", whose journal is followed"));
  };
  all.started = [state](host::Process& process,
                        const host::ProcessOptions& options) -> absl::Status {
    if (state->others.started) {
      absl::Status started = state->others.started(process, options);
      if (!started.ok()) return started;
    }
    if (state->address.empty()) {
      host::LogError(Concat("without --", state->following.source,
                            " its journal is not followed"));
      return absl::OkStatus();
    }
    rpc::ChannelOptions channel_options;
    channel_options.target = state->address;
    channel_options.tls = options.tls;
    const auto channel = rpc::OpenChannel(channel_options);
    if (!channel.ok()) return channel.status();
    state->follower = std::make_unique<Follower>(
        state->following, AskForEntries(*channel), process.books());
    return absl::OkStatus();
  };
  all.add_figures = [state](metrics::Readings& readings) {
    if (state->others.add_figures) state->others.add_figures(readings);
    if (state->follower == nullptr) return;
    readings.AddAge(state->follower->Age(), state->following.source);
  };
  all.stopping = [state] {
    state->follower.reset();
    if (state->others.stopping) state->others.stopping();
  };
  return all;
}

}  // namespace epiledger::follow
