// Records months that are closed and opened again.
#include <optional>

#include "tests/models/funding/record.h"

namespace epiledger::ladder {

void RecordOne(const ClosePeriod& done, int64_t sequence, Notes& notes) {
  notes.closed.insert(done.month);
  notes.periods.emplace(done.month, sequence);
  notes.closed_through.push_back({sequence, done.month});
}

// The month before was closed on its own, or with this one.
void RecordOne(const ReopenPeriod& done, int64_t sequence, Notes& notes) {
  notes.closed.erase(done.month);
  const int before = done.month - 1;
  notes.closed_through.push_back({sequence, notes.closed.contains(before)
                                                ? std::optional<int>(before)
                                                : std::nullopt});
}

}  // namespace epiledger::ladder
