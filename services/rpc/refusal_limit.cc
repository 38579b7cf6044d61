#include "services/rpc/refusal_limit.h"

#include <algorithm>

#include "services/limits.h"

namespace epiledger::rpc {

void RefusalLimit::Note(const std::string& person, absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  const auto found = by_person_.find(person);
  if (found != by_person_.end()) {
    order_.splice(order_.end(), order_, found->second);
  } else {
    if (order_.size() >= limits::kMaxRefusalSubjects) {
      by_person_.erase(order_.front().person);
      order_.pop_front();
    }
    order_.push_back({person, {}});
    by_person_[person] = std::prev(order_.end());
  }
  std::deque<absl::Time>& times = order_.back().times;
  times.push_back(now);
  if (times.size() > limits::kMaxRefusals) times.pop_front();
}

absl::Duration RefusalLimit::Wait(const std::string& person, absl::Time now) {
  const absl::ReaderMutexLock lock(&mutex_);
  const auto found = by_person_.find(person);
  if (found == by_person_.end()) return absl::ZeroDuration();
  const std::deque<absl::Time>& times = found->second->times;
  if (times.size() < limits::kMaxRefusals) return absl::ZeroDuration();
  const absl::Duration wait = times.front() + limits::kRefusalWindow - now;
  return std::max(wait, absl::ZeroDuration());
}

}  // namespace epiledger::rpc
