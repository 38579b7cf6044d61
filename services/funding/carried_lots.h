// CarriedLots: since when money and cash wait that went on in another
// allocation at the end of a year: as long as they did where they came from.
// Pure.
#ifndef EPILEDGER_SERVICES_FUNDING_CARRIED_LOTS_H_
#define EPILEDGER_SERVICES_FUNDING_CARRIED_LOTS_H_

#include <map>
#include <set>
#include <string>

#include "epiledger/funding/v1/carry_over.pb.h"
#include "services/funding/money_ages.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

class CarriedLots {
 public:
  // Takes in a carry-over; one that was reversed, or takes nothing along to an
  // allocation, is none.
  void Add(const v1::CarryOver& carry);

  // An allocation, a key, and all whose money went on in it, directly or over
  // others.
  [[nodiscard]] std::set<std::string> With(const std::string& allocation) const;

  // What is left in an account of an allocation, by the day since which it
  // waits. `moves` holds what it moved, and what accounts of its kind moved of
  // the allocations that With tells.
  [[nodiscard]] Lots LotsOf(const std::string& account,
                            const MovesByAccount& moves) const;

 private:
  struct Carry {
    std::string source;
    ledger::Position day;
  };
  // An account by its parts: `{kind}:{allocation}/{path}`.
  struct Place {
    std::string kind;
    std::string allocation;
    std::string path;
  };

  // What was left before the day `end`.
  [[nodiscard]] Lots LotsBefore(const Place& place, ledger::Position end,
                                const MovesByAccount& moves) const;

  // By the allocation they went on in, a key.
  std::multimap<std::string, Carry> carries_;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CARRIED_LOTS_H_
