// OverviewWatch: sends the pictures of counties to whoever watches them.
//
// One thread serves them all. A picture goes out as soon as a service has said
// something new or has fallen silent, and limits::kWatchHeartbeat after the
// last one in any case, for the times it carries. All who see the same share
// the same bytes, and who reads slowly gets the newest alone
// (ResponseStream::SendNewest), so that a watcher costs its connection and no
// more.
//
// Thread-safe; nothing blocks but the destructor.
#ifndef EPILEDGER_SERVICES_GATEWAY_OVERVIEW_WATCH_H_
#define EPILEDGER_SERVICES_GATEWAY_OVERVIEW_WATCH_H_

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/clock.h"
#include "services/gateway/county_picture.h"
#include "services/gateway/feeds.h"
#include "services/gateway/sight.h"
#include "services/rpc/caller.h"
#include "services/rpc/stream.h"
#include "services/rpc/token.h"

namespace epiledger::gateway {

class OverviewWatch {
 public:
  // All must outlive the watch, and the watch the server whose streams it
  // serves. Parts are judged by `clock`.
  OverviewWatch(Feeds& feeds, const rpc::TokenVerifier& tokens,
                const Clock& clock);
  ~OverviewWatch();
  OverviewWatch(const OverviewWatch&) = delete;
  OverviewWatch& operator=(const OverviewWatch&) = delete;

  // Sends the county's picture, as the caller may see it, from now until the
  // stream ends. Ends it with
  //   NOT_FOUND           BOOK_NOT_FOUND: no service knows the county
  //   RESOURCE_EXHAUSTED  TOO_MANY_WATCHERS: limits::kMaxWatchers are served,
  //                       or no picture of one more county is kept
  //   UNAUTHENTICATED     TOKEN_EXPIRED, TOKEN_REVOKED: the caller's token
  //                       does not hold any more
  void Add(const std::string& county, const rpc::Caller& caller,
           std::shared_ptr<rpc::ResponseStream> stream);

 private:
  // What the thread waits for. Pictures keep it, however long they live.
  class Signal;
  struct Watcher {
    int64_t id = 0;
    Sight sight;
    std::string token_id;
    absl::Time token_expires;
    std::shared_ptr<rpc::ResponseStream> stream;
    // Nothing was sent to it yet.
    bool is_new = true;
  };
  // What tells one picture from the next, but for its times.
  struct Look {
    int64_t updates = -1;
    std::array<bool, kSourceCount> is_fresh = {};

    bool operator==(const Look&) const = default;
  };
  struct County {
    std::shared_ptr<CountyPicture> picture;
    std::vector<Watcher> watchers;
    // What was sent last, and when.
    Look look;
    // By SteadyNow.
    absl::Duration sent = -absl::InfiniteDuration();
  };
  // A picture, and who gets it.
  struct Round {
    std::shared_ptr<CountyPicture> picture;
    std::vector<Watcher> watchers;
  };

  void Run();
  [[nodiscard]] std::vector<Round> TakeRounds(absl::Duration& next)
      ABSL_LOCKS_EXCLUDED(mutex_);
  [[nodiscard]] Look LookAt(const CountyPicture& picture) const;
  // Whether all who watch get a picture; says in `next` when they will, where
  // it is too early.
  [[nodiscard]] static bool IsDue(const County& county, const Look& look,
                                  absl::Duration now, absl::Duration& next);
  void Send(const Round& round);
  void AddKnown(std::shared_ptr<CountyPicture> picture, Watcher watcher)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Remove(const std::string& county, int64_t id)
      ABSL_LOCKS_EXCLUDED(mutex_);

  Feeds& feeds_;
  const rpc::TokenVerifier& tokens_;
  const Clock& clock_;
  const std::shared_ptr<Signal> signal_;
  absl::Mutex mutex_;
  std::map<std::string, County, std::less<>> counties_ ABSL_GUARDED_BY(mutex_);
  size_t watchers_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t last_id_ ABSL_GUARDED_BY(mutex_) = 0;
  std::thread thread_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_OVERVIEW_WATCH_H_
