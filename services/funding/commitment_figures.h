// Figures of commitments: where the money of each line stands at one point of
// both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_COMMITMENT_FIGURES_H_
#define EPILEDGER_SERVICES_FUNDING_COMMITMENT_FIGURES_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/commitment.pb.h"
#include "services/funding/funding_figures.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// Shows a commitment as it was on the day asked: with the allocation it drew on
// then, and those it had been carried over from.
void ShowOnDay(const host::ReadContext& context, v1::Commitment& commitment);
// The allocations, keys, a commitment drew on by then.
[[nodiscard]] std::set<std::string> AllocationsOf(
    const v1::Commitment& commitment);

// The accounts, of money and pieces, of all commitments of allocations, keys;
// of all where one is empty.
[[nodiscard]] absl::StatusOr<Balances> ReadStageBalances(
    host::ReadContext& context, const std::set<std::string>& allocations);

// Sets the figures of a commitment and of its lines, in all allocations they
// drew on.
void FillBalances(const Balances& balances, v1::Commitment& commitment);

// Adds `part` to `total`.
void AddTo(const v1::Commitment::Balance& part, v1::Commitment::Balance& total);

// Whether something is held, prepaid or accrued.
[[nodiscard]] bool IsOpen(const v1::Commitment::Balance& balance);

// A total of nothing.
[[nodiscard]] v1::Commitment::Balance ZeroStages();

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_COMMITMENT_FIGURES_H_
