// Reserve: what a store can set aside now, and what of it may be taken at an
// hour (decision 31).
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_RESERVE_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_RESERVE_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

// What can be given out now: what is there, less what is withheld and what is
// held back.
[[nodiscard]] int64_t FreeNow(const Notes& notes, const LineName& name);

// What a pick for a shipment sets aside now: the lots `named`, and `rest` of
// those to be used first.
struct PickPlan {
  // Where there is not enough: of the lot named, or of all others.
  std::optional<int64_t> available;
  std::vector<Pieces> lots;
};
[[nodiscard]] PickPlan PlanPick(const Notes& notes, const LineName& name,
                                const std::string& shipment,
                                const std::vector<Pieces>& named, int64_t rest);

// Takes back, the youngest first, what is held and no longer there; what each
// shipment lost.
struct Broken {
  std::string shipment;
  int64_t pieces = 0;
};
std::vector<Broken> BreakHolds(const LineName& name, int64_t sequence,
                               Notes& notes);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_RESERVE_H_
