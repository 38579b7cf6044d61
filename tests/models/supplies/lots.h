// Lots: which there are, and in which order they are used.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_LOTS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_LOTS_H_

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "tests/models/supplies/requests.h"

namespace epiledger::goods {

// `masks/opening`, `masks/found`, `masks/b1/d3/alms`.
[[nodiscard]] std::string OpeningOf(const std::string& item);
[[nodiscard]] std::string FoundOf(const std::string& item);
[[nodiscard]] std::string LotOf(const MoveLine& line, const Origin& origin);

[[nodiscard]] std::string OriginId(const Origin& origin);

struct Lot {
  std::string item;
  // The last day it may be used, counted from the first Sunday.
  std::optional<int> last_day;
  // Of the receipt that was recorded first; those of every item have none.
  std::optional<int> receipt_hour;
  Origin origin;

  // First expiring first, then oldest receipt, then origin: what was there at
  // the opening is older than any receipt, what was found is younger.
  [[nodiscard]] auto Rank() const {
    constexpr int kNever = std::numeric_limits<int>::max();
    const int without = origin.source == Source::kFound
                            ? kNever
                            : std::numeric_limits<int>::min();
    return std::tuple(last_day.value_or(kNever), receipt_hour.value_or(without),
                      OriginId(origin));
  }
};

// By label.
using Lots = std::map<std::string, Lot>;

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_LOTS_H_
