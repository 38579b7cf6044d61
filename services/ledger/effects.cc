#include "services/ledger/effects.h"

#include "services/journal/frame.h"
#include "services/journal/log.h"

namespace epiledger::ledger {

absl::Status VisitEffects(
    Snapshot& snapshot, int64_t after,
    absl::FunctionRef<void(int64_t sequence, const journal::v1::Effects&)>
        on_effects) {
  return journal::ReadEntries(
      snapshot.transaction(), snapshot.head().book, after, snapshot.sequence(),
      [on_effects](const journal::StoredEntry& entry) {
        const auto frame = journal::DecodeFrame(entry.frame);
        if (!frame.ok()) return frame.status();
        if (!frame->accepted()) return absl::OkStatus();
        journal::v1::Effects effects;
        effects.ParseFromString(frame->event);
        on_effects(entry.sequence, effects);
        return absl::OkStatus();
      });
}

}  // namespace epiledger::ledger
