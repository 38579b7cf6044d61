// OwnAccount: the cash of an allocation on its recipient's own account, while
// one entry pays it out, back or on.
//
// Cash that was disbursed and payments from the account meet by their days, in
// whatever order they were recorded: on no day is there cash on it and
// something advanced at once. That a payment found no cash is a fact, and the
// recipient's claim (DOMAIN §4.2); the next cash makes up for it first.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_OWN_ACCOUNT_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_OWN_ACCOUNT_H_

#include <map>
#include <optional>
#include <string>

#include "epiledger/funding/v1/funding.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

class OwnAccount {
 public:
  // Of an allocation, a key, from the day `position` on.
  OwnAccount(std::string allocation, ledger::Position position,
             ledger::State& state);

  // Cash on it at the end of the day; below zero, what was advanced.
  [[nodiscard]] ledger::Amount OnDay() const { return days_.begin()->second; }
  // By day: the first one and every later one on which it changes.
  [[nodiscard]] const std::map<ledger::Position, ledger::Amount>& days() const {
    return days_;
  }

  // `amount` came, or went if below zero.
  void Change(ledger::Amount amount, book::Accepted& accepted);

 private:
  void Book(const std::string& account, ledger::Position day,
            ledger::Amount amount, book::Accepted& accepted) const;

  const std::string allocation_;
  const ledger::Position position_;
  std::map<ledger::Position, ledger::Amount> days_;
};

// The accounts a payment by `method` looks at.
void AddCashNeeds(const std::string& allocation, ledger::Position position,
                  ledger::Needs& needs);

// OVER_TREASURY: what is to leave the treasury, of an allocation's money on a
// day, is more than it has, on that day or later: the rest lies on the
// recipient's own account. `allocation` is a full name.
[[nodiscard]] std::optional<journal::Refusal> CheckTreasury(
    const std::string& allocation, ledger::Position position,
    ledger::Amount amount, ledger::State& state);

// The same of cash that is to be paid out to the recipient; it waits for what
// may still be spent, bound or not: frozen money stays where it is, and after
// the last day only what is bound counts.
[[nodiscard]] std::optional<journal::Refusal> CheckPaidOut(
    const v1::Allocation& allocation, ledger::Position position,
    ledger::Amount amount, ledger::State& state);

// Why a payment, with its allocation, date, method and amount, cannot leave
// where it is to leave from: the treasury. The recipient's own account is not
// asked.
[[nodiscard]] std::optional<journal::Refusal> CheckCash(
    const v1::Payment& payment, ledger::State& state);
// Books what it takes from the recipient's own account, and notes how much of
// it was there.
void DrawCash(v1::Payment& payment, ledger::State& state,
              book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_OWN_ACCOUNT_H_
