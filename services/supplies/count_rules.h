// The rules of counts: what a person found is always recorded, and stays true.
//
// Each line of a count has a result of its own. It carries the use or surplus
// of the interval it ends, and the correction of the next count of its line. A
// line that contradicts what was recorded, or another count of the same
// instant, is kept, changes no stock, and becomes a task. A count may supersede
// lines of an earlier one at any age. A line may say that nothing was counted.
//
// Good lines are posted; what comes back for repair says why (count_repair.h).
// When no line is good, or all or none were asked for, nothing is recorded.
//
// Where the sheet it was counted from is named, a line comes back whose stock
// moved since: something was recorded after the sheet was drawn that changes
// what the books say of the count's time.
//
// A change of more than five times what is expected, and a surplus beyond the
// item's tolerance without a reason, are asked back first. A count of none
// stands as one piece in that comparison; there is nothing to compare an
// opening with.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COUNT_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_COUNT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: LISTED_TWICE, QUANTITY_MISSING, NOT_FOR_THIS_KIND,
// OUTPUT_ONLY, REASON_MISSING, WITHDRAW_WITHOUT_SUPERSEDES, OTHER_STORE.
[[nodiscard]] absl::Status ValidateCreateCount(
    const v1::CreateCountRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCount(const v1::CreateCountRequest& request);
// Refusals: STORE_NOT_FOUND, COUNT_NOT_FOUND; for want of good lines
// ITEM_NOT_FOUND, PACK_NOT_FOUND, PACK_AMBIGUOUS, ALREADY_SUPERSEDED,
// NOT_COUNTED. Undecided: what CheckDrawnAt says; FAILED_PRECONDITION
// CONFIRMATION_NEEDED, with violations CONFIRM_MOVED, CONFIRM_CHANGE and
// CONFIRM_SURPLUS.
[[nodiscard]] book::Decision DecideCreateCount(
    const v1::CreateCountRequest& request, const book::DecisionContext& context,
    ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COUNT_RULES_H_
