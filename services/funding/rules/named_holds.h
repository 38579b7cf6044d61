// NameHolds: what holds the money that a refused entry asks for: each with its
// name, its amount and its age, so that somebody can go and ask.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_NAMED_HOLDS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_NAMED_HOLDS_H_

#include <string>

#include "epiledger/funding/v1/proposal.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Adds to a refusal for want of an allocation's money what open proposals and
// orders hold of it, the largest first: `hold_1`, `hold_1_amount` in fen,
// `hold_1_since` and `hold_1_age` in days, and so on up to
// limits::kMaxHoldsNamed; `holds`, how many there are; `held`, how much they
// hold. Nothing where nothing is held, or the refusal is of another kind.
void NameHolds(const std::string& allocation, const v1::OpenHolds& proposals,
               const book::DecisionContext& context, ledger::State& state,
               journal::Refusal& refusal);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_NAMED_HOLDS_H_
