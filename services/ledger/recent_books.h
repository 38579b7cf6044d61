// RecentBooks: what was made of each of the books that were asked about lately,
// kept in memory and brought on by the entries recorded since.
#ifndef EPILEDGER_SERVICES_LEDGER_RECENT_BOOKS_H_
#define EPILEDGER_SERVICES_LEDGER_RECENT_BOOKS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/journal/types.h"
#include "services/limits.h"

namespace epiledger::ledger {

// Whether the entries after `before` up to `now` are few enough to be read: by
// them it then costs less to bring something on than to make it anew.
[[nodiscard]] inline bool IsNear(int64_t before, int64_t now) {
  return before <= now && now - before <= limits::kMaxEntriesReadOn;
}

// A Version is cheap to copy, has the `sequence` it is of, and is nothing when
// it is made by default. Thread-safe.
template <typename Version>
class RecentBooks {
 public:
  // Keeps versions of `room` parts all together.
  explicit RecentBooks(size_t room) : room_(room) {}

  // What is kept of the book; nothing where that is nothing.
  [[nodiscard]] Version Find(const journal::Incarnation& incarnation)
      ABSL_LOCKS_EXCLUDED(mutex_) {
    const absl::MutexLock lock(&mutex_);
    const auto found =
        std::ranges::find(books_, incarnation, &Book::incarnation);
    return found == books_.end() ? Version() : found->version;
  }

  // Keeps it, of so many parts, in place of one that is not of a later
  // sequence; what was asked for least lately goes.
  void Keep(const journal::Incarnation& incarnation, Version version,
            size_t parts) ABSL_LOCKS_EXCLUDED(mutex_) {
    const absl::MutexLock lock(&mutex_);
    const auto found =
        std::ranges::find(books_, incarnation, &Book::incarnation);
    if (found != books_.end()) {
      // Another question may have come further meanwhile.
      if (found->version.sequence > version.sequence) return;
      books_.erase(found);
    }
    books_.push_front({incarnation, std::move(version), parts});
    size_t kept = 0;
    for (auto book = books_.begin(); book != books_.end();) {
      kept += book->parts;
      book = kept > room_ ? books_.erase(book) : std::next(book);
    }
  }

 private:
  struct Book {
    journal::Incarnation incarnation{};
    Version version;
    size_t parts = 0;
  };

  const size_t room_;
  absl::Mutex mutex_;
  // The one asked about last in front.
  std::list<Book> books_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_RECENT_BOOKS_H_
