#include "services/ledger/recorded.h"

#include <utility>

namespace epiledger::ledger {

void Recorded::Begin(storage::WriteTransaction& transaction, int64_t book,
                     const std::vector<journal::StoredEntry>* pending) {
  transaction_ = &transaction;
  book_ = book;
  pending_ = pending;
  status_ = absl::OkStatus();
}

const journal::StoredEntry* Recorded::FindPending(int64_t sequence) const {
  if (pending_ == nullptr || pending_->empty()) return nullptr;
  const int64_t place = sequence - pending_->front().sequence;
  if (place < 0 || place >= static_cast<int64_t>(pending_->size())) {
    return nullptr;
  }
  return &(*pending_)[static_cast<size_t>(place)];
}

std::optional<journal::Frame> Recorded::Find(int64_t sequence) {
  if (sequence < 1 || !status_.ok()) return std::nullopt;
  absl::StatusOr<journal::Frame> frame;
  if (const journal::StoredEntry* pending = FindPending(sequence)) {
    frame = journal::DecodeFrame(pending->frame);
  } else {
    const absl::StatusOr<journal::StoredEntry> entry =
        journal::ReadEntry(*transaction_, book_, sequence);
    if (absl::IsNotFound(entry.status())) return std::nullopt;
    frame = entry.ok() ? journal::DecodeFrame(entry->frame) : entry.status();
  }
  if (frame.ok()) return *std::move(frame);
  status_ = frame.status();
  return std::nullopt;
}

}  // namespace epiledger::ledger
