#include "services/gateway/feeds.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/gateway/failure.h"
#include "services/host/log.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::Message;

constexpr char kHeadPath[] =
    "/epiledger.journal.v1.JournalService/GetCheckpoint";

bool IsAt(const SummaryHead& head, const journal::v1::Checkpoint& checkpoint) {
  return head.read_at.incarnation() == checkpoint.incarnation() &&
         head.read_at.sequence() == checkpoint.sequence();
}

std::string NameOf(SourceId source, const CountyPicture& picture) {
  return Concat("feed ", SourceOf(source).name, "/", picture.county());
}

}  // namespace

Feeds::Feeds(const Upstreams& upstreams, Load load, const Clock& clock)
    : upstreams_(upstreams),
      load_(std::move(load)),
      clock_(clock),
      thread_([this] { Run(); }) {}

Feeds::~Feeds() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  wait_.End();
  thread_.join();
  const absl::MutexLock lock(&mutex_);
  mutex_.Await(absl::Condition(this, &Feeds::IsIdle));
}

std::shared_ptr<CountyPicture> Feeds::Watch(std::string_view county) {
  {
    const absl::MutexLock lock(&mutex_);
    if (const County* const found = Find(county)) return found->picture;
    if (counties_.size() >= limits::kMaxCounties) return nullptr;
  }
  // Reads a file, so not under the lock; a second one who does so loses.
  auto picture =
      std::make_shared<CountyPicture>(std::string(county), load_(county));
  County added;
  added.picture = picture;
  for (const SourceId source : kSourceIds) {
    added.feeds[Index(source)] =
        std::make_unique<Feed>(Feed{.source = source, .picture = picture});
  }
  const absl::MutexLock lock(&mutex_);
  wait_.End();
  return counties_.emplace(std::string(county), std::move(added))
      .first->second.picture;
}

void Feeds::Wake(SourceId source, std::string_view county) {
  if (Watch(county) == nullptr) return;
  const absl::MutexLock lock(&mutex_);
  Feed& feed = *Find(county)->feeds[Index(source)];
  // One among many writes need not wake the thread again.
  if (feed.is_woken) return;
  feed.is_woken = true;
  feed.due = std::min(feed.due, feed.earliest);
  wait_.End();
}

std::vector<std::shared_ptr<CountyPicture>> Feeds::pictures() const {
  const absl::MutexLock lock(&mutex_);
  std::vector<std::shared_ptr<CountyPicture>> pictures;
  for (const auto& [name, county] : counties_) {
    pictures.push_back(county.picture);
  }
  return pictures;
}

Feeds::County* Feeds::Find(std::string_view county) {
  const auto found = counties_.find(county);
  return found == counties_.end() ? nullptr : &found->second;
}

void Feeds::Run() {
  while (true) {
    std::vector<Feed*> due;
    absl::Duration next = absl::InfiniteDuration();
    {
      const absl::MutexLock lock(&mutex_);
      if (is_stopping_) return;
      due = TakeDue(next);
    }
    for (Feed* const feed : due) Ask(*feed);
    if (due.empty()) wait_.For(next - SteadyNow());
  }
}

std::vector<Feeds::Feed*> Feeds::TakeDue(absl::Duration& next) {
  std::vector<Feed*> due;
  const absl::Duration now = SteadyNow();
  for (const auto& [name, county] : counties_) {
    for (const std::unique_ptr<Feed>& feed : county.feeds) {
      if (feed->is_asking) continue;
      if (feed->due > now) {
        next = std::min(next, feed->due);
        continue;
      }
      feed->is_asking = true;
      feed->wants_summary |= std::exchange(feed->is_woken, false);
      ++asking_;
      due.push_back(feed.get());
    }
  }
  return due;
}

void Feeds::Ask(Feed& feed) {
  feed.asked = SteadyNow();
  // By the clock the services judge by: it decides what is due and late.
  const absl::Duration age = clock_.Now() - feed.summary_asked;
  if (feed.wants_summary ||
      absl::AbsDuration(age) >= SourceOf(feed.source).refresh) {
    AskSummary(feed);
  } else {
    AskHead(feed);
  }
}

void Feeds::AskHead(Feed& feed) {
  journal::v1::GetCheckpointRequest request;
  request.set_book(Concat("counties/", feed.picture->county(), "/books/",
                          SourceOf(feed.source).name));
  upstreams_[Index(feed.source)]->Ask(
      kHeadPath, request, absl::Now() + limits::kFeedTimeout,
      [this, &feed, feed_time = clock_.Now()](UpstreamAnswer answer) {
        TakeHead(feed, std::move(answer), feed_time);
      });
}

void Feeds::AskSummary(Feed& feed) {
  feed.wants_summary = true;
  feed.summary_asked = clock_.Now();
  const Source& source = SourceOf(feed.source);
  const Part kept = feed.picture->parts()[Index(feed.source)];
  const std::unique_ptr<Message> request =
      source.make_request({Concat("counties/", feed.picture->county()),
                           {},
                           {},
                           kept.summary.get()});
  upstreams_[Index(feed.source)]->Ask(
      std::string(source.summary_path), *request,
      absl::Now() + limits::kFeedTimeout,
      [this, &feed, kept, feed_time = clock_.Now()](UpstreamAnswer answer) {
        TakeSummary(feed, kept, std::move(answer), feed_time);
      });
}

void Feeds::TakeHead(Feed& feed, UpstreamAnswer answer, absl::Time feed_time) {
  journal::v1::Checkpoint checkpoint;
  if (!answer.status.ok() || !rpc::Parse(answer.response, checkpoint)) {
    Miss(feed, answer);
    return;
  }
  const Part part = feed.picture->parts()[Index(feed.source)];
  if (IsAt(SourceOf(feed.source).head(*part.summary), checkpoint)) {
    feed.picture->Confirm(feed.source, feed_time);
    Settle(feed, true);
  } else {
    AskSummary(feed);
  }
}

void Feeds::TakeSummary(Feed& feed, const Part& kept, UpstreamAnswer answer,
                        absl::Time feed_time) {
  const Source& source = SourceOf(feed.source);
  std::unique_ptr<Message> summary = source.make_summary();
  std::optional<Part> part;
  if (answer.status.ok() && rpc::Parse(answer.response, *summary)) {
    part = source.take(kept, std::move(summary), feed_time);
  }
  if (!part.has_value()) {
    Miss(feed, answer);
    return;
  }
  feed.wants_summary = false;
  feed.picture->Update(feed.source, *std::move(part));
  Settle(feed, true);
}

void Feeds::Miss(Feed& feed, const UpstreamAnswer& answer) {
  const bool is_county_unknown =
      answer.status.error_code() == grpc::StatusCode::NOT_FOUND;
  if (feed.was_reached && !is_county_unknown) {
    host::LogError(Concat(NameOf(feed.source, *feed.picture),
                          " gives nothing, the last figures stay: ",
                          answer.status.error_message()));
  }
  // The summary is asked for when the service is back.
  feed.wants_summary = true;
  feed.picture->Miss(feed.source, is_county_unknown);
  Settle(feed, is_county_unknown);
}

absl::Duration Feeds::IntervalOf(const Feed& feed) const {
  if (feed.wants_summary) return limits::kFeedRetry;
  const auto feeds = static_cast<int64_t>(counties_.size() * kSourceCount);
  return std::clamp(limits::kFeedSpacing * feeds, limits::kFeedInterval,
                    limits::kFeedHeartbeat);
}

std::optional<std::array<absl::Duration, kSourceCount>> Feeds::Ages() const {
  const absl::MutexLock lock(&mutex_);
  if (counties_.empty()) return std::nullopt;
  std::array<absl::Duration, kSourceCount> ages;
  std::transform(answered_.begin(), answered_.end(), ages.begin(),
                 [](const Stopwatch& watch) { return watch.Elapsed(); });
  return ages;
}

void Feeds::Settle(Feed& feed, bool is_reached) {
  if (is_reached && !feed.was_reached) {
    host::LogInfo(Concat(NameOf(feed.source, *feed.picture), " is back"));
  }
  feed.was_reached = is_reached;
  const absl::Duration now = SteadyNow();
  const absl::MutexLock lock(&mutex_);
  // A summary that takes long is asked for less often.
  feed.earliest = now + std::max(limits::kFeedPause,
                                 limits::kFeedRest * (now - feed.asked));
  feed.due = feed.is_woken ? feed.earliest : now + IntervalOf(feed);
  feed.is_asking = false;
  if (is_reached) answered_[Index(feed.source)] = Stopwatch();
  --asking_;
  wait_.End();
}

}  // namespace epiledger::gateway
