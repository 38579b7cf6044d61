// What may rest on an entry that is to be reversed, found by its effects.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_RESTING_ENTRIES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_RESTING_ENTRIES_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/rules/dependents.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Whether an entry made the first version of a resource.
[[nodiscard]] bool IsFirstVersion(const journal::v1::ResourceVersion& made,
                                  int64_t sequence, ledger::State& state);

// The allocations, by key, whose money or cash an entry moves.
[[nodiscard]] std::set<std::string> AllocationsMovedBy(
    const journal::v1::Effects& effects);

// Adds the entries that made newer versions of what entry `sequence` recorded,
// that use what it created, or that need the money: `reverse` is all that
// would be moved to take it back.
void AddResting(int64_t sequence, const journal::v1::Effects& original,
                const journal::v1::Effects& reverse, ledger::State& state,
                Dependents& dependents);

// LEAVES_SHORT: on some day the reversal would leave less than nothing, and
// nobody rests on the entry who could be reversed first: who took the money has
// been, on a later day than it took it, or can only go after this one.
[[nodiscard]] std::optional<journal::Refusal> CheckCovered(
    int64_t sequence, const journal::v1::Effects& reverse,
    ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_RESTING_ENTRIES_H_
