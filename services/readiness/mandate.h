// Mandates: what persons may do, by the register, and who may approve that it
// changes. Pure functions of the register.
#ifndef EPILEDGER_SERVICES_READINESS_MANDATE_H_
#define EPILEDGER_SERVICES_READINESS_MANDATE_H_

#include <optional>
#include <string>

#include "epiledger/readiness/v1/subject_proposal.pb.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::readiness {

[[nodiscard]] v1::Mandate MandateOf(const v1::Subject& subject);

// Whether both allow the same. Without a role nothing is allowed anywhere, and
// the order of roles says nothing.
[[nodiscard]] bool AllowSame(const v1::Mandate& one, const v1::Mandate& other);

// Whether they may be the second person of the register: operators and
// headquarters.
[[nodiscard]] bool MayApprove(const v1::Mandate& mandate);

// Whether they may be the second person to anything, such as to a payment:
// those, and finance.
[[nodiscard]] bool MayApproveAnything(const v1::Mandate& mandate);

// Whether changes wait for a second person: the register has two who may
// approve, whether or not they hold a token now. Revoking tokens, which one
// person may do alone, must not bring that person back to being alone.
[[nodiscard]] bool NeedsSecondPerson(ledger::State& state);

// By id; whoever is not in the register acts with the token of bootstrap, which
// made them operator.
//   MAY_NOT_APPROVE   the register does not let them approve (any more)
[[nodiscard]] std::optional<journal::Refusal> CheckApprover(
    const std::string& approver, ledger::State& state);
//   PROPOSER_MAY_NOT  the register does not make them operator (any more)
[[nodiscard]] std::optional<journal::Refusal> CheckProposer(
    const std::string& proposer, ledger::State& state);
//   MANDATE_CHANGED   the register says of `subject` something else than when
//                     it was proposed
[[nodiscard]] std::optional<journal::Refusal> CheckUnchanged(
    const v1::SubjectProposal& proposal, const v1::Subject& subject);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_MANDATE_H_
