// Four eyes: a write that moves more of an allocation's money than one person
// may is recorded as a proposal, and not done. Sources: DOMAIN rules 2 and 6;
// docs/decisions/0020-four-eyes.md.
//
// The rules of the write come first: what they refuse is refused, and no
// proposal. Facts are never held up: goods that came, a freeze.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_FOUR_EYES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_FOUR_EYES_H_

#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "services/book/command.h"
#include "services/funding/rules/spending.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// A write as the four eyes see it.
struct WatchedWrite {
  // The allocation it moves money of, a full name; empty where there is none.
  const std::string& allocation;
  // Another one whose ceilings it asks, likewise.
  const std::string& reached;
  // What it spends; asked once it was accepted.
  absl::FunctionRef<std::optional<Spending>(const book::Accepted&)> spending;
  // The write's own rules.
  absl::FunctionRef<book::Decision()> decide;
};

// Decides a write with what expired proposals hold given back; where it is
// accepted and above a limit, accepts the proposal in its place. Refusals: the
// write's own, with the holds that stand in its way; TOO_MANY_PROPOSALS.
[[nodiscard]] book::Decision DecideWatched(const WatchedWrite& write,
                                           const book::DecisionContext& context,
                                           ledger::State& state);

// The same for the method table: `kDecide` are the write's own rules.
template <typename Request,
          book::Decision (*kDecide)(
              const Request&, const book::DecisionContext&, ledger::State&)>
[[nodiscard]] book::Decision WithFourEyes(const Request& request,
                                          const book::DecisionContext& context,
                                          ledger::State& state) {
  const std::string allocation = AllocationOf(request, state);
  const std::string reached = AllocationReachedBy(request);
  return DecideWatched({allocation, reached,
                        [&](const book::Accepted& accepted) {
                          return SpendingOf(request, accepted, state);
                        },
                        [&] { return kDecide(request, context, state); }},
                       context, state);
}

// What the four eyes look at for an allocation, a full name.
void AddWatchNeeds(const std::string& allocation, ledger::Needs& needs);

// A proposal that begins now, with an id, who made it and when it ends.
[[nodiscard]] v1::Proposal NewProposal(v1::Proposal::Kind kind,
                                       const v1::ApprovalLimits& limits,
                                       const book::DecisionContext& context);
// Sets the digest of a proposal that has everything else.
void Seal(v1::Proposal& proposal);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_FOUR_EYES_H_
