// Cash: what lies on a recipient's own account, of one allocation.
//
// Two sums say it all: what the account got, by refunds too, and did not pay
// back; and what it paid. They meet by their days, like cash and goods of an
// order's line (decision 23).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_CASH_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_CASH_H_

#include <algorithm>
#include <cstdint>
#include <string>

#include "tests/models/funding/journal.h"
#include "tests/models/funding/notes.h"

namespace epiledger::ladder {

struct Cash {
  int64_t got = 0;
  int64_t spent = 0;

  [[nodiscard]] int64_t disbursed() const {
    return std::max<int64_t>(got - spent, 0);
  }
  [[nodiscard]] int64_t advanced() const {
    return std::max<int64_t>(spent - got, 0);
  }
};

[[nodiscard]] inline Cash CashOf(const Journal& journal,
                                 const std::string& allocation, Point point) {
  return {journal.Sum({Kind::kCashGot, allocation, "", ""}, point),
          journal.Sum({Kind::kCashSpent, allocation, "", ""}, point)};
}

// Held and accrued of it.
[[nodiscard]] int64_t BoundUnpaidOf(const Notes& notes,
                                    const NotedAllocation& allocation,
                                    Point point);
// Available, held and accrued: what may still become cash or be paid.
[[nodiscard]] int64_t UnpaidOf(const Notes& notes,
                               const NotedAllocation& allocation, Point point);

// What proposals hold of it: neither paid out in cash nor by the treasury, and
// not paid.
[[nodiscard]] int64_t WaitingOf(const Notes& notes,
                                const NotedAllocation& allocation, Point point);

// What of an allocation is unpaid, frozen or not, beyond its cash outside; what
// was advanced is on top of that.
[[nodiscard]] int64_t BeyondCash(const Notes& notes,
                                 const NotedAllocation& allocation,
                                 Point point);

// What the treasury may pay out in cash on a day.
[[nodiscard]] int64_t DisbursableOn(const Notes& notes,
                                    const NotedAllocation& allocation, int day);
// What can be paid back of a day's cash.
[[nodiscard]] int64_t ReturnableOn(const Notes& notes,
                                   const std::string& allocation, int day);
// What the treasury may pay, or take away, on a day.
[[nodiscard]] int64_t TreasuryHas(const Notes& notes,
                                  const NotedAllocation& allocation, int day);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_CASH_H_
