// OriginalWrite: what an entry was written for, without what came about with
// it: what four eyes note, and proposals that ended with it.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_ORIGINAL_WRITE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_ORIGINAL_WRITE_H_

#include <optional>
#include <string>
#include <string_view>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/account.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// The movements that do not stand aside, and the resources of the write; of an
// approved proposal those of what was approved, of a proposal none.
[[nodiscard]] journal::v1::Effects OriginalWrite(
    const journal::v1::Effects& effects);

// The resource that says what an entry with resources was for: the first of the
// write, or the one it answered with.
[[nodiscard]] const journal::v1::ResourceVersion& MainResource(
    const journal::v1::Effects& effects);
// The same of serialised effects, which are read no further than that resource;
// nothing where they have none.
[[nodiscard]] std::optional<journal::v1::ResourceVersion> MainResourceOf(
    std::string_view effects);

// The first day on which an entry moved an account; kEnd where it did not.
[[nodiscard]] ledger::Position FirstDayIn(const std::string& account,
                                          const journal::v1::Effects& effects);

// What takes an entry back: every amount, the last first, each on its own day
// or on the first open one.
[[nodiscard]] journal::v1::Effects MovedBack(
    const journal::v1::Effects& original, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_ORIGINAL_WRITE_H_
