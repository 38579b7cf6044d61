// AllocationIndex: the allocation books that were asked for lately.
//
// A list with totals looks at every allocation of its county. What a book says
// of them is kept in memory with the sequence it was read at, and brought on by
// the entries recorded since: the answer is the same as if it were read anew,
// for entries are all that changes it, and they never change.
#ifndef EPILEDGER_SERVICES_FUNDING_ALLOCATION_INDEX_H_
#define EPILEDGER_SERVICES_FUNDING_ALLOCATION_INDEX_H_

#include <cstdint>
#include <deque>
#include <list>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/funding/allocation_book.h"
#include "services/host/read_context.h"
#include "services/journal/types.h"

namespace epiledger::funding {

// Thread-safe.
class AllocationIndex {
 public:
  // As ReadAllocationBook. A question about an earlier day is read anew.
  [[nodiscard]] absl::StatusOr<std::shared_ptr<const AllocationBook>> At(
      host::ReadContext& context);

 private:
  using BookPointer = std::shared_ptr<const AllocationBook>;
  // All that is known at a sequence.
  struct Version {
    int64_t sequence = 0;
    BookPointer book;
  };
  // A county's, the one asked for last in front.
  struct Versions {
    journal::Incarnation incarnation{};
    std::deque<Version> versions;
  };

  // The newest version up to `sequence` from which it is worth reading on;
  // a null book where there is none.
  Version Nearest(const journal::Incarnation& incarnation, int64_t sequence)
      ABSL_LOCKS_EXCLUDED(mutex_);
  void Keep(const journal::Incarnation& incarnation, Version version)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // False where nothing is kept of it.
  bool MoveToFront(const journal::Incarnation& incarnation)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void DropOldest() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  absl::Mutex mutex_;
  // The county asked for last in front.
  std::list<Versions> counties_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ALLOCATION_INDEX_H_
