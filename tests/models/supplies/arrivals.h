// Arrivals: which lots of a shipment a receipt speaks of, and what becomes of
// them.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_ARRIVALS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_ARRIVALS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

struct ArrivalPlan {
  // How many there are of what more is told of than is on its way.
  std::optional<int64_t> available;
  // In the order told.
  std::vector<Settlement> settlements;
};
[[nodiscard]] ArrivalPlan PlanArrival(const NotedShipment& shipment,
                                      const Arrival& arrival);

// Likewise of what was rejected.
enum class WhyNot { kNothing, kMoreThanRejected, kTooEarly };
struct BackPlan {
  WhyNot why_not = WhyNot::kNothing;
  // How many there ever are of what more is told of.
  std::optional<int64_t> available;
  std::vector<Settlement> settlements;
};
[[nodiscard]] BackPlan PlanBack(const NotedShipment& shipment,
                                const TakeBack& asked);

// The line of an item in a store with what of the plan is accepted there, or
// back there; nothing where no split reconciles it. `before` where there is
// none of it.
[[nodiscard]] std::optional<Line> WithArrived(
    const Notes& notes, const LineName& name,
    const std::vector<Settlement>& plan, Settlement::Kind kind);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_ARRIVALS_H_
