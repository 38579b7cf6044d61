// The write that a proposal asks for: kept in it as it would have been
// recorded, and decided anew from that.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PROPOSED_WRITE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PROPOSED_WRITE_H_

#include <string>
#include <string_view>

#include "epiledger/funding/v1/proposal.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Sets what a proposal would record: the first resource of the entry that the
// write would have made.
void SetWrite(const journal::v1::ResourceVersion& made, v1::Proposal& proposal);

// Decides anew what a proposal asks for, in its proposer's name. Its
// refusals are those of the write.
[[nodiscard]] book::Decision DecideProposed(
    const v1::Proposal& proposal, const book::DecisionContext& context,
    ledger::State& state);

// The name of a payment, a commitment, a change, a carry-over or limits.
[[nodiscard]] std::string NameOfDone(std::string_view county,
                                     const journal::v1::ResourceVersion& done);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PROPOSED_WRITE_H_
