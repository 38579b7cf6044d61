// IdsInDoubt: request ids of one book that were part of a COMMIT whose answer
// was lost, until the store has told what became of them.
//
// A repetition of such an id must not be called undecided, neither by a batch
// while the store is away nor by a full queue.
//
// Thread-safe: batches change it, callers' threads ask.
#ifndef EPILEDGER_SERVICES_BOOK_IDS_IN_DOUBT_H_
#define EPILEDGER_SERVICES_BOOK_IDS_IN_DOUBT_H_

#include <cstdint>
#include <map>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "services/journal/types.h"

namespace epiledger::book {

class IdsInDoubt {
 public:
  // Beyond limits::kMaxIdsInDoubt the oldest is forgotten.
  void Add(const journal::RequestKey& key) ABSL_LOCKS_EXCLUDED(mutex_);
  void Remove(const journal::RequestKey& key) ABSL_LOCKS_EXCLUDED(mutex_);
  [[nodiscard]] bool Contains(const journal::RequestKey& key) const
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable absl::Mutex mutex_;
  int64_t next_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_map<journal::RequestKey, int64_t> order_of_
      ABSL_GUARDED_BY(mutex_);
  std::map<int64_t, journal::RequestKey> by_order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_IDS_IN_DOUBT_H_
