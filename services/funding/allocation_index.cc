#include "services/funding/allocation_index.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/ledger/recent_books.h"
#include "services/limits.h"

namespace epiledger::funding {

using host::ReadContext;

absl::StatusOr<std::shared_ptr<const AllocationBook>> AllocationIndex::At(
    ReadContext& context) {
  const ledger::Snapshot& snapshot = context.snapshot();
  const bool is_kept = context.position() == ledger::kEnd;
  const journal::Incarnation& incarnation = snapshot.head().incarnation;
  Version near;
  if (is_kept) near = Nearest(incarnation, snapshot.sequence());
  if (near.book != nullptr && near.sequence == snapshot.sequence()) {
    return near.book;
  }
  absl::StatusOr<AllocationBook> book =
      near.book == nullptr ? ReadAllocationBook(context)
                           : ReadOn(*near.book, near.sequence, context);
  if (!book.ok()) return book.status();
  auto shared = std::make_shared<const AllocationBook>(*std::move(book));
  if (is_kept) Keep(incarnation, {snapshot.sequence(), shared});
  return shared;
}

AllocationIndex::Version AllocationIndex::Nearest(
    const journal::Incarnation& incarnation, int64_t sequence) {
  Version nearest;
  const absl::MutexLock lock(&mutex_);
  if (!MoveToFront(incarnation)) return nearest;
  for (const Version& version : counties_.front().versions) {
    if (!ledger::IsNear(version.sequence, sequence)) continue;
    if (nearest.book == nullptr || version.sequence > nearest.sequence) {
      nearest = version;
    }
  }
  return nearest;
}

bool AllocationIndex::MoveToFront(const journal::Incarnation& incarnation) {
  const auto county = std::find_if(counties_.begin(), counties_.end(),
                                   [&incarnation](const Versions& one) {
                                     return one.incarnation == incarnation;
                                   });
  if (county == counties_.end()) return false;
  counties_.splice(counties_.begin(), counties_, county);
  return true;
}

void AllocationIndex::Keep(const journal::Incarnation& incarnation,
                           Version version) {
  const absl::MutexLock lock(&mutex_);
  if (!MoveToFront(incarnation)) counties_.push_front({incarnation, {}});
  std::deque<Version>& versions = counties_.front().versions;
  versions.push_front(std::move(version));
  if (versions.size() > limits::kMaxAllocationBooksKept) versions.pop_back();
  DropOldest();
}

void AllocationIndex::DropOldest() {
  size_t lines = 0;
  for (auto county = counties_.begin(); county != counties_.end();) {
    // Versions of one county share nearly all their lines.
    lines += county->versions.front().book->size();
    county = lines > limits::kMaxAllocationsKept ? counties_.erase(county)
                                                 : std::next(county);
  }
}

}  // namespace epiledger::funding
