// OriginalWrite: what an entry was written for, without what came about with
// it: what four eyes note, and proposals that ended with it.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_ORIGINAL_WRITE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_ORIGINAL_WRITE_H_

#include <optional>
#include <string_view>

#include "epiledger/journal/v1/entry.pb.h"

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

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_ORIGINAL_WRITE_H_
