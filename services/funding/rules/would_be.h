// WouldBe: balances of accounts as an entry would leave them.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_WOULD_BE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_WOULD_BE_H_

#include <set>
#include <string>

#include "absl/types/span.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

class WouldBe {
 public:
  // With what `effects` move; both must outlive it.
  WouldBe(const journal::v1::Effects& effects, ledger::State& state)
      : effects_(effects), state_(state) {}

  // At the end of a day.
  [[nodiscard]] ledger::Amount At(const std::string& account,
                                  ledger::Position day) const;
  // The days on which one of some accounts changes, or the entry moves
  // anything.
  [[nodiscard]] std::set<ledger::Position> DaysOf(
      absl::Span<const std::string> accounts) const;

 private:
  const journal::v1::Effects& effects_;
  ledger::State& state_;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_WOULD_BE_H_
