#include "services/follow/follower.h"

#include <utility>

#include "services/host/log.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::follow {

Follower::Follower(Following following, FetchEntries fetch, book::Books& books)
    : following_(std::move(following)),
      fetch_(std::move(fetch)),
      books_(books),
      thread_([this] { Run(); }) {}

Follower::~Follower() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  wait_.End();
  thread_.join();
}

bool Follower::IsStopping() {
  const absl::MutexLock lock(&mutex_);
  return is_stopping_;
}

void Follower::Run() {
  while (true) {
    const Stopwatch began;
    const bool is_all_known = FollowAll();
    if (is_all_known) {
      const absl::MutexLock lock(&mutex_);
      since_ = began;
    }
    wait_.For(limits::kFollowPoll);
    if (IsStopping()) return;
  }
}

absl::Duration Follower::Age() const {
  const absl::MutexLock lock(&mutex_);
  return since_.Elapsed();
}

bool Follower::FollowAll() {
  bool is_all_known = true;
  for (const journal::BookName& book : books_.List()) {
    if (book.kind != "ledger") continue;
    const auto [at, is_new] = counties_.try_emplace(
        book.county,
        County{CountyFollower(following_, fetch_, books_, book.county)});
    is_all_known = FollowOne(book.county, at->second) && is_all_known;
  }
  return is_all_known;
}

bool Follower::FollowOne(const std::string& county, County& followed) {
  absl::StatusOr<bool> more = true;
  while (more.ok() && *more && !IsStopping()) more = followed.follower.Step();
  // A county may be made in one service before the other.
  const bool is_following = more.ok() || absl::IsNotFound(more.status());
  const bool is_all_known = is_following && !(more.ok() && *more);
  // Once for each kind of trouble: what is wrong now may be another thing.
  const absl::StatusCode trouble =
      is_following ? absl::StatusCode::kOk : more.status().code();
  if (trouble == followed.trouble) return is_all_known;
  followed.trouble = trouble;
  if (is_following) {
    host::LogInfo(Concat(following_.source, " is followed again in ", county));
  } else {
    host::LogError(Concat(following_.source, " cannot be followed in ", county,
                          ": ", std::string(more.status().message())));
  }
  return is_all_known;
}

}  // namespace epiledger::follow
