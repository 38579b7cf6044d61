// Purse: what an allocation still has for its purposes, while one entry takes
// from it and gives back to it.
//
// A purpose draws on its own share first, then on the undivided rest, up to
// its ceiling; what comes back goes to the undivided rest first, as far as it
// came from there. Sources: DOMAIN rule 6, DESIGN §3.8. Not thread-safe.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PURSE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PURSE_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "epiledger/funding/v1/funding.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

class Purse {
 public:
  // Of `allocation`, on the day `position`. Both references must outlive it.
  Purse(const v1::Allocation& allocation, ledger::Position position,
        ledger::State& state);

  // Whether the allocation states the purpose, a full name.
  [[nodiscard]] bool Allows(const std::string& purpose) const;

  // What may be taken for the purpose on the day and on every later one.
  [[nodiscard]] ledger::Amount Available(const std::string& purpose);

  // What an entry wants of a purpose, a full name.
  struct Wish {
    const std::string& purpose;
    ledger::Amount amount;
    // What the entry already has of other money; the figures include it.
    ledger::Amount covered = 0;
  };
  // Why that cannot be taken: `reason` where there is too little money,
  // OVER_CEILING where the purpose's ceiling leaves less than there is.
  [[nodiscard]] std::optional<journal::Refusal> CheckTake(const Wish& wish,
                                                          const char* reason);

  // Moves `amount`, which is available, to the account `target`; returns how
  // much of it came from the undivided rest.
  ledger::Amount Take(const std::string& purpose, ledger::Amount amount,
                      const std::string& target, book::Accepted& accepted);

  // Moves `amount` from the account `source` back; of what is there `undivided`
  // came from the undivided rest. Returns how much went to that.
  ledger::Amount GiveBack(const std::string& purpose, ledger::Amount amount,
                          ledger::Amount undivided, const std::string& source,
                          book::Accepted& accepted);

 private:
  // What there is for the purpose, its own and undivided.
  ledger::Amount Money(const std::string& purpose);
  // What its ceiling leaves; nothing where it has none.
  std::optional<ledger::Amount> CeilingLeft(const std::string& purpose);
  // What may be taken from an account, less what this entry took.
  ledger::Amount Left(const std::string& account);
  void Move(const std::string& source, const std::string& target,
            ledger::Amount amount, book::Accepted& accepted);

  const v1::Allocation& allocation_;
  const std::string key_;
  const ledger::Position position_;
  ledger::State& state_;
  std::map<std::string, ledger::Amount, std::less<>> taken_;
};

// What Purse, and whoever takes from it on a day, looks at for a purpose, a
// full name.
void AddPurseNeeds(const std::string& allocation, const std::string& purpose,
                   ledger::Position position, ledger::Needs& needs);

// What the allocation states of a purpose, a full name; null where it does not
// state it.
[[nodiscard]] const v1::Allocation::PurposeShare* FindShare(
    const v1::Allocation& allocation, const std::string& purpose);

// OVER_CEILING: `short_of` is what its purpose's ceiling leaves from a day on,
// and what would be bound.
[[nodiscard]] journal::Refusal OverCeiling(const v1::Allocation& allocation,
                                           const std::string& purpose,
                                           const ledger::Shortage& short_of,
                                           ledger::Position position);

// BEFORE_ALLOCATED: the day lies before the allocation's.
[[nodiscard]] std::optional<journal::Refusal> CheckBegun(
    const v1::Allocation& allocation, ledger::Position position);
// ALLOCATION_CLOSED.
[[nodiscard]] std::optional<journal::Refusal> CheckNotClosed(
    const v1::Allocation& allocation);
// Why money of the allocation cannot be bound or spent on a day, apart from
// the amount: BEFORE_ALLOCATED, ALLOCATION_EXPIRED, ALLOCATION_CLOSED.
[[nodiscard]] std::optional<journal::Refusal> CheckSpendable(
    const v1::Allocation& allocation, ledger::Position position);
// PURPOSE_NOT_ALLOWED.
[[nodiscard]] journal::Refusal PurposeNotAllowed(
    const v1::Allocation& allocation, const std::string& purpose);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PURSE_H_
