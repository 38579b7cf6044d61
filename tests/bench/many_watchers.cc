// Many who watch a county's overview, each on a connection of their own, with
// as little work of their own as there can be:
//   many_watchers ADDRESS CA_FILE TOKEN_FILE COUNTY WATCHERS
// It prints `watching` when each has seen an overview, then reads how far into
// funding's book they shall see, and prints `seen` when all of them have.
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "services/rpc/channel.h"
#include "services/rpc/testing/stream_client.h"
#include "tests/bench/shown.h"

namespace epiledger::bench {
namespace {

constexpr absl::Duration kLookAgain = absl::Milliseconds(20);
constexpr size_t kFunding = gateway::Index(gateway::SourceId::kFunding);

class Watcher {
 public:
  Watcher(const rpc::ChannelOptions& gateway, const std::string& request,
          const rpc::CallSettings& settings)
      : stream_(rpc::OpenChannel(gateway).value(),
                "/epiledger.command.v1.HeadquartersService/WatchOverview",
                request, settings),
        thread_([this] { Read(); }) {}
  ~Watcher() {
    stream_.Cancel();
    thread_.join();
    (void)stream_.Finish();
  }

  [[nodiscard]] bool HasSeen(int64_t sequence) const {
    return sequence_ >= sequence;
  }

 private:
  void Read() {
    while (const std::optional<std::string> overview = stream_.Read()) {
      sequence_ = ShownBy(*overview)[kFunding];
    }
  }

  testing::StreamClient stream_;
  std::atomic<int64_t> sequence_ = 0;
  std::thread thread_;
};

void AwaitAll(const std::vector<std::unique_ptr<Watcher>>& watchers,
              int64_t sequence) {
  for (const auto& watcher : watchers) {
    while (!watcher->HasSeen(sequence)) absl::SleepFor(kLookAgain);
  }
}

int Watch(const std::vector<std::string>& arguments) {
  if (arguments.size() != 5) return 2;
  rpc::ChannelOptions gateway;
  gateway.target = arguments[0];
  gateway.tls.ca = arguments[1];
  gateway.own_connection = true;
  rpc::CallSettings settings;
  std::ifstream(arguments[2]) >> settings.token;
  settings.timeout = absl::Minutes(59);
  command::v1::WatchOverviewRequest request;
  request.set_name("counties/" + arguments[3]);
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = std::stoi(arguments[4]); i > 0; --i) {
    watchers.push_back(std::make_unique<Watcher>(
        gateway, request.SerializeAsString(), settings));
  }
  AwaitAll(watchers, 1);
  std::cout << "watching" << std::endl;
  int64_t sequence = 0;
  std::cin >> sequence;
  AwaitAll(watchers, sequence);
  std::cout << "seen" << std::endl;
  return 0;
}

}  // namespace
}  // namespace epiledger::bench

int main(int argc, char** argv) {
  return epiledger::bench::Watch({argv + 1, argv + argc});
}
