// Settle: which lots the counts of a line took and gave back, and which lots
// goods are taken from (DOMAIN §5, decisions 6 and 29).
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SETTLE_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SETTLE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/models/supplies/line.h"

namespace epiledger::goods {

// Adds to the pieces of that lot, or names it last.
void AddPieces(std::vector<Pieces>& all, const std::string& lot,
               int64_t amount);

// The line with all its counts from the first one at or after `from` on booked
// anew; nothing where no split over lots that the rules know reconciles it.
[[nodiscard]] std::optional<Line> Settled(Line line, const std::string& item,
                                          const Lots& lots, int from);

// What may be taken at an hour without taking what passed up to the next count.
struct Takeable {
  // Of each lot that ever was there, in the order of use; 0 or more.
  std::vector<Pieces> of_lots;

  [[nodiscard]] int64_t Of(const std::string& lot) const;
};
[[nodiscard]] Takeable TakeableAt(const Line& line, const std::string& item,
                                  const Lots& lots, int hour);

// The lots that `amount` is taken from when none is named, in the order they
// are chosen; fewer pieces where there are not enough. Of each lot comes no
// more than `at_most` says, where it says something.
[[nodiscard]] std::vector<Pieces> LotsTaken(
    const Line& line, const std::string& item, const Lots& lots, int hour,
    int64_t amount,
    const std::optional<std::map<std::string, int64_t>>& at_most);

// The lots that `amount` comes back to from a ward: those issued last and not
// back by then, then `found`.
[[nodiscard]] std::vector<Pieces> LotsBroughtBack(const Line& line,
                                                  const std::string& item,
                                                  int hour, int64_t amount);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SETTLE_H_
