// Periods: which days are closed, and where the ledger puts what belongs there.
//
// Months are closed in their order, so that one day tells it all: no movement
// is ever booked on it or before it, and the figures of these days stay.
// Sources: DOMAIN rule 2, DESIGN §3.6.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PERIODS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PERIODS_H_

#include <optional>
#include <string>

#include "services/funding/money.h"
#include "services/journal/types.h"
#include "services/ledger/account.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// The month closed last, such as `2020-03`; empty where none is closed.
[[nodiscard]] std::string LastClosed(ledger::State& state);

// The first day of a month given so, and of the one after it.
[[nodiscard]] ledger::Position FirstDayOf(const std::string& month);
[[nodiscard]] ledger::Position FirstDayAfter(const std::string& month);
// The month after or before.
[[nodiscard]] std::string MonthBeside(const std::string& month, int distance);

// FAILED_PRECONDITION PERIOD_CLOSED: what a person chooses is dated in a closed
// month. Names the first day that would do, and who may open it again.
[[nodiscard]] std::optional<journal::Refusal> CheckPeriodOpen(
    ledger::Position position, ledger::State& state);

// The day from which the ledger counts what happened on `position`: that day,
// or the first open one.
[[nodiscard]] ledger::Position PostingDay(ledger::Position position,
                                          ledger::State& state);

// The same for the resource of a fact: where the two days differ it says so.
template <typename Resource>
ledger::Position Post(ledger::Position position, ledger::State& state,
                      Resource& resource) {
  const ledger::Position posted = PostingDay(position, state);
  if (posted != position) *resource.mutable_posted_date() = ToDate(posted);
  return posted;
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PERIODS_H_
