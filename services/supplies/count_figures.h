// What a count's entry says in figures, and between which accounts it stands.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COUNT_FIGURES_H_
#define EPILEDGER_SERVICES_SUPPLIES_COUNT_FIGURES_H_

#include <map>
#include <string>
#include <utility>

#include "epiledger/supplies/v1/supplies.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

using ledger::Amount;

struct CountFigures {
  Amount use = 0;
  Amount surplus = 0;
  // The part of the surplus that was caused by something recorded later.
  Amount late_surplus = 0;
  // Of an opening, below zero where something recorded was not there.
  Amount opening = 0;
};

// All zero for a superseded count.
[[nodiscard]] CountFigures FiguresOf(const v1::CountEntry& entry);

// The other side of what is booked at a count.
enum class Contra { kOpening, kUsed, kFound };
struct ContraKey {
  Contra contra;
  // Of kFound.
  v1::SurplusReason reason;
  std::string lot;

  auto operator<=>(const ContraKey&) const = default;
};

// What is booked at a count: changes of the stock by the other side. Late
// surplus is what exceeds the count's own, and lies on the lots returned last.
[[nodiscard]] std::map<ContraKey, Amount> BookedAt(const v1::CountEntry& entry);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COUNT_FIGURES_H_
