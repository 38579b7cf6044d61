#include "services/book/ids_in_doubt.h"

#include "services/limits.h"

namespace epiledger::book {

void IdsInDoubt::Add(const journal::RequestKey& key) {
  const absl::MutexLock lock(&mutex_);
  if (!order_of_.try_emplace(key, next_).second) return;
  by_order_.emplace(next_++, key);
  if (by_order_.size() <= limits::kMaxIdsInDoubt) return;
  order_of_.erase(by_order_.begin()->second);
  by_order_.erase(by_order_.begin());
}

void IdsInDoubt::Remove(const journal::RequestKey& key) {
  const absl::MutexLock lock(&mutex_);
  const auto found = order_of_.find(key);
  if (found == order_of_.end()) return;
  by_order_.erase(found->second);
  order_of_.erase(found);
}

bool IdsInDoubt::Contains(const journal::RequestKey& key) const {
  const absl::MutexLock lock(&mutex_);
  return order_of_.contains(key);
}

}  // namespace epiledger::book
