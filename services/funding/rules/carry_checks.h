// Why nothing can be carried over: who goes on is not who ended, or it is not
// clear what is left.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_CARRY_CHECKS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_CARRY_CHECKS_H_

#include <optional>
#include <string>
#include <variant>

#include "epiledger/funding/v1/carry_over.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/rules/leftover.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// The allocation that ends and the one that goes on; none where the money goes
// back to the fund.
struct CarryEnds {
  v1::Allocation source;
  std::optional<v1::Allocation> target;
};

// ALLOCATION_NOT_FOUND, REVERSED, PERIOD_CLOSED, APPROVED_BY_ONESELF,
// BEFORE_ALLOCATED, NOT_OF_THE_YEAR,
// OTHER_FUND, RECIPIENT_DIFFERS, PURPOSES_DIFFER, ALLOCATION_CLOSED,
// ALLOCATION_EXPIRED.
[[nodiscard]] std::variant<CarryEnds, journal::Refusal> FindCarryEnds(
    const v1::CarryOver& carry, const std::string& subject,
    ledger::State& state);

// NOTHING_TO_CARRY, OPEN_AT_YEAR_END, TOO_MANY_OPEN_LINES, OVER_CEILING.
[[nodiscard]] std::optional<journal::Refusal> CheckLeftover(
    const v1::CarryOver& carry, const Leftover& left,
    const std::optional<v1::Allocation>& target, ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_CARRY_CHECKS_H_
