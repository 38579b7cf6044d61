// Resting: what rests on an entry that is to be reversed (decision 19).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_RESTING_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_RESTING_H_

#include <cstdint>
#include <set>

#include "tests/models/funding/notes.h"

namespace epiledger::ladder {

// The later entries that name what entry `sequence` made or changed, or moved
// the accounts of it, and stand. The entry is there, and stands itself.
[[nodiscard]] std::set<int64_t> UsersOf(const Notes& notes, int64_t sequence);

// Whether something would be below nothing on some day if all that the entry
// moved were moved back.
[[nodiscard]] bool LeavesShort(const Notes& notes, int64_t sequence);
// Whether cash and goods of a line, or of an own account, would both stand open
// on a day: what came later was reckoned with the entry.
[[nodiscard]] bool WasReckonedWith(const Notes& notes, int64_t sequence);
// Whether an allocation would have more cash outside than is unpaid.
[[nodiscard]] bool LeavesCashOutside(const Notes& notes, int64_t sequence);

// All that the entry moved is moved back.
void MoveBack(int64_t sequence, int64_t reversal, Journal& journal);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_RESTING_H_
