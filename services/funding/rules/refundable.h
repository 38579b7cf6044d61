// Refundable: how much of a payment for a line of an order can come back.
// Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_REFUNDABLE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_REFUNDABLE_H_

#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/rules/open_line.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// In fen, 0 or more, from the day `position` on; `open` is the order as it is
// now. Ceilings are another matter: of what is bound again they may allow less.
[[nodiscard]] ledger::Amount RefundableOf(const v1::Refund& refund,
                                          const v1::Payment& payment,
                                          const OpenCommitment& open,
                                          ledger::Position position,
                                          ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_REFUNDABLE_H_
