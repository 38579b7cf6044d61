#include "services/gateway/overview_watch.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <utility>

#include "services/gateway/question.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/steady.h"

namespace epiledger::gateway {
namespace {

absl::Status TooManyWatchers() {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_WATCHERS";
  error.metadata = {{"limit", std::to_string(limits::kMaxWatchers)}};
  return rpc::ToStatus(error);
}

}  // namespace

class OverviewWatch::Signal {
 public:
  void Set() { wait_.End(); }
  void Stop() {
    is_stopped_ = true;
    wait_.End();
  }
  // Until it is set, or `deadline` by SteadyNow; false when it is stopped.
  [[nodiscard]] bool Await(absl::Duration deadline) {
    wait_.For(deadline - SteadyNow());
    return !is_stopped_;
  }

 private:
  std::atomic<bool> is_stopped_ = false;
  SteadyWait wait_;
};

OverviewWatch::OverviewWatch(Feeds& feeds, const rpc::TokenVerifier& tokens,
                             const Clock& clock)
    : feeds_(feeds),
      tokens_(tokens),
      clock_(clock),
      signal_(std::make_shared<Signal>()),
      thread_([this] { Run(); }) {}

OverviewWatch::~OverviewWatch() {
  signal_->Stop();
  thread_.join();
}

void OverviewWatch::Add(const std::string& county, const rpc::Caller& caller,
                        std::shared_ptr<rpc::ResponseStream> stream) {
  const std::shared_ptr<CountyPicture> picture = feeds_.Watch(county);
  if (picture == nullptr) {
    stream->Finish(TooManyWatchers());
    return;
  }
  Watcher watcher;
  watcher.sight = SightOfCounty(caller);
  watcher.token_id = caller.token_id;
  watcher.token_expires = caller.token_expires;
  watcher.stream = std::move(stream);
  picture->WhenTried([this, picture, watcher = std::move(watcher)]() mutable {
    if (picture->IsUnknown()) {
      watcher.stream->Finish(CountyNotFound(picture->county()));
    } else {
      AddKnown(picture, std::move(watcher));
    }
  });
}

void OverviewWatch::AddKnown(std::shared_ptr<CountyPicture> picture,
                             Watcher watcher) {
  const std::string name = picture->county();
  const std::shared_ptr<rpc::ResponseStream> stream = watcher.stream;
  int64_t id = 0;
  {
    const absl::MutexLock lock(&mutex_);
    if (watchers_ < limits::kMaxWatchers) {
      ++watchers_;
      id = watcher.id = ++last_id_;
      County& county = counties_[name];
      county.watchers.push_back(std::move(watcher));
      county.picture = picture;
    }
  }
  if (id == 0) {
    stream->Finish(TooManyWatchers());
    return;
  }
  picture->OnUpdate([signal = signal_] { signal->Set(); });
  signal_->Set();
  stream->OnEnd([this, name, id] { Remove(name, id); });
}

void OverviewWatch::Remove(const std::string& county, int64_t id) {
  // Let go of outside the lock: it may be the last that holds the stream.
  std::shared_ptr<rpc::ResponseStream> stream;
  const absl::MutexLock lock(&mutex_);
  const auto found = counties_.find(county);
  if (found == counties_.end()) return;
  std::vector<Watcher>& watchers = found->second.watchers;
  const auto watcher = std::ranges::find(watchers, id, &Watcher::id);
  if (watcher == watchers.end()) return;
  stream = std::move(watcher->stream);
  watchers.erase(watcher);
  --watchers_;
  if (watchers.empty()) counties_.erase(found);
}

void OverviewWatch::Run() {
  absl::Duration next = SteadyNow();
  while (signal_->Await(next)) {
    next = absl::InfiniteDuration();
    for (const Round& round : TakeRounds(next)) Send(round);
  }
}

std::vector<OverviewWatch::Round> OverviewWatch::TakeRounds(
    absl::Duration& next) {
  std::vector<Round> rounds;
  const absl::Duration now = SteadyNow();
  const absl::MutexLock lock(&mutex_);
  for (auto& [name, county] : counties_) {
    next = std::min(next, now + limits::kWatchInterval);
    // What comes between looking and sending is sent again.
    const Look look = LookAt(*county.picture);
    Round round{county.picture, {}};
    if (IsDue(county, look, now, next)) {
      round.watchers = county.watchers;
      county.look = look;
      county.sent = now;
    } else {
      std::ranges::copy_if(county.watchers, std::back_inserter(round.watchers),
                           &Watcher::is_new);
    }
    for (Watcher& watcher : county.watchers) watcher.is_new = false;
    if (!round.watchers.empty()) rounds.push_back(std::move(round));
  }
  return rounds;
}

OverviewWatch::Look OverviewWatch::LookAt(const CountyPicture& picture) const {
  Look look;
  look.updates = picture.updates();
  const Parts parts = picture.parts();
  for (const SourceId source : kSourceIds) {
    look.is_fresh[Index(source)] =
        StaleFrom(parts[Index(source)], clock_.Now()) != absl::InfiniteFuture();
  }
  return look;
}

bool OverviewWatch::IsDue(const County& county, const Look& look,
                          absl::Duration now, absl::Duration& next) {
  if (now >= county.sent + limits::kWatchHeartbeat) return true;
  if (county.look == look) return false;
  const auto watchers = static_cast<int64_t>(county.watchers.size());
  const absl::Duration earliest =
      county.sent + limits::kWatchSpacing * watchers;
  if (now >= earliest) return true;
  next = std::min(next, earliest);
  return false;
}

void OverviewWatch::Send(const Round& round) {
  const absl::Time now = clock_.Now();
  // Watchers of one sight are many, sights are few.
  std::vector<std::pair<Sight, grpc::ByteBuffer>> shown;
  for (const Watcher& watcher : round.watchers) {
    const absl::Status holds =
        tokens_.CheckStillHolds(watcher.token_id, watcher.token_expires);
    if (!holds.ok()) {
      watcher.stream->Finish(holds);
      continue;
    }
    auto bytes = std::ranges::find(shown, watcher.sight,
                                   &std::pair<Sight, grpc::ByteBuffer>::first);
    if (bytes == shown.end()) {
      shown.emplace_back(watcher.sight, rpc::ToBuffer(round.picture->Overview(
                                            watcher.sight, now)));
      bytes = shown.end() - 1;
    }
    watcher.stream->SendNewest(bytes->second);
  }
}

}  // namespace epiledger::gateway
