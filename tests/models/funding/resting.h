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

// Of what would be below nothing on some day if all that the entry moved were
// moved back: how much there is to take, 0 or more. Nothing where all would do.
[[nodiscard]] std::set<int64_t> LeftOfShort(const Notes& notes,
                                            int64_t sequence);
// Whether cash and goods of a line, or of an own account, would both stand open
// on a day: what came later was reckoned with the entry.
[[nodiscard]] bool WasReckonedWith(const Notes& notes, int64_t sequence);
// Whether an allocation would have more cash outside than is unpaid.
[[nodiscard]] bool LeavesCashOutside(const Notes& notes, int64_t sequence);

// Whether nobody is there who could be reversed first: what would be short was
// taken and given back on two days, for the first was closed in between.
enum class Ground { kNone, kLaterEntries, kEither };
[[nodiscard]] Ground GroundOfShortage(const Notes& notes, int64_t sequence);

// All that the entry moved is moved back, on its own days or the first open
// one.
void MoveBack(int64_t sequence, int64_t reversal, Notes& notes);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_RESTING_H_
