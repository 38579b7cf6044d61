// IdsInDoubt: request ids of one book that were part of a COMMIT whose answer
// was lost, until the store has told what became of them.
//
// A repetition of such an id must not be called undecided while the store is
// away. Not thread-safe: it belongs to the batch.
#ifndef EPILEDGER_SERVICES_BOOK_IDS_IN_DOUBT_H_
#define EPILEDGER_SERVICES_BOOK_IDS_IN_DOUBT_H_

#include <cstdint>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "services/journal/types.h"

namespace epiledger::book {

class IdsInDoubt {
 public:
  // Beyond limits::kMaxIdsInDoubt the oldest is forgotten.
  void Add(const journal::RequestKey& key);
  void Remove(const journal::RequestKey& key);
  [[nodiscard]] bool Contains(const journal::RequestKey& key) const {
    return order_of_.contains(key);
  }
  [[nodiscard]] bool empty() const { return order_of_.empty(); }

 private:
  int64_t next_ = 0;
  absl::flat_hash_map<journal::RequestKey, int64_t> order_of_;
  std::map<int64_t, journal::RequestKey> by_order_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_IDS_IN_DOUBT_H_
