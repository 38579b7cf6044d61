// Reserve: what a store can set aside now, and what of it may be taken at an
// hour (decision 31).
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_RESERVE_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_RESERVE_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

// What can be given out now: what is there, less what is withheld and what is
// held back.
[[nodiscard]] int64_t FreeNow(const Notes& notes, const LineName& name);

// The lots that `amount` is set aside from now, first to be used first, none
// that is withheld or set aside for others; fewer where there are not enough.
// `named` are taken already.
[[nodiscard]] std::vector<Pieces> LotsToSetAside(
    const Notes& notes, const LineName& name, const std::string& shipment,
    int64_t amount, const std::vector<Pieces>& named);

// What of the lot is there now and not set aside for others.
[[nodiscard]] int64_t LooseNow(const Notes& notes, const LineName& name,
                               const std::string& lot,
                               const std::string& shipment = {});

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
