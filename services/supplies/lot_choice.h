// LotChoice: the lots that a movement out of a store takes by a person's
// choice: the one it names, or those to be used first.
//
// An issue leaves where they are lots that are expired on the county's day of
// the movement or in quarantine at its time, and says which. What is given back
// to who delivered it may be of any lot: that is where such lots go.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LOT_CHOICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_LOT_CHOICE_H_

#include <cstdint>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"
#include "services/supplies/decisions.h"
#include "services/supplies/line_book.h"

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

 private:
  [[nodiscard]] v1::WithheldReason ReasonOf(const std::string& lot);
  [[nodiscard]] std::variant<Lots, book::Decision> TakeNamed(
      const v1::Movement::Line& line);
  [[nodiscard]] std::variant<Lots, book::Decision> TakeFirst(
      v1::Movement::Line& line);
  [[nodiscard]] book::Decision Withhold(v1::WithheldReason reason,
                                        const v1::Movement::Line& line);
  [[nodiscard]] Figures ShortOf(const v1::Movement::Line& line,
                                ledger::Amount available) const;

  ledger::State& state_;
  LineBook& book_;
  const std::string store_name_;
  const int64_t position_;
  const bool is_for_use_;
  int64_t day_ = 0;
  // Lots of the item in quarantine in the store.
  std::set<std::string> quarantined_;
};

// Refusals: LOT_NOT_FOUND, where the line names a lot that does not exist.
[[nodiscard]] std::optional<book::Decision> CheckLotExists(
    const v1::Movement::Line& line, ledger::State& state);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LOT_CHOICE_H_
