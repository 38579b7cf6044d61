// LotChoice: the lots that a movement out of a store takes by a person's
// choice: the one it names, or those to be used first.
//
// An issue leaves where they are lots that are expired on the county's day of
// the movement or in quarantine at its time, and says which. What is given back
// to who delivered it may be of any lot: that is where such lots go. Neither
// takes what is reserved for shipments, but for that of its own shipment and
// what younger ones lack, unless a count comes after it: what such a movement
// takes is not there any more.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LOT_CHOICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_LOT_CHOICE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"
#include "services/supplies/decisions.h"
#include "services/supplies/line_book.h"
#include "services/supplies/reservations.h"

namespace epiledger::supplies {

class LotChoice {
 public:
  using Lots = std::vector<v1::LotChange>;

  // Of `movement` in the book's line; all outlive the choice.
  LotChoice(ledger::State& state, LineBook& book, const v1::Movement& movement,
            const std::string& store_name);

  // The lots that `line` takes, with what it skips noted in it; or a refusal
  // LOT_NOT_FOUND, EXPIRED_LOT, LOT_QUARANTINED, STOCK_SHORT.
  [[nodiscard]] std::variant<Lots, book::Decision> Choose(
      v1::Movement::Line& line);
  // Whether the line as it is left has what is reserved for others.
  [[nodiscard]] bool LeavesReserved() const {
    return StillHolds(book_, claims_.of_others);
  }

 private:
  // What may be taken of a lot.
  struct Shelf {
    std::string lot;
    ledger::Amount there;
    // Of it, what is not set aside for other shipments.
    ledger::Amount open;
    v1::WithheldReason reason;
  };
  // Of all lots, in the order of use.
  [[nodiscard]] std::vector<Shelf> Shelves();
  // What may be taken in all, of lots that are given out and of those that are
  // withheld, so that what was promised to shipments is left.
  struct Room {
    ledger::Amount good = 0;
    ledger::Amount withheld = 0;

    [[nodiscard]] ledger::Amount& Of(const Shelf& shelf) {
      return shelf.reason == v1::WITHHELD_REASON_UNSPECIFIED ? good : withheld;
    }
  };
  [[nodiscard]] Room RoomNow();
  [[nodiscard]] bool IsWithheld(const Shelf& shelf) const;
  [[nodiscard]] v1::WithheldReason ReasonOf(const std::string& lot);
  [[nodiscard]] std::variant<Lots, book::Decision> TakeNamed(
      const v1::Movement::Line& line);
  [[nodiscard]] std::variant<Lots, book::Decision> TakeFirst(
      v1::Movement::Line& line);
  [[nodiscard]] book::Decision Withhold(v1::WithheldReason reason,
                                        const v1::Movement::Line& line);
  // What there is, and what keeps the rest from being taken.
  struct Short {
    ledger::Amount available = 0;
    std::map<v1::WithheldReason, ledger::Amount> withheld;
  };
  [[nodiscard]] book::Decision RefuseShort(const v1::Movement::Line& line,
                                           const Short& found) const;

  ledger::State& state_;
  LineBook& book_;
  const std::string store_name_;
  const int64_t position_;
  const bool is_for_use_;
  const int64_t day_;
  // Lots of the item in quarantine in the store.
  std::set<std::string> quarantined_;
  Claims claims_;
  // To other shipments, of whatever lots.
  ledger::Amount promised_ = 0;
  // Nothing was counted since, so that what is held back is there.
  const bool is_last_;
};

// Refusals: LOT_NOT_FOUND, where the line names a lot that does not exist.
[[nodiscard]] std::optional<book::Decision> CheckLotExists(
    const v1::Movement::Line& line, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LOT_CHOICE_H_
