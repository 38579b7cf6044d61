#include "tests/bench/picture_watcher.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "services/rpc/channel.h"
#include "services/text.h"

namespace epiledger::bench {
namespace {

constexpr absl::Duration kSeenSoon = absl::Minutes(1);

std::shared_ptr<grpc::Channel> ConnectTo(gateway::GatewayFixture& fixture) {
  rpc::ChannelOptions people;
  people.target = Concat("127.0.0.1:", fixture.gateway().port());
  people.tls = fixture.pki().NoCertificate();
  people.own_connection = true;
  return OrDie(rpc::OpenChannel(people));
}

std::string WatchRequest() {
  command::v1::WatchOverviewRequest request;
  request.set_name("counties/990101");
  return request.SerializeAsString();
}

rpc::CallSettings ForAnHour(const std::string& token) {
  rpc::CallSettings settings;
  settings.token = token;
  settings.timeout = absl::Minutes(59);
  return settings;
}

}  // namespace

PictureWatcher::PictureWatcher(PictureCounty& county)
    : stream_(ConnectTo(county.fixture()),
              "/epiledger.command.v1.HeadquartersService/WatchOverview",
              WatchRequest(), ForAnHour(county.headquarters())),
      thread_([this] { Read(); }) {}

PictureWatcher::~PictureWatcher() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  stream_.Cancel();
  thread_.join();
  (void)stream_.Finish();
}

void PictureWatcher::Read() {
  while (const std::optional<std::string> overview = stream_.Read()) {
    const absl::Time now = absl::Now();
    const PointsShown shown = ShownBy(*overview);
    const absl::MutexLock lock(&mutex_);
    for (size_t i = 0; i < shown.size(); ++i) seen_[i].emplace(shown[i], now);
  }
  const absl::MutexLock lock(&mutex_);
  if (is_stopping_) return;
  (void)std::fprintf(stderr, "the watched picture ended\n");
  std::abort();
}

bool PictureWatcher::IsOver(Wait* wait) {
  wait->watcher->mutex_.AssertHeld();
  const auto& seen = wait->watcher->seen_[gateway::Index(wait->source)];
  return seen.lower_bound(wait->sequence) != seen.end();
}

absl::Time PictureWatcher::SeenAt(gateway::SourceId source, int64_t sequence) {
  Wait wait{source, sequence, this};
  const absl::MutexLock lock(&mutex_);
  if (!mutex_.AwaitWithTimeout(absl::Condition(&IsOver, &wait), kSeenSoon)) {
    (void)std::fprintf(stderr, "a write is not seen\n");
    std::abort();
  }
  return seen_[gateway::Index(source)].lower_bound(sequence)->second;
}

}  // namespace epiledger::bench
