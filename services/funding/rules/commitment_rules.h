// Rules of orders: a commitment holds money of an allocation, and what is not
// needed is released. Pure functions of request and state. Sources: DOMAIN §3
// and rule 6, DESIGN §3.7–8.
//
// Per line Σ settlements + release = hold, because every step is a movement
// between the line's own accounts and the ledger lets none of them go below
// zero at any point of either axis.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_COMMITMENT_RULES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_COMMITMENT_RULES_H_

#include "absl/status/status.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

[[nodiscard]] ledger::Needs NeedsOfCommitment(
    const v1::CreateCommitmentRequest& request);
// Refusals: NAME_TAKEN, ALLOCATION_NOT_FOUND, PURPOSE_NOT_ALLOWED,
// BEFORE_ALLOCATED, ALLOCATION_EXPIRED, ALLOCATION_CLOSED,
// COMMITMENT_NUMBER_TAKEN, OVERCOMMITTED, OVER_CEILING.
[[nodiscard]] book::Decision DecideCreateCommitment(
    const v1::CreateCommitmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

// INVALID_ARGUMENT AMOUNT_WITHOUT_LINE.
[[nodiscard]] absl::Status ValidateReleaseCommitment(
    const v1::ReleaseCommitmentRequest& request);
[[nodiscard]] ledger::Needs NeedsOfReleaseCommitment(
    const v1::ReleaseCommitmentRequest& request);
// Refusals: COMMITMENT_NOT_FOUND, LINE_NOT_FOUND, BEFORE_COMMITTED, OVER_HELD,
// NOTHING_HELD.
[[nodiscard]] book::Decision DecideReleaseCommitment(
    const v1::ReleaseCommitmentRequest& request,
    const book::DecisionContext& context, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_COMMITMENT_RULES_H_
