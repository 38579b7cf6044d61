#include "services/book/backed_up.h"

#include <algorithm>
#include <cstdint>

#include "services/journal/log.h"

namespace epiledger::book {
namespace {

// The entry of this number; nothing where the book has none.
absl::StatusOr<std::optional<journal::StoredEntry>> EntryAt(
    ledger::Snapshot& snapshot, int64_t sequence) {
  std::optional<journal::StoredEntry> found;
  const absl::Status status = journal::ReadEntries(
      snapshot.transaction(), snapshot.head().book, sequence - 1, sequence,
      [&found](const journal::StoredEntry& entry) {
        found = entry;
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return found;
}

// The last entry that an export has; 0 where none has any.
absl::StatusOr<int64_t> LastInBackup(
    ledger::Snapshot& snapshot, std::string_view public_key,
    absl::Span<const journal::StatedCheckpoint> checkpoints) {
  int64_t last = 0;
  for (const journal::StatedCheckpoint& stated : checkpoints) {
    if (stated.head.sequence <= last || stated.public_key != public_key ||
        !journal::CheckSigned(snapshot.book(), stated).ok()) {
      continue;
    }
    const auto entry = EntryAt(snapshot, stated.head.sequence);
    if (!entry.ok()) return entry.status();
    if (entry->has_value() && (*entry)->hash == stated.head.hash) {
      last = stated.head.sequence;
    }
  }
  return last;
}

}  // namespace

absl::StatusOr<std::optional<absl::Time>> OldestWithoutBackup(
    Books& books, std::string_view public_key,
    absl::Span<const journal::StatedCheckpoint> checkpoints) {
  std::optional<absl::Time> oldest;
  for (const journal::BookName& name : books.List()) {
    const absl::Status status =
        books.Read(name, [&](ledger::Snapshot& snapshot) -> absl::Status {
          const auto last = LastInBackup(snapshot, public_key, checkpoints);
          if (!last.ok()) return last.status();
          const auto next = EntryAt(snapshot, *last + 1);
          if (!next.ok()) return next.status();
          if (next->has_value()) {
            oldest = std::min(oldest.value_or(absl::InfiniteFuture()),
                              (*next)->record_time);
          }
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
  }
  return oldest;
}

}  // namespace epiledger::book
