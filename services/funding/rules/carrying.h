// Carrying: what money of one allocation does when it goes on in another, a
// year later. Pure functions of request and state.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_CARRYING_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_CARRYING_H_

#include <string_view>

#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/book/command.h"
#include "services/funding/rules/open_line.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// Notes that money of a purpose, an id, left an allocation, a key, or came to
// it, having waited since a day.
void NoteCarriedOut(std::string_view allocation, std::string_view purpose,
                    ledger::Position day, ledger::Amount amount,
                    book::Accepted& accepted);
void NoteCarriedIn(std::string_view allocation, std::string_view purpose,
                   ledger::Position since, ledger::Position day,
                   ledger::Amount amount, book::Accepted& accepted);

// Bound money of a purpose, an id, counts below the ceiling of the allocation
// it goes to, and no longer below that of the one it comes from.
void CarryCeiling(const v1::Allocation& from, const v1::Allocation& to,
                  std::string_view purpose, ledger::Position day,
                  ledger::Amount amount, book::Accepted& accepted);

// A refund of `amount` that comes when the order of its payment has gone on in
// another allocation: what had been paid for good in the old one comes along,
// as far as the new one has not paid it. `cheaper` of the amount is what goods
// that arrived cost less. Nothing where the payment is of the same allocation.
void CarryRefunded(const v1::Payment& payment, const OpenCommitment& open,
                   ledger::Position day, ledger::Amount amount,
                   ledger::Amount cheaper, OpenLine& line, ledger::State& state,
                   book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_CARRYING_H_
