// PaidBack: cash that left recipients' own accounts unpaid, by the days on
// which it came back or went on with a carry-over. The ledger may count it
// later, where its month was closed, so that the accounts alone do not tell
// what was still there on its day.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PAID_BACK_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PAID_BACK_H_

#include <string>

#include "epiledger/funding/v1/reversal.pb.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// How much may come back, and the day that leaves no more.
struct Returnable {
  ledger::Amount amount;
  ledger::Position day;
};

// Of the cash of an allocation, a key, on the day `position`: what was there
// that day, and on each later one on which cash came back or went on, when all
// that came back by then is taken off, and what was reversed since. That some
// was paid on later does not matter.
[[nodiscard]] Returnable FindReturnable(const std::string& allocation,
                                        ledger::Position position,
                                        ledger::State& state);

// Notes that `amount` came back or went on on a day, and since when the ledger
// counts it.
void NoteCashGone(const std::string& allocation, ledger::Position position,
                  ledger::Position posted, ledger::Amount amount,
                  book::Accepted& accepted);

// Notes a reversal with each allocation whose cash `reverse` moves, where it
// counts from a later day than the entry it reverses.
void NoteReversedLate(const v1::Reversal& reversal,
                      const journal::v1::Effects& reverse,
                      book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PAID_BACK_H_
