// Leftover: what is left of an allocation at the end of a year, account by
// account.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_LEFTOVER_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_LEFTOVER_H_

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money_ages.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// A line of an order that is open.
struct LeftLine {
  // `{purpose}/{commitment}/{line}`: what its accounts end with.
  std::string path;
  std::string purpose;
  std::string commitment;
  // By stage; nothing of it is paid.
  std::array<ledger::Amount, kStages.size()> stages{};
  // Of these together, what came from the undivided rest.
  ledger::Amount undivided = 0;

  [[nodiscard]] ledger::Amount Sum() const;
};

struct Leftover {
  // By purpose, an id.
  std::map<std::string, ledger::Amount> available;
  std::vector<LeftLine> lines;
  // An account with frozen money, where there is one.
  std::string frozen_account;
  ledger::Amount frozen = 0;
  // The same of money that a proposal holds.
  std::string proposed_account;
  ledger::Amount proposed = 0;
  // Cash on the recipient's own account; below zero, what was advanced.
  ledger::Amount cash = 0;

  [[nodiscard]] ledger::Amount Available() const;
  [[nodiscard]] ledger::Amount At(Stage stage) const;
  // Available and bound.
  [[nodiscard]] ledger::Amount Total() const;
};

// What is left of an allocation, a full name, after all that is dated on the
// day `position` or before. CHANGED_LATER: something of it is dated later, so
// that nobody could say what is left.
[[nodiscard]] std::variant<Leftover, journal::Refusal> FindLeftover(
    const std::string& allocation, ledger::Position position,
    ledger::State& state);

// What the accounts of an allocation, a key, moved that tell when its money
// came; for AllocatedLots.
[[nodiscard]] MovesByAccount ArrivalMoves(const std::string& allocation,
                                          ledger::State& state);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_LEFTOVER_H_
