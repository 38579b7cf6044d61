// Proposals that wait for a second person: how they begin and end. About one
// person at most one change waits, and one token. Pure functions of request and
// state. Sources: docs/decisions/0024-four-eyes-for-roles.md.
#ifndef EPILEDGER_SERVICES_READINESS_WAITING_PROPOSALS_H_
#define EPILEDGER_SERVICES_READINESS_WAITING_PROPOSALS_H_

#include <optional>
#include <string>

#include "epiledger/readiness/v1/subject_proposal.pb.h"
#include "services/book/command.h"
#include "services/book/four_eyes.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

[[nodiscard]] book::ProposalSeen SeenOf(const v1::SubjectProposal& proposal);

// Accepts a proposal that says kind, subject and what it would do: gives it a
// name, its proposer, its times and its digest, and records it.
//   CHANGE_WAITS  another of the same person waits already
[[nodiscard]] book::Decision Propose(v1::SubjectProposal proposal,
                                     const book::DecisionContext& context,
                                     ledger::State& state);

// For a write that needs nobody else: ends what has expired about its person.
// `like` says kind and subject.
//   CHANGE_WAITS  a proposal waits, and the write would decide it by the way
[[nodiscard]] std::optional<journal::Refusal> EndExpired(
    const v1::SubjectProposal& like, const book::DecisionContext& context,
    ledger::State& state, book::Accepted& accepted);

// Records that `proposal` ended so, and that nothing waits in its place. What
// was kept of a person who was not enlisted is erased.
void RecordEnd(const v1::SubjectProposal& proposal,
               v1::SubjectProposal::State end,
               const book::DecisionContext& context, book::Accepted& accepted);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_WAITING_PROPOSALS_H_
