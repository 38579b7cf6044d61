// What a place had better order: by the level that is set, or, where none is,
// by the days that the county wants its stock to last.
//
//   projected = free + in transit + held back for it + asked for
//   with a level:    projected < min: up to max
//   without:         projected < use per day × target days: up to that
//
// rounded up to whole packs. What is not known stays unknown and is never 0.
// Pure arithmetic.
#ifndef EPILEDGER_SERVICES_SUPPLIES_ORDER_SUGGESTION_H_
#define EPILEDGER_SERVICES_SUPPLIES_ORDER_SUGGESTION_H_

#include <optional>

#include "epiledger/supplies/v1/need.pb.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

// What will be there without another order.
struct Coming {
  ledger::Amount in_transit = 0;
  ledger::Amount held_for = 0;
  ledger::Amount asked_for = 0;
};

struct PlaceFacts {
  // What can be given out; nothing when a store of the place was never counted.
  std::optional<ledger::Amount> free;
  Coming coming;
  v1::Supply supply;
  // The level; nothing when none is set.
  std::optional<v1::StockLevel> level;
  // 0: the county set none.
  int target_days = 0;
};

// Figures, reason and order; says not of which place.
[[nodiscard]] v1::OrderSuggestion SuggestOrder(const PlaceFacts& facts);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_ORDER_SUGGESTION_H_
