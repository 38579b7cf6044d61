// Still paid: what of a payment had not come back on a day, nor on any later
// one.
//
// A payment keeps what came back in all. A refund of a closed month that was
// reversed counts as come back until the first open day, so that a day in
// between may have less of it; that other payments of the purpose still stand
// there does not make up for it.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_STILL_PAID_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_STILL_PAID_H_

#include <cstdint>
#include <optional>

#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// What may come back of it from the day `position` on, in fen, 0 or more.
[[nodiscard]] ledger::Amount StillPaid(const v1::Payment& payment,
                                       ledger::Position position,
                                       ledger::State& state);

// LEAVES_SHORT: entry `sequence`, which is to be reversed, made a payment of
// which some day shows that it came back, so that its account has only the rest
// of it; nothing for any other entry.
[[nodiscard]] std::optional<journal::Refusal> CheckStillPaid(
    int64_t sequence, const journal::v1::Effects& original,
    ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_STILL_PAID_H_
