// Follower: follows another service for every county there is, from a thread
// of its own, until it ends.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_FOLLOW_FOLLOWER_H_
#define EPILEDGER_SERVICES_FOLLOW_FOLLOWER_H_

#include <map>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "services/book/books.h"
#include "services/follow/county_follower.h"
#include "services/follow/following.h"
#include "services/latencies.h"
#include "services/steady.h"

namespace epiledger::follow {

class Follower {
 public:
  // `books` must outlive it.
  Follower(Following following, FetchEntries fetch, book::Books& books);
  // What was read is recorded before it returns.
  ~Follower();
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  // Since a moment of which all is known that every county had; since the start
  // where there was none yet.
  [[nodiscard]] absl::Duration Age() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct County {
    CountyFollower follower;
    // Why it is not followed; OK while it is.
    absl::StatusCode trouble = absl::StatusCode::kOk;
  };

  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  // All counties, each by the pages it has now, as long as nobody stops it.
  // Whether all that they had is known.
  bool FollowAll();
  bool FollowOne(const std::string& county, County& followed);
  [[nodiscard]] bool IsStopping() ABSL_LOCKS_EXCLUDED(mutex_);

  const Following following_;
  const FetchEntries fetch_;
  book::Books& books_;
  // By id; of the thread alone.
  std::map<std::string, County> counties_;

  mutable absl::Mutex mutex_;
  Stopwatch since_ ABSL_GUARDED_BY(mutex_);
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  SteadyWait wait_;
  std::thread thread_;
};

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_FOLLOWER_H_
