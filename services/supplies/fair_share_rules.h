// The rules of fair shares: one is proposed, revised, and approved as it was
// seen or withdrawn. What would even out days of supply is suggested by a read
// (fair_share_queries.h); here a person decides.
#ifndef EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_RULES_H_

#include "absl/status/status.h"
#include "epiledger/supplies/v1/fair_share_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT: LISTED_TWICE, SAME_STORE, REQUIRED, LOT_OF_OTHER_ITEM.
[[nodiscard]] absl::Status ValidateCreateFairShare(
    const v1::CreateFairShareRequest& request);
[[nodiscard]] ledger::Needs NeedsOfCreateFairShare(
    const v1::CreateFairShareRequest& request);
// Refusals: ITEM_NOT_FOUND, STORE_NOT_FOUND, LOT_NOT_FOUND, PACK_NOT_FOUND,
// PACK_AMBIGUOUS, LOTS_DIFFER.
[[nodiscard]] book::Decision DecideCreateFairShare(
    const v1::CreateFairShareRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT: LISTED_TWICE, SAME_STORE.
[[nodiscard]] absl::Status ValidateReviseFairShare(
    const v1::ReviseFairShareRequest& request);
[[nodiscard]] ledger::Needs NeedsOfReviseFairShare(
    const v1::ReviseFairShareRequest& request);
// INVALID_ARGUMENT LOT_OF_OTHER_ITEM. Refusals: those of a new one, and
// FAIR_SHARE_NOT_FOUND, FAIR_SHARE_DECIDED, FAIR_SHARE_REVISED, NO_LINES_LEFT.
[[nodiscard]] book::Decision DecideReviseFairShare(
    const v1::ReviseFairShareRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfApproveFairShare(
    const v1::ApproveFairShareRequest& request);
// Refusals: FAIR_SHARE_NOT_FOUND, FAIR_SHARE_DECIDED, FAIR_SHARE_DIFFERS,
// STOCK_MOVED_SINCE, SHARED_OUT_SINCE, STOCK_SHORT, EXPIRED_LOT,
// LOT_QUARANTINED.
[[nodiscard]] book::Decision DecideApproveFairShare(
    const v1::ApproveFairShareRequest& request,
    const book::DecisionContext& context, ledger::State& state);

[[nodiscard]] ledger::Needs NeedsOfWithdrawFairShare(
    const v1::WithdrawFairShareRequest& request);
// Refusals: FAIR_SHARE_NOT_FOUND, FAIR_SHARE_DECIDED.
[[nodiscard]] book::Decision DecideWithdrawFairShare(
    const v1::WithdrawFairShareRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_RULES_H_
