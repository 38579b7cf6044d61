// Commands whose id was decided before: their first outcome.
#include <string>

#include "services/book/batch.h"
#include "services/journal/field_hash.h"

namespace epiledger::book {

absl::Status Batch::Replay(storage::WriteTransaction& transaction, Slot& slot,
                           int64_t sequence) {
  const absl::StatusOr<journal::StoredEntry> entry =
      journal::ReadEntry(transaction, head_.book, sequence);
  if (!entry.ok()) return entry.status();
  const absl::StatusOr<journal::Frame> frame =
      journal::DecodeFrame(entry->frame);
  if (!frame.ok()) return frame.status();
  slot.result = KnownOutcome(slot, *frame, entry->hash);
  return absl::OkStatus();
}

absl::StatusOr<Outcome> Batch::KnownOutcome(const Slot& slot,
                                            const journal::Frame& frame,
                                            const journal::Hash& hash) const {
  const Command& command = slot.command;
  if (frame.method != command.method) return RequestIdReused("method");
  if (frame.fields != command.fields) {
    return RequestIdReused(
        journal::DifferingField(*command.request->GetDescriptor(), frame.fields,
                                command.fields)
            .value_or("body"));
  }
  Outcome outcome;
  // A command whose own commit went through unanswered gets its first answer.
  outcome.receipt = {frame.book, frame.incarnation, frame.sequence,
                     hash,       frame.record_time, !slot.is_own_commit};
  if (!frame.accepted()) {
    outcome.refusal =
        journal::Refusal{frame.code, frame.reason, frame.metadata};
    return outcome;
  }
  journal::v1::Effects effects;
  if (!effects.ParseFromString(frame.event)) {
    return absl::DataLossError("entry holds no effects");
  }
  if (effects.resources_size() > 0) {
    outcome.resource = effects.resources(0).body();
    outcome.collection = effects.resources(0).collection();
  }
  return outcome;
}

absl::StatusOr<bool> Batch::Repeat(Slot& slot) {
  const auto earlier = decided_here_.find(slot.command.key);
  if (earlier == decided_here_.end()) return false;
  const journal::StoredEntry& entry = entries_[earlier->second];
  const absl::StatusOr<journal::Frame> frame =
      journal::DecodeFrame(entry.frame);
  if (!frame.ok()) return frame.status();
  slot.result = KnownOutcome(slot, *frame, entry.hash);
  return true;
}

}  // namespace epiledger::book
