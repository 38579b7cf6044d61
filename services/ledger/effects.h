// What the entries of a book did, one after another: for figures that are kept
// in memory and brought on by what was recorded since.
#ifndef EPILEDGER_SERVICES_LEDGER_EFFECTS_H_
#define EPILEDGER_SERVICES_LEDGER_EFFECTS_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/history.h"

namespace epiledger::ledger {

// Calls `on_effects` for the accepted entries after `after`, in order, up to
// the point the snapshot is placed at. DATA_LOSS: an entry cannot be read; and
// the storage layer's codes. No other statement may run on the snapshot
// meanwhile.
[[nodiscard]] absl::Status VisitEffects(
    Snapshot& snapshot, int64_t after,
    absl::FunctionRef<void(int64_t sequence, const journal::v1::Effects&)>
        on_effects);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_EFFECTS_H_
