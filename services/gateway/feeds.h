// Feeds: ask every service about every county, again and again, so that the
// pictures are no older than the services allow.
//
// A feed asks for the head of the service's book, which costs little, and for
// the summary when the head has moved, or when figures change with time alone.
// A write that passed through this gateway wakes its feed, so that headquarters
// sees it at once; what came in elsewhere is seen within limits::kFeedInterval,
// or later where there are so many feeds that asking that often would be a
// load of its own (limits::kFeedSpacing).
//
// Thread-safe. Nothing blocks but the destructor, and the first Watch of a
// county, which reads its file.
#ifndef EPILEDGER_SERVICES_GATEWAY_FEEDS_H_
#define EPILEDGER_SERVICES_GATEWAY_FEEDS_H_

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/clock.h"
#include "services/gateway/county_picture.h"
#include "services/gateway/forward.h"
#include "services/gateway/source.h"
#include "services/gateway/upstream.h"
#include "services/latencies.h"
#include "services/steady.h"

namespace epiledger::gateway {

class Feeds {
 public:
  // What is known of a county when its feeds begin.
  using Load = std::function<Parts(std::string_view county)>;

  // `upstreams` and `clock`, which feed times are told by, must outlive the
  // feeds.
  Feeds(const Upstreams& upstreams, Load load, const Clock& clock);
  // Waits for the questions under way, limits::kFeedTimeout at most.
  ~Feeds();
  Feeds(const Feeds&) = delete;
  Feeds& operator=(const Feeds&) = delete;

  // The picture of a county, whose feeds run from now on; null when there are
  // limits::kMaxCounties already and it is none of them.
  std::shared_ptr<CountyPicture> Watch(std::string_view county)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Something was written: asks soon. Begins the county's feeds.
  void Wake(SourceId source, std::string_view county)
      ABSL_LOCKS_EXCLUDED(mutex_);

  [[nodiscard]] std::vector<std::shared_ptr<CountyPicture>> pictures() const
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Since a service last answered a question, by source; since the start where
  // it has not yet. Nothing while there is no county to ask about.
  [[nodiscard]] std::optional<std::array<absl::Duration, kSourceCount>> Ages()
      const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // One service's view of one county. The questions under way belong to
  // whoever set `is_asking`.
  struct Feed {
    SourceId source;
    std::shared_ptr<CountyPicture> picture;
    bool is_asking = false;
    // Something was written since the last question began.
    bool is_woken = false;
    // By SteadyNow, as the two below.
    absl::Duration due = -absl::InfiniteDuration();
    // No question before, however often it is woken.
    absl::Duration earliest = -absl::InfiniteDuration();
    // Belong to the question under way.
    absl::Duration asked = -absl::InfiniteDuration();
    bool wants_summary = true;
    absl::Time summary_asked = absl::InfinitePast();
    bool was_reached = true;
  };
  struct County {
    std::shared_ptr<CountyPicture> picture;
    std::array<std::unique_ptr<Feed>, kSourceCount> feeds;
  };

  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  [[nodiscard]] std::vector<Feed*> TakeDue(absl::Duration& next)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  County* Find(std::string_view county) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  void Ask(Feed& feed);
  void AskHead(Feed& feed);
  void AskSummary(Feed& feed);
  void TakeHead(Feed& feed, UpstreamAnswer answer, absl::Time feed_time);
  // `kept` was there when it was asked for.
  void TakeSummary(Feed& feed, const Part& kept, UpstreamAnswer answer,
                   absl::Time feed_time);
  void Miss(Feed& feed, const UpstreamAnswer& answer);
  // Until the next question, when nothing wakes the feed.
  [[nodiscard]] absl::Duration IntervalOf(const Feed& feed) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // Ends what Ask began.
  void Settle(Feed& feed, bool is_reached) ABSL_LOCKS_EXCLUDED(mutex_);

  [[nodiscard]] bool IsIdle() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return asking_ == 0;
  }

  const Upstreams upstreams_;
  const Load load_;
  const Clock& clock_;
  mutable absl::Mutex mutex_;
  std::map<std::string, County, std::less<>> counties_ ABSL_GUARDED_BY(mutex_);
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::array<Stopwatch, kSourceCount> answered_ ABSL_GUARDED_BY(mutex_);
  int asking_ ABSL_GUARDED_BY(mutex_) = 0;
  // Ended when the thread has something to look at.
  SteadyWait wait_;
  std::thread thread_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_FEEDS_H_
